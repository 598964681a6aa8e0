package dev.caresql.lint;

import dev.caresql.config.Problems;
import dev.caresql.model.TableMapping;
import java.sql.SQLException;
import java.util.Optional;

/** Weights of one scorecard, or of the targets of one scope and period, that do not make up 100 points. */
final class TargetWeights implements Lint {
    @Override
    public void look(LintContext context, Problems found) throws SQLException {
        Optional<TableMapping> items = context.mapping("scorecard_items");
        if (items.isPresent() && context.has("scorecard_items", "scorecard_id", "weight_points")) {
            for (var row :
                    context.rows("SELECT scorecard_id, SUM(weight_points) FROM scorecard_items GROUP BY scorecard_id"
                            + " HAVING SUM(weight_points) <> 100 ORDER BY 1")) {
                found.add(
                        context.place(items.get(), "weight_points"),
                        "table scorecard_items",
                        "the weights of scorecard '" + row.get(0) + "' sum to " + row.get(1) + " points, not 100");
            }
        }
        Optional<TableMapping> targets = context.mapping("kpi_targets");
        String key = "scope_type, scope_id, grain_code, period_start";
        if (targets.isPresent()
                && context.has(
                        "kpi_targets", "weight_points", "scope_type", "scope_id", "grain_code", "period_start")) {
            String latest = context.has("kpi_targets", "version_no")
                    ? "(SELECT * FROM kpi_targets QUALIFY version_no = MAX(version_no) OVER (PARTITION BY kpi_code, "
                            + key + ")) AS latest"
                    : "kpi_targets";
            for (var row : context.rows(
                    "SELECT COUNT(*), MIN(total), MAX(total) FROM (SELECT SUM(weight_points) AS total" + " FROM "
                            + latest + " GROUP BY " + key + ") AS sums WHERE total <> 100 HAVING COUNT(*) > 0")) {
                found.add(
                        context.place(targets.get(), "weight_points"),
                        "table kpi_targets",
                        "in " + row.get(0) + " scopes and periods the weights do not sum to 100 points but to between "
                                + row.get(1) + " and " + row.get(2));
            }
        }
    }
}
