package dev.caresql.lint;

import dev.caresql.catalog.Kpi;
import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import dev.caresql.sql.CareParser;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** AVG over a ratio, or over a column that is named like a rate or a mean: groups of all sizes then count alike. */
final class AveragedAverages implements Lint {
    private static final Pattern AVERAGE_NAME =
            Pattern.compile("(?i).*_(rate|pct|percent|ratio|avg|mean|average)|(avg|mean|average|rate|pct|percent)_.*");

    @Override
    public void look(LintContext context, Problems found) {
        for (Kpi kpi : context.usersKpis()) {
            Map<String, String> arguments = new HashMap<>();
            kpi.binding().ifPresent(binding -> binding.arguments()
                    .forEach((name, argument) -> arguments.put(name, argument.text())));
            Optional<String> average = averaged(kpi.formula(), arguments);
            average.ifPresent(what -> found.add(
                    kpi.formula(),
                    "KPI " + kpi.name().text(),
                    "averages " + what
                            + ", so that a group of one row counts as much as one of a thousand; divide the sum"
                            + " of the dividends by the sum of the divisors"));
        }
    }

    private static Optional<String> averaged(Located formula, Map<String, String> arguments) {
        String[] found = new String[1];
        CareParser.expression(formula.text()).accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
                if ("AVG".equalsIgnoreCase(call.getOperator().getName())) {
                    found[0] = average(call, arguments).orElse(found[0]);
                }
                return super.visit(call);
            }
        });
        return Optional.ofNullable(found[0]);
    }

    private static Optional<String> average(SqlNode argument, Map<String, String> arguments) {
        String[] found = new String[1];
        argument.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
                if (call.getKind() == SqlKind.DIVIDE && !(call.operand(1) instanceof SqlLiteral)) {
                    found[0] = "the ratio " + call;
                }
                return super.visit(call);
            }

            @Override
            public @Nullable Void visit(SqlIdentifier id) {
                String bound = arguments.getOrDefault(id.getSimple(), id.getSimple());
                if (AVERAGE_NAME.matcher(bound).matches()
                        || AVERAGE_NAME.matcher(id.getSimple()).matches()) {
                    found[0] = "'" + bound + "', which is named like a rate or a mean";
                } else if (arguments.containsKey(id.getSimple())) {
                    found[0] = average(CareParser.expression(bound), Map.of()).orElse(found[0]);
                }
                return null;
            }
        });
        return Optional.ofNullable(found[0]);
    }
}
