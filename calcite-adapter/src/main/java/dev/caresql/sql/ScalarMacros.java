package dev.caresql.sql;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Quotients and intervals of confidence as plain arithmetic, so that they are pushed to the engine like any expression.
 *
 * <p>Wilson score interval for proportions; for NPS the Wald interval and the adjusted Wald interval of Rocks (2016),
 * which adds 3 answers, three quarters of one to promoters and to detractors each; for means the normal interval. Those
 * of proportions and NPS are percentage points. All are NULL when n is 0, and Wilson's also when k is not of 0 to n. The
 * level is a literal, 0.95 when it is left out, whose quantile is computed in the planner to the precision of DOUBLE.
 */
final class ScalarMacros {
    private static final String WILSON = "CASE WHEN n > 0 AND k >= 0 AND k <= n THEN %s(%se0, 100e0 * (k / n"
            + " + z * z / (2 * n) %s z * SQRT(k / n * (1 - k / n) / n + z * z / (4 * n * n))) / (1 + z * z / n)) END";
    private static final String NPS_WALD =
            "100e0 * ((p - d) / n %s z * SQRT(((p + d) / n - (p - d) / n * (p - d) / n) / n))";
    private static final String NPS_ADJUSTED = "CASE WHEN n > 0 THEN %s(%s100e0, 100e0 * ((p - d) / (n + 3e0)"
            + " %s z * SQRT(((p + d + 1.5e0) / (n + 3e0) - (p - d) / (n + 3e0) * (p - d) / (n + 3e0)) / (n + 3e0)))) END";
    private static final String MEAN = "m %s z * s / SQRT(n)";

    private static final Map<String, Macro> MACROS = Map.of(
            "KPI_RATIO", Macro.plain(List.of("num", "den"), "num / den"),
            "KPI_WILSON_LOW", Macro.interval(List.of("k", "n"), WILSON.formatted("GREATEST", "0", "-")),
            "KPI_WILSON_HIGH", Macro.interval(List.of("k", "n"), WILSON.formatted("LEAST", "100", "+")),
            "KPI_MEAN_CI_LOW", Macro.interval(List.of("m", "s", "n"), MEAN.formatted("-")),
            "KPI_MEAN_CI_HIGH", Macro.interval(List.of("m", "s", "n"), MEAN.formatted("+")),
            "KPI_NPS_CI_LOW", Macro.nps(NPS_WALD.formatted("-"), NPS_ADJUSTED.formatted("GREATEST", "-", "-")),
            "KPI_NPS_CI_HIGH", Macro.nps(NPS_WALD.formatted("+"), NPS_ADJUSTED.formatted("LEAST", "", "+")));

    private ScalarMacros() {}

    static Optional<SqlNode> expand(String name, SqlCall call) {
        return Optional.ofNullable(MACROS.get(name)).map(macro -> macro.expand(name, call));
    }

    /**
     * A function by its text.
     *
     * @param arguments that every call gives
     * @param settings that a call may leave out from the end: method, level
     * @param formula over the arguments and z, the normal quantile of the level
     * @param adjusted the formula of the other method
     */
    private record Macro(List<String> arguments, List<String> settings, String formula, String adjusted) {
        private static final SqlNode DEFAULT_LEVEL = SqlLiteral.createExactNumeric("0.95", SqlParserPos.ZERO);

        static Macro plain(List<String> arguments, String formula) {
            return new Macro(arguments, List.of(), formula, formula);
        }

        static Macro interval(List<String> arguments, String formula) {
            return new Macro(arguments, List.of("level"), formula, formula);
        }

        static Macro nps(String formula, String adjusted) {
            return new Macro(List.of("p", "d", "n"), List.of("method", "level"), formula, adjusted);
        }

        SqlNode expand(String name, SqlCall call) {
            int least = arguments.size();
            int most = least + settings.size();
            if (call.operandCount() < least || call.operandCount() > most) {
                String optional = settings.isEmpty() ? "" : "[, " + String.join("][, ", settings) + "]";
                throw new CareSqlException(
                        ErrorCode.WRONG_ARGUMENT,
                        name + " takes " + (least == most ? "" : least + " to ") + most + " arguments: "
                                + String.join(", ", arguments) + optional + SqlErrors.at(call.getParserPosition()));
            }
            Map<String, SqlNode> values = new HashMap<>();
            for (int i = 0; i < least; i++) {
                values.put(arguments.get(i), call.operand(i));
            }
            if (settings.contains("level")) {
                values.put("z", quantile(name, call.operandCount() == most ? call.operand(most - 1) : DEFAULT_LEVEL));
            }
            boolean hasMethod = settings.contains("method") && call.operandCount() > least;
            String template = hasMethod && isAdjusted(name, call.operand(least)) ? adjusted : formula;
            SqlNode parsed = CareParser.expression(template).accept(new SqlNormalizer(FunctionResolver.NONE));
            return substitute(parsed, values);
        }

        private static boolean isAdjusted(String name, SqlNode method) {
            if (method instanceof SqlLiteral literal) {
                String text = String.valueOf(literal.toValue()).toUpperCase(Locale.ROOT);
                if ("WALD".equals(text) || "ADJUSTED_WALD".equals(text)) {
                    return "ADJUSTED_WALD".equals(text);
                }
            }
            throw new CareSqlException(
                    ErrorCode.WRONG_ARGUMENT,
                    name + ": the method must be 'WALD' or 'ADJUSTED_WALD'" + SqlErrors.at(method.getParserPosition()));
        }

        private static SqlNode quantile(String name, SqlNode level) {
            if (level instanceof SqlNumericLiteral literal) {
                double confidence = literal.getValueAs(BigDecimal.class).doubleValue();
                if (confidence > 0 && confidence < 1) {
                    double z = NormalDistribution.of(0, 1).inverseCumulativeProbability((1 + confidence) / 2);
                    return SqlLiteral.createApproxNumeric(Double.toString(z) + "E0", level.getParserPosition());
                }
            }
            throw new CareSqlException(
                    ErrorCode.WRONG_ARGUMENT,
                    name + ": the level must be a number between 0 and 1, such as 0.95"
                            + SqlErrors.at(level.getParserPosition()));
        }

        private static SqlNode substitute(SqlNode template, Map<String, SqlNode> values) {
            return template.accept(new SqlShuttle() {
                @Override
                public SqlNode visit(SqlIdentifier id) {
                    SqlNode value = id.isSimple() ? values.get(id.getSimple()) : null;
                    return value == null ? id : value.clone(SqlParserPos.ZERO);
                }
            });
        }
    }
}
