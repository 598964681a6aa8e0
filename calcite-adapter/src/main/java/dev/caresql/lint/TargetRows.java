package dev.caresql.lint;

import dev.caresql.config.Problems;
import dev.caresql.error.DidYouMean;
import dev.caresql.model.TableMapping;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Targets of KPIs that there are not, and of periods that begin on another day than their grain does. */
final class TargetRows implements Lint {
    private static final List<String> TABLES = List.of("kpi_targets", "scorecard_items");

    @Override
    public void look(LintContext context, Problems found) throws SQLException {
        for (String table : TABLES) {
            Optional<TableMapping> mapping = context.mapping(table);
            if (mapping.isPresent()) {
                unknown(context, mapping.get(), found);
            }
        }
        Optional<TableMapping> targets = context.mapping(TABLES.get(0));
        if (targets.isPresent() && context.has(TABLES.get(0), "grain_code", "period_start")) {
            for (String grain : List.of("MONTH", "QUARTER", "YEAR")) {
                periods(context, targets.get(), grain, found);
            }
        }
    }

    private static void unknown(LintContext context, TableMapping mapping, Problems found) throws SQLException {
        String table = mapping.table().name();
        for (var row : context.rows("SELECT kpi_code, COUNT(*) FROM " + table + " GROUP BY kpi_code ORDER BY 1")) {
            String code = String.valueOf(row.get(0));
            if (context.database().catalog().find(code).isEmpty()) {
                found.add(
                        context.place(mapping, "kpi_code"),
                        "table " + table,
                        row.get(1) + " rows are of the KPI '" + code + "', which there is not"
                                + DidYouMean.hint(
                                        code, context.database().catalog().names())
                                + "; correct the name or define the KPI");
            }
        }
    }

    private static void periods(LintContext context, TableMapping mapping, String grain, Problems found)
            throws SQLException {
        for (var row : context.rows("SELECT COUNT(*), MIN(period_start) FROM kpi_targets WHERE grain_code = '" + grain
                + "' AND period_start <> FLOOR(period_start TO " + grain + ") HAVING COUNT(*) > 0")) {
            found.add(
                    context.place(mapping, "period_start"),
                    "table kpi_targets",
                    row.get(0) + " rows of grain " + grain + " do not begin on the first day of one, the first on "
                            + row.get(1) + ", and meet no period; write the first day of the period");
        }
    }
}
