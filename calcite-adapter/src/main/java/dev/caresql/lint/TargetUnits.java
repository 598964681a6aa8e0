package dev.caresql.lint;

import dev.caresql.catalog.Kpi;
import dev.caresql.config.Problems;
import dev.caresql.model.TableMapping;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Units and targets of another kind than the KPI has: minutes for a rate, or 0.8 where 80 % is meant. */
final class TargetUnits implements Lint {
    private static final Map<String, List<String>> KINDS = Map.of(
            "a percentage", List.of("%", "percent", "pct", "phần trăm"),
            "a time",
                    List.of(
                            "s", "sec", "second", "seconds", "giây", "min", "minute", "minutes", "phút", "h", "hour",
                            "hours", "giờ", "d", "day", "days", "ngày", "months", "month", "tháng"),
            "a number",
                    List.of(
                            "count",
                            "number",
                            "số",
                            "customers",
                            "khách hàng",
                            "orders",
                            "đơn",
                            "đơn/hợp đồng",
                            "calls",
                            "cuộc gọi",
                            "contacts",
                            "leads",
                            "responses",
                            "surveys",
                            "touches",
                            "views"),
            "money", List.of("money", "vnd", "đồng", "usd", "eur"));

    @Override
    public void look(LintContext context, Problems found) throws SQLException {
        Optional<TableMapping> items = context.mapping("scorecard_items");
        if (items.isPresent() && context.has("scorecard_items", "unit_code")) {
            for (var row : context.rows("SELECT DISTINCT kpi_code, unit_code FROM scorecard_items ORDER BY 1, 2")) {
                contradiction(context, items.get(), String.valueOf(row.get(0)), String.valueOf(row.get(1)), found);
            }
        }
        Optional<TableMapping> targets = context.mapping("kpi_targets");
        if (targets.isPresent() && context.has("kpi_targets", "target_metric_value")) {
            for (var row : context.rows("SELECT kpi_code, COUNT(*), MAX(target_metric_value) FROM kpi_targets GROUP BY"
                    + " kpi_code HAVING MAX(target_metric_value) <= 1 AND MAX(target_metric_value) > 0 ORDER BY 1")) {
                fraction(context, targets.get(), row, found);
            }
        }
    }

    private static void contradiction(
            LintContext context, TableMapping items, String code, String unit, Problems found) {
        Optional<Kpi> kpi = context.database().catalog().find(code);
        Optional<String> shown = kind(unit);
        Optional<String> real = kpi.flatMap(known -> kind(known.measure().unit()));
        if (shown.isPresent() && real.isPresent() && !shown.equals(real)) {
            found.add(
                    context.place(items, "unit_code"),
                    "table scorecard_items",
                    code + " is shown in '" + unit + "', " + shown.get() + ", but the catalog has it in '"
                            + kpi.orElseThrow().measure().unit() + "', " + real.get()
                            + "; correct the unit, or choose the KPI that is meant");
        }
    }

    private static void fraction(LintContext context, TableMapping targets, List<?> row, Problems found) {
        String code = String.valueOf(row.get(0));
        boolean percentage = context.database()
                .catalog()
                .find(code)
                .filter(kpi -> "%".equals(kpi.measure().unit()))
                .isPresent();
        if (percentage) {
            found.add(
                    context.place(targets, "target_metric_value"),
                    "table kpi_targets",
                    "all " + row.get(1) + " targets of " + code + " are at most " + row.get(2)
                            + ", but rates are in percentage points: write 80 for 80 %");
        }
    }

    private static Optional<String> kind(String unit) {
        return KINDS.entrySet().stream()
                .filter(kind -> kind.getValue().contains(unit.toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
