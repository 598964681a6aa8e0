package dev.caresql.formula;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiComponent;
import dev.caresql.catalog.KpiMeasure.Interval;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.config.Located;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.sql.ColumnType;
import dev.caresql.sql.SqlErrors;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;

/**
 * The options that a function of an interval has beside those of its KPI. They choose the formula, so they must be
 * literals.
 *
 * @param parameters level, and the method where there are several
 */
record IntervalOptions(List<KpiParameter> parameters) {
    private static final List<String> METHODS = List.of("WALD", "ADJUSTED_WALD");

    IntervalOptions {
        parameters = List.copyOf(parameters);
    }

    static IntervalOptions of(Kpi kpi, KpiComponent component, Interval interval) {
        List<KpiParameter> parameters = new ArrayList<>();
        if (component.isInterval()) {
            Located place = kpi.name();
            boolean taken = kpi.parameters().stream().anyMatch(parameter -> "level".equalsIgnoreCase(parameter.name()));
            Located level = new Located(IntervalSettings.DEFAULT.level(), place.file(), place.line());
            parameters.add(new KpiParameter(taken ? "ci_level" : "level", ColumnType.DOUBLE, Optional.of(level)));
            if (interval == Interval.NPS) {
                Located method = new Located("'" + IntervalSettings.DEFAULT.method() + "'", place.file(), place.line());
                parameters.add(new KpiParameter("ci_method", ColumnType.VARCHAR, Optional.of(method), METHODS));
            }
        }
        return new IntervalOptions(parameters);
    }

    /** The settings that a call gives, in the order of the parameters. */
    IntervalSettings settings(String function, List<SqlNode> given) {
        if (given.isEmpty()) {
            return IntervalSettings.DEFAULT;
        }
        String method = given.size() > 1 && given.get(1) instanceof SqlLiteral literal
                ? String.valueOf(literal.toValue())
                : IntervalSettings.DEFAULT.method();
        return new IntervalSettings(level(function, given.get(0)), method);
    }

    private static String level(String function, SqlNode level) {
        if (level instanceof SqlNumericLiteral literal) {
            BigDecimal value = literal.getValueAs(BigDecimal.class);
            if (value.signum() > 0 && value.compareTo(BigDecimal.ONE) < 0) {
                return value.stripTrailingZeros().toPlainString();
            }
        }
        throw new CareSqlException(
                ErrorCode.WRONG_ARGUMENT,
                function + ": the level must be a number between 0 and 1, such as 0.95"
                        + SqlErrors.at(level.getParserPosition()));
    }
}
