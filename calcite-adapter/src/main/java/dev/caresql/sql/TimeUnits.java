package dev.caresql.sql;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Units of time by every name that tools give them. */
final class TimeUnits {
    private static final Map<String, TimeUnit> UNITS = new HashMap<>();

    static {
        name(TimeUnit.YEAR, "YEAR YEARS YY YYYY SQL_TSI_YEAR");
        name(TimeUnit.QUARTER, "QUARTER QUARTERS QQ Q SQL_TSI_QUARTER");
        name(TimeUnit.MONTH, "MONTH MONTHS MM SQL_TSI_MONTH");
        name(TimeUnit.WEEK, "WEEK WEEKS WK WW ISOWEEK ISO_WEEK SQL_TSI_WEEK");
        name(TimeUnit.DAY, "DAY DAYS DD SQL_TSI_DAY");
        name(TimeUnit.HOUR, "HOUR HOURS HH SQL_TSI_HOUR");
        name(TimeUnit.MINUTE, "MINUTE MINUTES MI SQL_TSI_MINUTE");
        name(TimeUnit.SECOND, "SECOND SECONDS SS SQL_TSI_SECOND");
        name(TimeUnit.MILLISECOND, "MILLISECOND MILLISECONDS MS");
        name(TimeUnit.MICROSECOND, "MICROSECOND MICROSECONDS");
        name(TimeUnit.NANOSECOND, "SQL_TSI_FRAC_SECOND FRAC_SECOND");
        name(TimeUnit.DOY, "DOY DAYOFYEAR DY");
        name(TimeUnit.ISODOW, "DOW ISODOW");
        name(TimeUnit.ISOYEAR, "ISOYEAR");
        name(TimeUnit.EPOCH, "EPOCH");
    }

    private TimeUnits() {}

    private static void name(TimeUnit unit, String names) {
        for (String name : names.split(" ")) {
            UNITS.put(name, unit);
        }
    }

    static Optional<TimeUnit> named(String name) {
        return Optional.ofNullable(UNITS.get(name.toUpperCase(Locale.ROOT)));
    }

    /** What a unit's node says: a qualifier, a name or a text; empty when it is none of them. */
    static String text(SqlNode written) {
        if (written instanceof SqlCharStringLiteral literal) {
            return String.valueOf(literal.getValueAs(String.class));
        }
        if (written instanceof SqlIdentifier identifier && identifier.isSimple()) {
            return identifier.getSimple();
        }
        if (written instanceof SqlIntervalQualifier qualifier) {
            return qualifier.timeFrameName != null ? qualifier.timeFrameName : qualifier.timeUnitRange.name();
        }
        return "";
    }

    /** The unit that a node says, whether as a qualifier, a name or a text. */
    static TimeUnit of(SqlNode written, SqlParserPos pos) {
        String name = text(written);
        return named(name)
                .orElseThrow(() -> new CareSqlException(
                        ErrorCode.WRONG_ARGUMENT,
                        "'" + name
                                + "' is not a unit of time; use one of year, quarter, month, week, day, hour, minute, second"
                                + SqlErrors.at(pos)));
    }

    static SqlIntervalQualifier qualifier(TimeUnit unit, SqlParserPos pos) {
        return new SqlIntervalQualifier(unit, null, pos);
    }
}
