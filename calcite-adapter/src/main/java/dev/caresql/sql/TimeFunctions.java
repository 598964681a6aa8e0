package dev.caresql.sql;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Functions of a unit of time, in every spelling, as the few operators that the dialects know. */
final class TimeFunctions {
    private static final Set<TimeUnit> WITHIN_A_DAY = Set.of(
            TimeUnit.HOUR,
            TimeUnit.MINUTE,
            TimeUnit.SECOND,
            TimeUnit.MILLISECOND,
            TimeUnit.MICROSECOND,
            TimeUnit.NANOSECOND);
    private static final Set<String> WEEKDAY = Set.of("WEEKDAY", "DW");

    private TimeFunctions() {}

    /** A call of a time function by its name in capitals; empty when it is none. */
    static Optional<SqlNode> expand(String name, SqlCall call) {
        SqlParserPos pos = call.getParserPosition();
        int operands = call.operandCount();
        if (operands == 1 && "DAYOFWEEK".equals(name)) {
            return Optional.of(dayOfWeekFromSunday(call.operand(0), pos));
        }
        if (operands == 2) {
            return switch (name) {
                case "DATE_TRUNC", "DATETRUNC" -> Optional.of(truncate(call));
                case "DATE_PART", "DATEPART" -> Optional.of(part(call.operand(0), call.operand(1), pos));
                case "DATENAME" -> Optional.of(nameOf(call.operand(0), call.operand(1), pos));
                default -> Optional.empty();
            };
        }
        if (operands == 3) {
            return switch (name) {
                case "DATEADD" -> Optional.of(add(call));
                case "DATEDIFF" -> Optional.of(boundaries(call));
                default -> Optional.empty();
            };
        }
        return Optional.empty();
    }

    /** TIMESTAMPADD; weeks and quarters in days and months, and parts of a second by an operator of our own. */
    static SqlNode add(SqlCall call) {
        SqlParserPos pos = call.getParserPosition();
        TimeUnit unit = TimeUnits.of(call.operand(0), pos);
        SqlNode amount = amount(call.operand(1));
        return switch (unit) {
            case NANOSECOND ->
                CareOperators.ADD_MICROSECONDS.createCall(
                        pos, call.operand(2), CareOperators.DIVIDE.createCall(pos, amount, number("1000", pos)));
            case MICROSECOND -> CareOperators.ADD_MICROSECONDS.createCall(pos, call.operand(2), amount);
            case MILLISECOND ->
                CareOperators.ADD_MICROSECONDS.createCall(pos, call.operand(2), times(amount, "1000", pos));
            case WEEK -> add(TimeUnit.DAY, times(amount, "7", pos), call);
            case QUARTER -> add(TimeUnit.MONTH, times(amount, "3", pos), call);
            default -> add(unit, amount, call);
        };
    }

    /** Nothing else says of what type a parameter is. */
    private static SqlNode amount(SqlNode given) {
        if (given.getKind() != SqlKind.DYNAMIC_PARAM) {
            return given;
        }
        SqlParserPos pos = given.getParserPosition();
        return SqlStdOperatorTable.CAST.createCall(
                pos, given, new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.INTEGER, pos), pos));
    }

    private static SqlNode times(SqlNode amount, String factor, SqlParserPos pos) {
        return SqlStdOperatorTable.MULTIPLY.createCall(pos, amount, number(factor, pos));
    }

    private static SqlNode add(TimeUnit unit, SqlNode amount, SqlCall call) {
        SqlParserPos pos = call.getParserPosition();
        return SqlStdOperatorTable.TIMESTAMP_ADD.createCall(
                pos, TimeUnits.qualifier(unit, pos), amount, call.operand(2));
    }

    /** TIMESTAMPDIFF: the whole units that have passed. */
    static SqlNode passed(SqlCall call) {
        SqlParserPos pos = call.getParserPosition();
        TimeUnit unit = TimeUnits.of(call.operand(0), pos);
        if (unit == TimeUnit.NANOSECOND) {
            SqlNode micros = difference(TimeUnit.MICROSECOND, call.operand(1), call.operand(2), pos);
            return SqlStdOperatorTable.MULTIPLY.createCall(pos, micros, number("1000", pos));
        }
        return difference(unit, call.operand(1), call.operand(2), pos);
    }

    private static SqlNode difference(TimeUnit unit, SqlNode from, SqlNode to, SqlParserPos pos) {
        SqlFunction difference = CareOperators.TIME_DIFF.get(unit);
        if (difference == null) {
            throw new CareSqlException(
                    ErrorCode.UNSUPPORTED, "TIMESTAMPDIFF does not know the unit " + unit + SqlErrors.at(pos));
        }
        return difference.createCall(pos, from, to);
    }

    /** DATEDIFF(unit, from, to): how often a unit begins between the two; weeks begin on Monday. */
    private static SqlNode boundaries(SqlCall call) {
        SqlParserPos pos = call.getParserPosition();
        TimeUnit unit = TimeUnits.of(call.operand(0), pos);
        return difference(unit, start(unit, call.operand(1), pos), start(unit, call.operand(2), pos), pos);
    }

    private static SqlNode start(TimeUnit unit, SqlNode time, SqlParserPos pos) {
        if (unit == TimeUnit.DAY) {
            return cast(time, SqlTypeName.DATE, pos);
        }
        SqlNode source = WITHIN_A_DAY.contains(unit) ? cast(time, SqlTypeName.TIMESTAMP, pos) : time;
        return SqlStdOperatorTable.FLOOR.createCall(pos, source, TimeUnits.qualifier(unit, pos));
    }

    static SqlNode cast(SqlNode value, SqlTypeName type, SqlParserPos pos) {
        return SqlStdOperatorTable.CAST.createCall(
                pos, value, new SqlDataTypeSpec(new SqlBasicTypeNameSpec(type, pos), pos));
    }

    /** DATE_TRUNC(unit, time), or with the two the other way round. */
    private static SqlNode truncate(SqlCall call) {
        SqlParserPos pos = call.getParserPosition();
        boolean swapped = TimeUnits.named(TimeUnits.text(call.operand(0))).isEmpty()
                && TimeUnits.named(TimeUnits.text(call.operand(1))).isPresent();
        SqlIntervalQualifier unit = TimeUnits.qualifier(TimeUnits.of(call.operand(swapped ? 1 : 0), pos), pos);
        return SqlStdOperatorTable.FLOOR.createCall(pos, call.operand(swapped ? 0 : 1), unit);
    }

    private static SqlNode part(SqlNode unit, SqlNode time, SqlParserPos pos) {
        if (WEEKDAY.contains(TimeUnits.text(unit).toUpperCase(Locale.ROOT))) {
            return dayOfWeekFromSunday(time, pos);
        }
        return SqlStdOperatorTable.EXTRACT.createCall(pos, TimeUnits.qualifier(TimeUnits.of(unit, pos), pos), time);
    }

    /** DATENAME: the English name of a month or weekday, and the number of any other part as text. */
    private static SqlNode nameOf(SqlNode unit, SqlNode time, SqlParserPos pos) {
        String name = TimeUnits.text(unit).toUpperCase(Locale.ROOT);
        if (WEEKDAY.contains(name)) {
            return SqlLibraryOperators.DAYNAME.createCall(pos, time);
        }
        return TimeUnits.of(unit, pos) == TimeUnit.MONTH
                ? SqlLibraryOperators.MONTHNAME.createCall(pos, time)
                : cast(part(unit, time, pos), SqlTypeName.VARCHAR, pos);
    }

    /** JDBC's and ODBC's day of the week: Sunday is 1. */
    private static SqlNode dayOfWeekFromSunday(SqlNode time, SqlParserPos pos) {
        SqlNode iso = SqlStdOperatorTable.EXTRACT.createCall(pos, TimeUnits.qualifier(TimeUnit.ISODOW, pos), time);
        SqlNode fromZero = SqlStdOperatorTable.MOD.createCall(pos, iso, number("7", pos));
        return SqlStdOperatorTable.PLUS.createCall(pos, fromZero, number("1", pos));
    }

    /** Monday is 1 and Sunday 7 on every engine, whichever of DOW and ISODOW is written. */
    static SqlNode isoDayOfWeek(SqlCall extract) {
        if (extract.operand(0) instanceof SqlIntervalQualifier qualifier
                && qualifier.timeUnitRange.startUnit == TimeUnit.DOW) {
            SqlIntervalQualifier iso = TimeUnits.qualifier(TimeUnit.ISODOW, qualifier.getParserPosition());
            return SqlStdOperatorTable.EXTRACT.createCall(extract.getParserPosition(), iso, extract.operand(1));
        }
        return extract;
    }

    /** CEIL(time TO unit): the start of the next unit, or the time itself where it is one already. */
    static SqlNode ceilTo(SqlCall call) {
        SqlParserPos pos = call.getParserPosition();
        TimeUnit unit = TimeUnits.of(call.operand(1), pos);
        SqlNode floor = SqlStdOperatorTable.FLOOR.createCall(pos, call.operand(0), TimeUnits.qualifier(unit, pos));
        boolean threeMonths = unit == TimeUnit.QUARTER;
        boolean sevenDays = unit == TimeUnit.WEEK;
        TimeUnit step = threeMonths ? TimeUnit.MONTH : sevenDays ? TimeUnit.DAY : unit;
        SqlNode interval = SqlLiteral.createInterval(
                1, threeMonths ? "3" : sevenDays ? "7" : "1", TimeUnits.qualifier(step, pos), pos);
        SqlNode next = SqlStdOperatorTable.PLUS.createCall(pos, floor, interval);
        SqlNode isStart = SqlStdOperatorTable.EQUALS.createCall(pos, List.of(floor, call.operand(0)));
        return new SqlCase(pos, null, SqlNodeList.of(isStart), SqlNodeList.of(call.operand(0)), next);
    }

    private static SqlNode number(String digits, SqlParserPos pos) {
        return SqlLiteral.createExactNumeric(digits, pos);
    }
}
