package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import dev.caresql.model.CareModel;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Takes plans that were typed into a scorecard into the model: each one that is new or changed as a new version. */
public final class TargetsImport {
    private static final double SAME = 1e-9;

    private final Connection connection;
    private final CareModel model;

    /** Over a connection to the model, which tells what was planned before. */
    public TargetsImport(Connection connection, CareModel model) {
        this.connection = requireNonNull(connection, "connection is null");
        this.model = requireNonNull(model, "model is null");
    }

    /** Writes the plans that differ; says how many, and into which file. */
    public Outcome write(List<PlanCell> plans) throws SQLException {
        TargetsFile file = TargetsFile.of(model);
        Map<String, Known> known = known(file.hasVersions());
        Map<String, Double> scorecard = new HashMap<>();
        for (Period period : plans.stream().map(PlanCell::period).distinct().toList()) {
            scorecard.putAll(scorecard(period));
        }
        List<Map<String, String>> rows = new ArrayList<>();
        for (PlanCell plan : plans) {
            Known before = known.get(key(plan));
            // A quarter's plan may be made of months': what the sheet showed and nobody changed is no plan of its own.
            Double shown = before == null ? scorecard.get(key(plan)) : Double.valueOf(before.value());
            if (shown == null || Math.abs(shown - plan.value()) > SAME * Math.max(1, Math.abs(shown))) {
                rows.add(row(plan, Optional.ofNullable(before), file));
            }
        }
        if (!rows.isEmpty()) {
            file.append(rows);
        }
        return new Outcome(rows.size(), plans.size() - rows.size(), file.file());
    }

    private Map<String, String> row(PlanCell plan, Optional<Known> before, TargetsFile file) {
        Map<String, String> row = new LinkedHashMap<>(before.map(Known::kept).orElse(Map.of()));
        row.put("kpi_code", plan.kpi());
        row.put("scope_type", plan.scope().name());
        row.put("scope_id", plan.scopeId());
        row.put("grain_code", plan.period().grain().name());
        row.put("period_start", file.date(plan.period().start()));
        row.put("version_no", String.valueOf(before.map(Known::version).orElse(0) + 1));
        row.put(
                "target_metric_value",
                file.number(new BigDecimal(plan.value())
                        .round(MathContext.DECIMAL64)
                        .stripTrailingZeros()
                        .toPlainString()));
        return row;
    }

    /** The last version of each target. */
    private Map<String, Known> known(boolean hasVersions) throws SQLException {
        Rows rows = new Rows(connection);
        List<String> keep = List.of(
                "baseline_metric_value",
                "target_agg_rule",
                "weight_points",
                "cap_pct",
                "tolerance_low",
                "tolerance_high");
        var columns = rows.columns("kpi_targets");
        Map<String, Known> known = new HashMap<>();
        rows.list("SELECT * FROM kpi_targets" + (hasVersions ? " ORDER BY version_no" : ""), row -> {
            Map<String, String> kept = new LinkedHashMap<>();
            for (String column : keep) {
                if (columns.contains(column) && row.getObject(column) != null) {
                    kept.put(column, String.valueOf(row.getObject(column)).replaceAll("\\.0+$", ""));
                }
            }
            String key = Rows.text(row, "kpi_code").toUpperCase(Locale.ROOT) + "|" + Rows.text(row, "scope_type") + "|"
                    + Rows.text(row, "scope_id") + "|" + Rows.text(row, "grain_code") + "|"
                    + row.getObject("period_start", LocalDate.class);
            known.put(
                    key,
                    new Known(row.getDouble("target_metric_value"), hasVersions ? row.getInt("version_no") : 0, kept));
            return key;
        });
        return known;
    }

    private Map<String, Double> scorecard(Period period) throws SQLException {
        if (period.grain() == Grain.MONTH) {
            return Map.of();
        }
        Map<String, Double> plans = new HashMap<>();
        new Rows(connection)
                .list(
                        "SELECT kpi_code, scope_type, scope_id, plan FROM scorecard WHERE plan IS NOT NULL AND grain_code = "
                                + Rows.literal(period.grain().name()) + " AND period_start = DATE '" + period.start()
                                + "'",
                        row -> plans.put(
                                Rows.text(row, "kpi_code") + "|" + Rows.text(row, "scope_type") + "|"
                                        + Rows.text(row, "scope_id") + "|" + period.grain() + "|" + period.start(),
                                row.getDouble("plan")));
        return plans;
    }

    private static String key(PlanCell plan) {
        return plan.kpi() + "|" + plan.scope() + "|" + plan.scopeId() + "|"
                + plan.period().grain() + "|" + plan.period().start();
    }

    private record Known(double value, int version, Map<String, String> kept) {}

    /**
     * What became of the plans.
     *
     * @param written as new rows
     * @param unchanged as they were planned before
     * @param file into which they were written
     */
    public record Outcome(int written, int unchanged, Path file) {
        /** Requires a file. */
        public Outcome {
            requireNonNull(file, "file is null");
        }
    }
}
