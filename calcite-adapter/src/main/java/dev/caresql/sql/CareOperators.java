package dev.caresql.sql;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.util.SqlOperatorTables;

/** The operators whose meaning CareSQL pins itself; each engine's dialect spells them out. */
public final class CareOperators {
    /** Division as DOUBLE whatever the operands; NULL when the divisor is 0. */
    public static final SqlBinaryOperator DIVIDE = new DoubleDivision();

    /** The instant at which open items are judged: a setting of the connection or the model, never the clock. */
    public static final SqlFunction AS_OF = SqlBasicFunction.create(
                    "AS_OF",
                    ReturnTypes.explicit(SqlTypeName.TIMESTAMP, CareTypeSystem.TIMESTAMP_PRECISION),
                    OperandTypes.NILADIC)
            .withFunctionType(SqlFunctionCategory.TIMEDATE);

    /** A UTC timestamp in the business time zone of the model: {@link #LOCAL_TIME} with the model's zone. */
    public static final SqlFunction BUSINESS_TIME =
            zoned("BUSINESS_TIME", OperandTypes.family(SqlTypeFamily.TIMESTAMP));

    /** The UTC timestamp of one in the business time zone, whose name the planner adds as second operand. */
    public static final SqlFunction UTC_TIME = zoned(
            "UTC_TIME",
            OperandTypes.family(SqlTypeFamily.TIMESTAMP)
                    .or(OperandTypes.family(SqlTypeFamily.TIMESTAMP, SqlTypeFamily.CHARACTER)));

    /** Within how many days a further contact is a repeat: a setting of the model. */
    public static final SqlFunction REPEAT_WINDOW_DAYS =
            SqlBasicFunction.create("REPEAT_WINDOW_DAYS", ReturnTypes.INTEGER, OperandTypes.NILADIC);

    /** Whether a repeat must have the same reason, as the model sets it. */
    public static final SqlFunction REPEAT_MATCHES_REASON =
            SqlBasicFunction.create("REPEAT_MATCHES_REASON", ReturnTypes.BOOLEAN_NOT_NULL, OperandTypes.NILADIC);

    /** Whether a repeat must come by the same channel, as the model sets it. */
    public static final SqlFunction REPEAT_MATCHES_CHANNEL =
            SqlBasicFunction.create("REPEAT_MATCHES_CHANNEL", ReturnTypes.BOOLEAN_NOT_NULL, OperandTypes.NILADIC);

    /** Median of a numeric column, interpolated between the two middle values; NULLs are ignored. */
    public static final SqlAggFunction MEDIAN =
            new HelperAggregate("KPI_MEDIAN", doubleResult(), OperandTypes.family(SqlTypeFamily.NUMERIC));

    /** Percentile of a numeric column at a fraction of 0 to 1, linearly interpolated; NULLs are ignored. */
    public static final SqlAggFunction PERCENTILE = new HelperAggregate(
            "KPI_PERCENTILE", doubleResult(), OperandTypes.family(SqlTypeFamily.NUMERIC, SqlTypeFamily.NUMERIC));

    /** The first value whose cumulative share reaches a fraction of 0 to 1; NULLs are ignored. */
    public static final SqlAggFunction PERCENTILE_DISC = new HelperAggregate(
            "KPI_PERCENTILE_DISC",
            ReturnTypes.ARG0_NULLABLE_IF_EMPTY,
            OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.NUMERIC));

    /** What a key's flag was at each instant, as an opaque value for {@link #LAST_TRUE}; rows without a key are ignored. */
    public static final SqlAggFunction HISTORY = new HelperAggregate(
            "KPI_HISTORY",
            ReturnTypes.explicit(SqlTypeName.ANY).andThen(SqlTypeTransforms.FORCE_NULLABLE),
            OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.DATETIME, SqlTypeFamily.BOOLEAN));

    /** How many keys of a history end with a true flag; at one instant true comes last, and no instant comes first. */
    public static final SqlFunction LAST_TRUE =
            SqlBasicFunction.create("KPI_LAST_TRUE", ReturnTypes.BIGINT, OperandTypes.family(SqlTypeFamily.ANY));

    /** How many keys of a history begin with a true flag; at one instant true comes last, and no instant comes first. */
    public static final SqlFunction FIRST_TRUE =
            SqlBasicFunction.create("KPI_FIRST_TRUE", ReturnTypes.BIGINT, OperandTypes.family(SqlTypeFamily.ANY));

    /** How many keys begin with a true flag in the first history and end with one in the second. */
    public static final SqlFunction FIRST_AND_LAST_TRUE = SqlBasicFunction.create(
            "KPI_FIRST_AND_LAST_TRUE", ReturnTypes.BIGINT, OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.ANY));

    /** What FIRST_TRUE says of the HISTORY of these operands, as one aggregate; only a plan has it. */
    public static final SqlAggFunction FIRST_TRUE_KEYS = new HelperAggregate(
            "KPI_FIRST_TRUE_KEYS",
            ReturnTypes.BIGINT.andThen(SqlTypeTransforms.FORCE_NULLABLE),
            OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.DATETIME, SqlTypeFamily.BOOLEAN));

    /** What LAST_TRUE says of the HISTORY of these operands, as one aggregate; only a plan has it. */
    public static final SqlAggFunction LAST_TRUE_KEYS = new HelperAggregate(
            "KPI_LAST_TRUE_KEYS",
            ReturnTypes.BIGINT.andThen(SqlTypeTransforms.FORCE_NULLABLE),
            OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.DATETIME, SqlTypeFamily.BOOLEAN));

    /** What FIRST_AND_LAST_TRUE says of two of HISTORY with one key, as one aggregate; only a plan has it. */
    public static final SqlAggFunction FIRST_AND_LAST_TRUE_KEYS = new HelperAggregate(
            "KPI_FIRST_AND_LAST_TRUE_KEYS",
            ReturnTypes.BIGINT.andThen(SqlTypeTransforms.FORCE_NULLABLE),
            OperandTypes.family(
                    SqlTypeFamily.ANY,
                    SqlTypeFamily.DATETIME,
                    SqlTypeFamily.BOOLEAN,
                    SqlTypeFamily.DATETIME,
                    SqlTypeFamily.BOOLEAN));

    /** The place of an instant in a history: itself, or before all others where it is missing; only a plan has it. */
    public static final SqlFunction PLACE_IN_HISTORY = SqlBasicFunction.create(
            "KPI_PLACE_IN_HISTORY",
            ReturnTypes.explicit(SqlTypeName.TIMESTAMP, CareTypeSystem.TIMESTAMP_PRECISION),
            OperandTypes.family(SqlTypeFamily.DATETIME));

    /** A timestamp some microseconds later, or earlier when they are negative. */
    public static final SqlFunction ADD_MICROSECONDS = SqlBasicFunction.create(
                    "KPI_ADD_MICROSECONDS",
                    ReturnTypes.explicit(SqlTypeName.TIMESTAMP, CareTypeSystem.TIMESTAMP_PRECISION)
                            .andThen(SqlTypeTransforms.TO_NULLABLE),
                    OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.NUMERIC))
            .withFunctionType(SqlFunctionCategory.TIMEDATE);

    /** The first part of a text that matches a regular expression. */
    public static final SqlFunction REGEXP_EXTRACT = SqlBasicFunction.create(
            "KPI_REGEXP_EXTRACT",
            ReturnTypes.VARCHAR_NULLABLE,
            OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER));

    /** Pearson's correlation of two numeric columns, over the rows that have both. */
    public static final SqlAggFunction CORR = new HelperAggregate(
            "CORR", doubleResult(), OperandTypes.family(SqlTypeFamily.NUMERIC, SqlTypeFamily.NUMERIC));

    /**
     * Whole business seconds from the first timestamp to the second by a calendar, else the default one, truncated towards
     * zero; negative when the second is earlier, NULL where the clock of the calendar does not reach.
     */
    public static final SqlFunction BUSINESS_SECONDS = businessTime("BUSINESS_SECONDS");

    /** As {@link #BUSINESS_SECONDS}, in microseconds. */
    public static final SqlFunction BUSINESS_MICROSECONDS = businessTime("BUSINESS_MICROSECONDS");

    /** Whether a call of a KPI has a value for an option whose default is NULL; decided when the call is expanded. */
    public static final SqlFunction GIVEN =
            SqlBasicFunction.create("KPI_GIVEN", ReturnTypes.BOOLEAN_NOT_NULL, OperandTypes.ANY);

    /** An option that the formula cannot do without where it stands; a call that leaves it NULL is refused. */
    public static final SqlFunction REQUIRED =
            SqlBasicFunction.create("KPI_REQUIRED", ReturnTypes.ARG0, OperandTypes.ANY);

    /** Which values each key has, as an opaque value for the functions below; rows without a key or value are ignored. */
    public static final SqlAggFunction TALLY = new HelperAggregate(
            "KPI_TALLY",
            ReturnTypes.explicit(SqlTypeName.ANY).andThen(SqlTypeTransforms.FORCE_NULLABLE),
            OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.ANY));

    /** How many keys of a tally have at least so many distinct values. */
    public static final SqlFunction TALLY_COUNT = SqlBasicFunction.create(
            "KPI_TALLY_COUNT", ReturnTypes.BIGINT, OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.NUMERIC));

    /** The median, over the keys of a tally, of the number of their distinct values; NULL without keys. */
    public static final SqlFunction TALLY_MEDIAN =
            SqlBasicFunction.create("KPI_TALLY_MEDIAN", doubleResult(), OperandTypes.family(SqlTypeFamily.ANY));

    /** AGGREGATE(kpi): the KPI of the group; it takes a KPI's column of {@code kpis} alone. */
    public static final SqlAggFunction AGGREGATE =
            new HelperAggregate("AGGREGATE", ReturnTypes.ARG0_FORCE_NULLABLE, OperandTypes.ANY);

    /** MEASURE(kpi): the same in the words of other tools. */
    public static final SqlAggFunction MEASURE =
            new HelperAggregate("MEASURE", ReturnTypes.ARG0_FORCE_NULLABLE, OperandTypes.ANY);

    /** The local time of a UTC timestamp in a time zone, which is a literal. */
    public static final SqlFunction LOCAL_TIME = SqlBasicFunction.create(
                    "KPI_LOCAL_TIME",
                    ReturnTypes.ARG0_NULLABLE,
                    OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.CHARACTER))
            .withFunctionType(SqlFunctionCategory.TIMEDATE);

    /** Whole units that have passed from the first to the second timestamp, truncated towards zero, as BIGINT. */
    public static final Map<TimeUnit, SqlFunction> TIME_DIFF = timeDifferences();

    private CareOperators() {}

    /** The product's own operators that a user or a formula may call by name. */
    public static SqlOperatorTable table() {
        List<SqlOperator> operators = new ArrayList<>(List.of(
                AS_OF, MEDIAN, PERCENTILE, PERCENTILE_DISC, HISTORY, LAST_TRUE, AGGREGATE, MEASURE, LOCAL_TIME));
        operators.addAll(List.of(BUSINESS_TIME, UTC_TIME, REPEAT_WINDOW_DAYS));
        operators.addAll(List.of(REPEAT_MATCHES_REASON, REPEAT_MATCHES_CHANNEL));
        operators.addAll(List.of(BUSINESS_SECONDS, BUSINESS_MICROSECONDS, GIVEN, REQUIRED));
        operators.addAll(List.of(FIRST_TRUE, FIRST_AND_LAST_TRUE, TALLY, TALLY_COUNT, TALLY_MEDIAN));
        operators.addAll(List.of(ADD_MICROSECONDS, REGEXP_EXTRACT, CORR));
        operators.addAll(TIME_DIFF.values());
        operators.addAll(List.of(
                SqlLibraryOperators.TRY_CAST,
                SqlLibraryOperators.REVERSE,
                SqlLibraryOperators.MONTHNAME,
                SqlLibraryOperators.DAYNAME));
        return SqlOperatorTables.of(operators);
    }

    /** The unit of a time difference operator; empty for any other operator. */
    public static Optional<TimeUnit> timeDiffUnit(SqlOperator operator) {
        return TIME_DIFF.entrySet().stream()
                .filter(entry -> entry.getValue() == operator)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static SqlFunction zoned(String name, SqlOperandTypeChecker operands) {
        return SqlBasicFunction.create(
                        name,
                        ReturnTypes.explicit(SqlTypeName.TIMESTAMP, CareTypeSystem.TIMESTAMP_PRECISION)
                                .andThen(SqlTypeTransforms.TO_NULLABLE),
                        operands)
                .withFunctionType(SqlFunctionCategory.TIMEDATE);
    }

    private static SqlFunction businessTime(String name) {
        return SqlBasicFunction.create(
                        name,
                        ReturnTypes.BIGINT.andThen(SqlTypeTransforms.FORCE_NULLABLE),
                        OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME)
                                .or(OperandTypes.family(
                                        SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME, SqlTypeFamily.CHARACTER)))
                .withFunctionType(SqlFunctionCategory.TIMEDATE);
    }

    private static SqlReturnTypeInference doubleResult() {
        return ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE);
    }

    private static Map<TimeUnit, SqlFunction> timeDifferences() {
        ImmutableMap.Builder<TimeUnit, SqlFunction> functions = ImmutableMap.builder();
        for (TimeUnit unit : new TimeUnit[] {
            TimeUnit.MICROSECOND,
            TimeUnit.MILLISECOND,
            TimeUnit.SECOND,
            TimeUnit.MINUTE,
            TimeUnit.HOUR,
            TimeUnit.DAY,
            TimeUnit.WEEK,
            TimeUnit.MONTH,
            TimeUnit.QUARTER,
            TimeUnit.YEAR
        }) {
            functions.put(
                    unit,
                    SqlBasicFunction.create(
                                    "TIMESTAMPDIFF_" + unit.name(),
                                    ReturnTypes.BIGINT_NULLABLE,
                                    OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME))
                            .withFunctionType(SqlFunctionCategory.TIMEDATE));
        }
        return functions.build();
    }
}
