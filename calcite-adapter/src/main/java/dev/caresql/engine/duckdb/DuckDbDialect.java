package dev.caresql.engine.duckdb;

import static java.util.Objects.requireNonNull;

import dev.caresql.sql.CareOperators;
import dev.caresql.sql.CareTypeSystem;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlAlienSystemTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.DuckDBSqlDialect;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;
import org.jspecify.annotations.Nullable;

/** How DuckDB spells CareSQL's operators, and what Calcite's own DuckDB dialect gets wrong. */
public final class DuckDbDialect extends DuckDBSqlDialect {
    /** The dialect; it has no state. */
    public static final DuckDbDialect INSTANCE = new DuckDbDialect();

    /** An ordinal in the ORDER BY of an aggregate would be a constant, and silently wrong. */
    private static final SqlConformance NO_ORDINALS = new SqlDelegatingConformance(SqlConformanceEnum.DEFAULT) {
        @Override
        public boolean isSortByOrdinal() {
            return false;
        }

        @Override
        public boolean isGroupByOrdinal() {
            return false;
        }
    };

    /** Names of functions, of which those for business time are macros of the snapshot. */
    private static final Map<SqlOperator, String> NAMES = Map.of(
            CareOperators.MEDIAN, "MEDIAN",
            CareOperators.PERCENTILE, "QUANTILE_CONT",
            CareOperators.PERCENTILE_DISC, "QUANTILE_DISC",
            CareOperators.REGEXP_EXTRACT, "REGEXP_EXTRACT",
            SqlStdOperatorTable.TRUNCATE, "TRUNC",
            CareOperators.BUSINESS_SECONDS, ClockSql.SCHEMA + ".seconds",
            CareOperators.BUSINESS_MICROSECONDS, ClockSql.SCHEMA + ".microseconds");

    /** The words CURRENT_DATE and CURRENT_TIMESTAMP would mean the columns that are selected under these names. */
    private static final Map<SqlOperator, String> NILADIC = Map.of(
            SqlStdOperatorTable.CURRENT_DATE, "CAST(NOW() AS DATE)",
            SqlStdOperatorTable.CURRENT_TIMESTAMP, "CAST(NOW() AS TIMESTAMP)",
            SqlStdOperatorTable.LOCALTIMESTAMP, "CAST(NOW() AS TIMESTAMP)",
            SqlStdOperatorTable.RAND, "RANDOM()");

    private DuckDbDialect() {
        super(DuckDBSqlDialect.DEFAULT_CONTEXT
                .withDataTypeSystem(CareTypeSystem.INSTANCE)
                .withNullCollation(NullCollation.LAST));
    }

    @Override
    public SqlConformance getConformance() {
        return NO_ORDINALS;
    }

    /** DuckDB compares no text with a number: Calcite must not drop the casts of texts in comparisons. */
    @Override
    public boolean supportsImplicitTypeCoercion(RexCall call) {
        return false;
    }

    @Override
    public boolean supportsCharSet() {
        return false;
    }

    @Override
    public boolean supportsNestedAggregations() {
        return false;
    }

    @Override
    public boolean supportsAggregateFunctionFilter() {
        return true;
    }

    @Override
    public boolean supportsWindowFunctions() {
        return true;
    }

    /** Plain UTF-8 between quotes: DuckDB knows neither character-set prefixes nor U& literals. */
    @Override
    public void quoteStringLiteral(StringBuilder buf, @Nullable String charsetName, String val) {
        buf.append('\'').append(val.replace("'", "''")).append('\'');
    }

    @Override
    public void unparseOffsetFetch(SqlWriter writer, @Nullable SqlNode offset, @Nullable SqlNode fetch) {
        unparseFetchUsingLimit(writer, offset, fetch);
    }

    @Override
    public @Nullable SqlNode getCastSpec(RelDataType type) {
        SqlTypeName name = type.getSqlTypeName();
        return switch (name) {
            case VARCHAR, CHAR -> typeName("VARCHAR");
            case TIMESTAMP -> typeName("TIMESTAMP");
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> typeName("TIMESTAMPTZ");
            case TIME -> typeName("TIME");
            case DOUBLE, FLOAT -> typeName("DOUBLE");
            case REAL -> typeName("REAL");
            case VARBINARY, BINARY -> typeName("BLOB");
            // What a helper gathers has a type that no text can name; its NULL goes without.
            case ANY -> null;
            default -> super.getCastSpec(type);
        };
    }

    private static SqlNode typeName(String name) {
        return new SqlDataTypeSpec(
                new SqlAlienSystemTypeNameSpec(name, SqlTypeName.ANY, SqlParserPos.ZERO), SqlParserPos.ZERO);
    }

    /** VALUES in one piece; Calcite's stand-in, a UNION ALL for every row, overflows the stack at some hundred rows. */
    @Override
    public boolean supportsAliasedValues() {
        return true;
    }

    @Override
    public void unparseCall(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
        if (KeyedLists.unparse(writer, call)
                || TextCasts.unparse(writer, call)
                || AggregateCalls.unparse(writer, call)
                || SparseUnions.unparse(writer, call, leftPrec, rightPrec)) {
            return;
        }
        SqlOperator operator = call.getOperator();
        Optional<TimeUnit> difference = CareOperators.timeDiffUnit(operator);
        if (operator == CareOperators.DIVIDE) {
            divide(writer, call, leftPrec, rightPrec);
        } else if (NAMES.containsKey(operator)) {
            AggregateCalls.function(writer, requireNonNull(NAMES.get(operator)), call);
        } else if (NILADIC.containsKey(operator) && call.operandCount() == 0) {
            writer.literal(requireNonNull(NILADIC.get(operator)));
        } else if (operator == CareOperators.ADD_MICROSECONDS) {
            addMicroseconds(writer, call);
        } else if (operator == CareOperators.LOCAL_TIME || operator == CareOperators.UTC_TIME) {
            TimeZones.unparse(writer, call);
        } else if (difference.isPresent()) {
            timeDifference(writer, call, difference.get());
        } else if (MonthStart.operand(call).isPresent()) {
            MonthStart.unparse(writer, MonthStart.operand(call).get());
        } else if (operator.getKind() == SqlKind.FLOOR && call.operandCount() == 2) {
            truncate(writer, call);
        } else if (operator.getKind() == SqlKind.COUNT && call.operandCount() > 1) {
            countTuples(writer, call);
        } else if (operator.getKind() == SqlKind.SAFE_CAST) {
            tryCast(writer, call);
        } else if ("TO_CHAR".equals(operator.getName())) {
            formatTime(writer, call);
        } else if (operator.getKind() == SqlKind.LISTAGG || "STRING_AGG".equals(operator.getName())) {
            AggregateCalls.function(writer, "STRING_AGG", call);
        } else {
            super.unparseCall(writer, call, leftPrec, rightPrec);
        }
    }

    private static void tryCast(SqlWriter writer, SqlCall call) {
        SqlWriter.Frame frame = writer.startFunCall("TRY_CAST");
        call.operand(0).unparse(writer, 0, 0);
        writer.sep("AS");
        call.operand(1).unparse(writer, 0, 0);
        writer.endFunCall(frame);
    }

    /** DuckDB divides integers as DOUBLE too, but gives infinity for a divisor of 0. */
    private static void divide(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
        boolean parentheses = SqlStdOperatorTable.DIVIDE.getLeftPrec() < leftPrec
                || SqlStdOperatorTable.DIVIDE.getRightPrec() <= rightPrec;
        SqlWriter.Frame frame = parentheses ? writer.startList("(", ")") : writer.startList("", "");
        call.operand(0).unparse(writer, 0, SqlStdOperatorTable.DIVIDE.getLeftPrec());
        writer.sep("/", true);
        SqlNode divisor = call.operand(1);
        if (isNeverZero(divisor)) {
            divisor.unparse(writer, SqlStdOperatorTable.DIVIDE.getRightPrec(), 0);
        } else {
            SqlStdOperatorTable.NULLIF
                    .createCall(SqlParserPos.ZERO, divisor, SqlLiteral.createExactNumeric("0", SqlParserPos.ZERO))
                    .unparse(writer, 0, 0);
        }
        writer.endList(frame);
    }

    private static void addMicroseconds(SqlWriter writer, SqlCall call) {
        SqlWriter.Frame frame = writer.startList("(", ")");
        call.operand(0).unparse(writer, 0, 0);
        writer.literal("+ TO_MICROSECONDS(CAST(");
        call.operand(1).unparse(writer, 0, 0);
        writer.literal("AS BIGINT))");
        writer.endList(frame);
    }

    private static boolean isNeverZero(SqlNode divisor) {
        if (divisor.getKind() == SqlKind.NULLIF) {
            return isZero(((SqlCall) divisor).operand(1));
        }
        return SqlUtil.isLiteral(divisor) && !isZero(divisor);
    }

    private static boolean isZero(SqlNode node) {
        return node instanceof SqlLiteral literal
                && literal.getTypeName().getFamily() != null
                && literal.toValue() != null
                && literal.toValue().matches("-?0*\\.?0*([eE].*)?");
    }

    /** COUNT(DISTINCT a, b) counts the pairs without a NULL; DuckDB has no such count but compares rows. */
    private static void countTuples(SqlWriter writer, SqlCall call) {
        SqlWriter.Frame frame = writer.startFunCall("COUNT");
        if (call.getFunctionQuantifier() != null) {
            writer.keyword(String.valueOf(call.getFunctionQuantifier().toValue()));
        }
        SqlNode complete = SqlUtil.andExpressions(null, isNotNull(call.operand(0)));
        for (SqlNode operand : call.getOperandList().subList(1, call.operandCount())) {
            complete = SqlUtil.andExpressions(complete, isNotNull(operand));
        }
        SqlNode tuple = SqlStdOperatorTable.ROW.createCall(SqlParserPos.ZERO, call.getOperandList());
        new SqlCase(
                        SqlParserPos.ZERO,
                        null,
                        SqlNodeList.of(complete),
                        SqlNodeList.of(tuple),
                        SqlLiteral.createNull(SqlParserPos.ZERO))
                .unparse(writer, 0, 0);
        writer.endFunCall(frame);
    }

    private static SqlNode isNotNull(SqlNode node) {
        return SqlStdOperatorTable.IS_NOT_NULL.createCall(SqlParserPos.ZERO, node);
    }

    private static void formatTime(SqlWriter writer, SqlCall call) {
        if (!(call.operand(1) instanceof SqlCharStringLiteral literal)) {
            throw new UnsupportedOperationException("TO_CHAR needs a literal format, such as 'YYYY-MM-DD'");
        }
        SqlWriter.Frame frame = writer.startFunCall("STRFTIME");
        call.operand(0).unparse(writer, 0, 0);
        writer.sep(",", true);
        writer.literal("'" + TimeFormats.strftime(String.valueOf(literal.getValueAs(String.class))) + "'");
        writer.endFunCall(frame);
    }

    /**
     * DATE_SUB counts whole units that have passed; DATE_DIFF would count the boundaries between. A NULL of no type is
     * given one, or the engine cannot choose among its functions.
     */
    private static void timeDifference(SqlWriter writer, SqlCall call, TimeUnit unit) {
        SqlWriter.Frame frame = writer.startFunCall("DATE_SUB");
        writer.literal("'" + unit.name().toLowerCase(Locale.ROOT) + "'");
        for (SqlNode operand : call.getOperandList()) {
            writer.sep(",", true);
            if (SqlUtil.isNullLiteral(operand, false)) {
                writer.literal("CAST(NULL AS TIMESTAMP)");
            } else {
                operand.unparse(writer, 0, 0);
            }
        }
        writer.endFunCall(frame);
    }

    private static void truncate(SqlWriter writer, SqlCall call) {
        SqlNode unit = call.operand(1);
        String name = unit instanceof SqlIntervalQualifier qualifier
                ? qualifier.timeUnitRange.name()
                : ((SqlLiteral) unit).getValueAs(TimeUnitRange.class).name();
        SqlWriter.Frame frame = writer.startFunCall("DATE_TRUNC");
        writer.literal("'" + name.toLowerCase(Locale.ROOT) + "'");
        writer.sep(",", true);
        call.operand(0).unparse(writer, 0, 0);
        writer.endFunCall(frame);
    }

    /** DuckDB reads single units only: '1-2' YEAR TO MONTH becomes 14 months, days to seconds become microseconds. */
    @Override
    public void unparseSqlIntervalLiteral(SqlWriter writer, SqlIntervalLiteral literal, int leftPrec, int rightPrec) {
        SqlIntervalLiteral.IntervalValue value = literal.getValueAs(SqlIntervalLiteral.IntervalValue.class);
        SqlIntervalQualifier qualifier = value.getIntervalQualifier();
        boolean single = qualifier.isSingleDatetimeField()
                && value.getSign() > 0
                && value.getIntervalLiteral().matches("[0-9]+");
        if (single) {
            super.unparseSqlIntervalLiteral(writer, literal, leftPrec, rightPrec);
            return;
        }
        String amount = qualifier.isYearMonth()
                ? SqlDialectIntervals.months(value) + "' MONTH"
                : SqlDialectIntervals.microseconds(value) + "' MICROSECOND";
        writer.literal("INTERVAL '" + amount);
    }
}
