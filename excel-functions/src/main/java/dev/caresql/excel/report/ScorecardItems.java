package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.DidYouMean;
import dev.caresql.error.ErrorCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the lines of the scorecard that a report is asked for, from the model's table {@code scorecard_items}. */
final class ScorecardItems {
    private static final String TABLE = "scorecard_items";

    private final Rows rows;
    private final ReportRequest request;

    ScorecardItems(Rows rows, ReportRequest request) {
        this.rows = requireNonNull(rows, "rows is null");
        this.request = requireNonNull(request, "request is null");
    }

    /** The lines in their order; none when the report is asked for no scorecard. */
    List<ScorecardItem> read() throws SQLException {
        boolean isTemplate = request.template() != ReportRequest.Template.FULL;
        if (request.scorecard().isEmpty() && !isTemplate) {
            return List.of();
        }
        Set<String> columns = rows.columns(TABLE);
        if (!columns.containsAll(Set.of("item_no", "kpi_code"))) {
            throw new CareSqlException(
                    ErrorCode.UNKNOWN_TABLE,
                    "The model has no table " + TABLE
                            + " with item_no and kpi_code, in which the lines of a scorecard stand;"
                            + " map it, or leave out --scorecard and --template");
        }
        String id = id(columns);
        return rows.list(
                "SELECT * FROM " + TABLE + (id.isEmpty() ? "" : " WHERE scorecard_id = " + Rows.literal(id))
                        + " ORDER BY item_no",
                row -> item(row, columns));
    }

    /** The scorecard's name, where the model says it. */
    Optional<String> title() throws SQLException {
        Set<String> columns = rows.columns("scorecards");
        String id = id(rows.columns(TABLE));
        if (id.isEmpty() || !columns.contains("scorecard_id")) {
            return Optional.empty();
        }
        return rows
                .list("SELECT * FROM scorecards WHERE scorecard_id = " + Rows.literal(id), row -> request.language()
                        .choose(text(row, columns, "scorecard_name"), text(row, columns, "scorecard_name_vi")))
                .stream()
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    private String id(Set<String> columns) throws SQLException {
        if (!columns.contains("scorecard_id")) {
            return "";
        }
        List<String> known = rows.list(
                "SELECT DISTINCT scorecard_id FROM " + TABLE + " ORDER BY 1", row -> Rows.text(row, "scorecard_id"));
        if (request.scorecard().isPresent()) {
            String id = request.scorecard().get();
            if (!known.contains(id)) {
                throw new CareSqlException(
                        ErrorCode.INVALID_VALUE,
                        "There is no scorecard '" + id + "'" + DidYouMean.hint(id, known) + "; there are "
                                + String.join(", ", known));
            }
            return id;
        }
        if (known.size() != 1) {
            throw new CareSqlException(
                    ErrorCode.INVALID_VALUE,
                    "The model has the scorecards " + String.join(", ", known) + "; say which one with --scorecard");
        }
        return known.get(0);
    }

    private ScorecardItem item(ResultSet row, Set<String> columns) throws SQLException {
        return new ScorecardItem(
                Rows.text(row, "kpi_code").toUpperCase(Locale.ROOT),
                request.language().choose(text(row, columns, "label_en"), text(row, columns, "label_vi")),
                text(row, columns, "unit_code"),
                columns.contains("display_decimals") && row.getObject("display_decimals") != null
                        ? row.getInt("display_decimals")
                        : -1,
                text(row, columns, "direction_code").toUpperCase(Locale.ROOT),
                columns.contains("weight_points")
                        ? Rows.number(row, "weight_points")
                        : java.util.OptionalDouble.empty());
    }

    private static String text(ResultSet row, Set<String> columns, String column) throws SQLException {
        return columns.contains(column) ? Rows.text(row, column) : "";
    }
}
