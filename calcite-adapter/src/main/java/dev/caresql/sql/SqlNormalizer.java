package dev.caresql.sql;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Gives every construct its one meaning before validation: division, time differences, truncation, percentiles and
 * days of the week become CareSQL's operators, and calls of KPIs get their arguments in place.
 */
final class SqlNormalizer extends SqlShuttle {
    private static final Map<String, TimeUnit> UNITS = Map.ofEntries(
            Map.entry("YEAR", TimeUnit.YEAR),
            Map.entry("QUARTER", TimeUnit.QUARTER),
            Map.entry("MONTH", TimeUnit.MONTH),
            Map.entry("WEEK", TimeUnit.WEEK),
            Map.entry("DAY", TimeUnit.DAY),
            Map.entry("HOUR", TimeUnit.HOUR),
            Map.entry("MINUTE", TimeUnit.MINUTE),
            Map.entry("SECOND", TimeUnit.SECOND),
            Map.entry("MILLISECOND", TimeUnit.MILLISECOND),
            Map.entry("MICROSECOND", TimeUnit.MICROSECOND));

    private final FunctionResolver functions;

    SqlNormalizer(FunctionResolver functions) {
        this.functions = functions;
    }

    @Override
    public SqlNode visit(SqlCall call) {
        SqlNode visited = super.visit(call);
        return visited instanceof SqlCall rewritten ? normalize(rewritten) : visited;
    }

    private SqlNode normalize(SqlCall call) {
        SqlParserPos pos = call.getParserPosition();
        if (call.getOperator() == SqlStdOperatorTable.DIVIDE) {
            return CareOperators.DIVIDE.createCall(pos, call.operand(0), withoutZeroGuard(call.operand(1)));
        }
        if (call.getOperator() == SqlStdOperatorTable.TIMESTAMP_DIFF) {
            return timestampDiff(call);
        }
        if (call.getOperator() == SqlStdOperatorTable.EXTRACT) {
            return isoDayOfWeek(call);
        }
        if (call.getOperator() == SqlStdOperatorTable.MINUS_DATE) {
            throw new CareSqlException(
                    ErrorCode.UNSUPPORTED,
                    "The difference of two times as an interval is not supported; write TIMESTAMPDIFF(unit, earlier, later)"
                            + SqlErrors.at(pos));
        }
        if (call.getOperator() == SqlStdOperatorTable.CEIL && call.operandCount() == 2) {
            return ceilTo(call);
        }
        if (call.getKind() == SqlKind.OVER && call.operand(0).getKind() == SqlKind.FILTER) {
            return filteredWindow(call);
        }
        if (call.getKind() == SqlKind.WITHIN_GROUP) {
            return percentile(call);
        }
        if (call.getOperator() instanceof SqlFunction function
                && !call.getOperator().isAggregator()) {
            return function(call, function.getName().toUpperCase(Locale.ROOT), pos);
        }
        if (call.getOperator() instanceof SqlUnresolvedFunction function) {
            return function(call, function.getName().toUpperCase(Locale.ROOT), pos);
        }
        return call;
    }

    private SqlNode function(SqlCall call, String name, SqlParserPos pos) {
        Optional<SqlNode> resolved = functions.resolve(call, name);
        if (resolved.isPresent()) {
            return resolved.get();
        }
        return switch (name) {
            case "DATE_TRUNC" -> dateTrunc(call);
            case "MEDIAN" -> CareOperators.MEDIAN.createCall(call.getFunctionQuantifier(), pos, call.getOperandList());
            case "DAYOFWEEK" -> dayOfWeekFromSunday(call, pos);
            case "DATE_PART" -> datePart(call);
            default -> ScalarMacros.expand(name, call).orElse(call);
        };
    }

    /** NULLIF(x, 0) as a divisor says what division means here anyway, and would become a CASE. */
    private static SqlNode withoutZeroGuard(SqlNode divisor) {
        boolean guarded = divisor instanceof SqlCall call
                && "NULLIF".equalsIgnoreCase(call.getOperator().getName())
                && call.operandCount() == 2
                && call.operand(1) instanceof SqlNumericLiteral literal
                && literal.getValueAs(BigDecimal.class).signum() == 0;
        return guarded ? ((SqlCall) divisor).operand(0) : divisor;
    }

    private static SqlNode timestampDiff(SqlCall call) {
        SqlIntervalQualifier qualifier = (SqlIntervalQualifier) call.operand(0);
        TimeUnit unit = qualifier.timeUnitRange.startUnit;
        SqlFunction difference = CareOperators.TIME_DIFF.get(unit);
        if (difference == null) {
            throw new CareSqlException(
                    ErrorCode.UNSUPPORTED,
                    "TIMESTAMPDIFF does not know the unit " + unit + SqlErrors.at(call.getParserPosition()));
        }
        return difference.createCall(call.getParserPosition(), call.operand(1), call.operand(2));
    }

    /** Monday is 1 and Sunday 7 on every engine, whichever of DOW and ISODOW is written. */
    private static SqlNode isoDayOfWeek(SqlCall call) {
        if (call.operand(0) instanceof SqlIntervalQualifier qualifier && qualifier.timeUnitRange == TimeUnitRange.DOW) {
            SqlIntervalQualifier iso = new SqlIntervalQualifier(TimeUnit.ISODOW, null, qualifier.getParserPosition());
            return SqlStdOperatorTable.EXTRACT.createCall(call.getParserPosition(), iso, call.operand(1));
        }
        return call;
    }

    /** JDBC's DAYOFWEEK: Sunday is 1 and Saturday 7. */
    private static SqlNode dayOfWeekFromSunday(SqlCall call, SqlParserPos pos) {
        SqlNode iso = SqlStdOperatorTable.EXTRACT.createCall(
                pos, new SqlIntervalQualifier(TimeUnit.ISODOW, null, pos), call.operand(0));
        SqlNode fromZero = SqlStdOperatorTable.MOD.createCall(pos, iso, SqlLiteral.createExactNumeric("7", pos));
        return SqlStdOperatorTable.PLUS.createCall(pos, fromZero, SqlLiteral.createExactNumeric("1", pos));
    }

    private static SqlNode dateTrunc(SqlCall call) {
        SqlNode source = call.operandCount() == 2 ? call.operand(1) : call;
        return SqlStdOperatorTable.FLOOR.createCall(call.getParserPosition(), source, unit(call, call.operand(0)));
    }

    /** The start of the next unit, or the time itself where it is one already. */
    private static SqlNode ceilTo(SqlCall call) {
        SqlParserPos pos = call.getParserPosition();
        SqlIntervalQualifier unit =
                call.operand(1) instanceof SqlIntervalQualifier qualifier ? qualifier : unit(call, call.operand(1));
        SqlNode floor = SqlStdOperatorTable.FLOOR.createCall(pos, call.operand(0), unit);
        boolean threeMonths = unit.timeUnitRange == TimeUnitRange.QUARTER;
        boolean sevenDays = unit.timeUnitRange == TimeUnitRange.WEEK;
        TimeUnit step = threeMonths ? TimeUnit.MONTH : sevenDays ? TimeUnit.DAY : unit.timeUnitRange.startUnit;
        SqlNode interval = SqlLiteral.createInterval(
                1, threeMonths ? "3" : sevenDays ? "7" : "1", new SqlIntervalQualifier(step, null, pos), pos);
        SqlNode next = SqlStdOperatorTable.PLUS.createCall(pos, floor, interval);
        SqlNode isStart = SqlStdOperatorTable.EQUALS.createCall(pos, floor, call.operand(0));
        return new SqlCase(pos, null, SqlNodeList.of(isStart), SqlNodeList.of(call.operand(0)), next);
    }

    private static SqlNode datePart(SqlCall call) {
        return isoDayOfWeek(SqlStdOperatorTable.EXTRACT.createCall(
                call.getParserPosition(), unit(call, call.operand(0)), call.operand(1)));
    }

    private static SqlIntervalQualifier unit(SqlCall call, SqlNode written) {
        SqlParserPos pos = written.getParserPosition();
        String name = "";
        if (written instanceof SqlCharStringLiteral literal) {
            name = String.valueOf(literal.getValueAs(String.class));
        } else if (written instanceof SqlIdentifier identifier && identifier.isSimple()) {
            name = identifier.getSimple();
        } else if (written instanceof SqlIntervalQualifier qualifier) {
            return qualifier;
        }
        String upper = name.toUpperCase(Locale.ROOT);
        if ("DOW".equals(upper) || "ISODOW".equals(upper)) {
            return new SqlIntervalQualifier(TimeUnit.ISODOW, null, pos);
        }
        TimeUnit unit = UNITS.get(upper);
        if (unit == null) {
            throw new CareSqlException(
                    ErrorCode.WRONG_ARGUMENT,
                    "'" + name
                            + "' is not a unit of time; use one of year, quarter, month, week, day, hour, minute, second"
                            + SqlErrors.at(call.getParserPosition()));
        }
        return new SqlIntervalQualifier(unit, null, pos);
    }

    /** agg(x) FILTER (WHERE c) OVER w, which Calcite refuses: rows outside the filter become NULL. */
    private static SqlNode filteredWindow(SqlCall over) {
        SqlCall filter = over.operand(0);
        SqlCall aggregate = filter.operand(0);
        SqlNode condition = filter.operand(1);
        SqlCall inside;
        if (aggregate.getOperator() instanceof FilteredInWindow function) {
            inside = function.filtered(aggregate, condition);
        } else {
            List<SqlNode> operands = new ArrayList<>(aggregate.getOperandList());
            boolean star = operands.get(0) instanceof SqlIdentifier identifier && identifier.isStar();
            SqlNode value = star ? SqlLiteral.createExactNumeric("1", SqlParserPos.ZERO) : operands.get(0);
            operands.set(0, onlyWhere(condition, value));
            inside = aggregate
                    .getOperator()
                    .createCall(aggregate.getFunctionQuantifier(), aggregate.getParserPosition(), operands);
        }
        return over.getOperator().createCall(over.getParserPosition(), inside, over.operand(1));
    }

    private static SqlNode onlyWhere(SqlNode condition, SqlNode value) {
        return new SqlCase(
                condition.getParserPosition(),
                null,
                SqlNodeList.of(condition),
                SqlNodeList.of(value),
                SqlLiteral.createNull(SqlParserPos.ZERO));
    }

    /** PERCENTILE_CONT(p) WITHIN GROUP (ORDER BY x) as a plain aggregate of x and p. */
    private static SqlNode percentile(SqlCall call) {
        if (!(call.operand(0) instanceof SqlCall aggregate)
                || !(call.operand(1) instanceof SqlNodeList order)
                || order.size() != 1) {
            return call;
        }
        SqlNode key = order.get(0);
        SqlNode fraction = aggregate.getOperandList().isEmpty() ? key : aggregate.operand(0);
        if (key.getKind() == SqlKind.DESCENDING) {
            key = ((SqlCall) key).operand(0);
            SqlParserPos pos = fraction.getParserPosition();
            fraction = SqlStdOperatorTable.MINUS.createCall(pos, SqlLiteral.createExactNumeric("1", pos), fraction);
        }
        List<SqlNode> operands = List.of(key, fraction);
        SqlParserPos pos = call.getParserPosition();
        return switch (aggregate.getOperator().getName().toUpperCase(Locale.ROOT)) {
            case "PERCENTILE_CONT" -> CareOperators.PERCENTILE.createCall(pos, operands);
            case "PERCENTILE_DISC" -> CareOperators.PERCENTILE_DISC.createCall(pos, operands);
            default -> call;
        };
    }
}
