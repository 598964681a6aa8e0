package dev.caresql.excel.formula;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Points in time, which a worksheet counts in days as floating-point numbers. Differences are rounded to the millisecond,
 * which is what such numbers can hold.
 */
final class Times {
    private static final Xl MILLIS_OF_DAY = Xl.number(86_400_000L);
    private static final Map<TimeUnit, Long> MILLIS = Map.of(
            TimeUnit.SECOND,
            1_000L,
            TimeUnit.MINUTE,
            60_000L,
            TimeUnit.HOUR,
            3_600_000L,
            TimeUnit.DAY,
            86_400_000L,
            TimeUnit.WEEK,
            604_800_000L);

    private Times() {}

    /** Whole units from the first to the second, truncated towards zero. */
    static Xl difference(TimeUnit unit, SqlTypeName type, Xl from, Xl to) {
        Xl days = Xl.binary(to, "-", from);
        if (type == SqlTypeName.DATE && unit == TimeUnit.DAY) {
            return days;
        }
        Xl millis = millis(days);
        if (unit == TimeUnit.MILLISECOND) {
            return millis;
        }
        if (unit == TimeUnit.MICROSECOND) {
            return Xl.binary(millis, "*", Xl.number(1_000L));
        }
        Long length = MILLIS.get(unit);
        if (length == null) {
            throw new Inexpressible(
                    "the number of whole " + unit.name().toLowerCase(Locale.ROOT) + "s between two times");
        }
        return Xl.call("TRUNC", Xl.binary(millis, "/", Xl.number(length)));
    }

    /** A time as whole milliseconds, so that equal times are equal numbers. */
    static Xl millis(Xl days) {
        return Xl.call("ROUND", Xl.binary(days, "*", MILLIS_OF_DAY), Xl.number(0));
    }

    /** The same time of the day some months later; the last day of a month that is too short. */
    static Xl plusMonths(Xl time, Xl months) {
        Xl year = Xl.call("YEAR", time);
        Xl month = Xl.binary(Xl.call("MONTH", time), "+", months);
        Xl day = Xl.call("DAY", time);
        Xl first = Xl.call("DATE", year, month, Xl.number(1));
        Xl last = Xl.call("DAY", Xl.call("DATE", year, Xl.binary(month, "+", Xl.number(1)), Xl.number(0)));
        Xl within = Xl.when(Xl.binary(day, "<", last), day, last);
        Xl date = Xl.binary(Xl.binary(first, "+", within), "-", Xl.number(BigDecimal.ONE));
        return Xl.binary(date, "+", Xl.call("MOD", time, Xl.number(1)));
    }
}
