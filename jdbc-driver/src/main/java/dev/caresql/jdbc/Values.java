package dev.caresql.jdbc;

import dev.caresql.error.ErrorCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * Converts values between types. Inside the driver a date is a LocalDate, a time a LocalTime and a timestamp a
 * LocalDateTime, so that no time zone touches them on their way.
 */
final class Values {
    private static final int NANOS_PER_MILLI = 1_000_000;

    private Values() {}

    /** The value as a type of java.sql.Types, in the classes used inside the driver. */
    static Object convert(Object value, int type) throws SQLException {
        return switch (type) {
            case Types.BOOLEAN, Types.BIT -> toBoolean(value);
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER ->
                Math.toIntExact(toLong(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case Types.BIGINT -> toLong(value);
            case Types.REAL -> (float) toDouble(value);
            case Types.FLOAT, Types.DOUBLE -> toDouble(value);
            case Types.DECIMAL, Types.NUMERIC -> toDecimal(value);
            case Types.DATE -> toLocalDate(value);
            case Types.TIME -> toLocalTime(value);
            case Types.TIMESTAMP -> toLocalDateTime(value);
            case Types.TIMESTAMP_WITH_TIMEZONE -> toOffsetDateTime(value);
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NVARCHAR, Types.NCHAR -> toText(single(value));
            default -> value;
        };
    }

    /** A list would become the text of its address in memory, which equals nothing. */
    private static Object single(Object value) throws SQLException {
        if (value.getClass().isArray() || value instanceof Iterable<?> || value instanceof Map<?, ?>) {
            throw SqlExceptions.of(
                    ErrorCode.INVALID_VALUE,
                    "A parameter takes one value, not several ("
                            + value.getClass().getSimpleName() + "); write IN (?, ?) with a parameter for each",
                    null);
        }
        return value;
    }

    static boolean toBoolean(Object value) throws SQLException {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        return switch (value.toString().strip().toLowerCase(Locale.ROOT)) {
            case "true", "t", "1", "yes" -> true;
            case "false", "f", "0", "no" -> false;
            default -> throw unreadable(value, "BOOLEAN");
        };
    }

    static long toLong(Object value) throws SQLException {
        return toLong(value, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** A number without its fraction, as JDBC's getters give it; one out of the range is an error. */
    static long toLong(Object value, long least, long most) throws SQLException {
        long number;
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            number = ((Number) value).longValue();
        } else {
            BigDecimal decimal = value instanceof Boolean truth
                    ? BigDecimal.valueOf(truth ? 1 : 0)
                    : toDecimal(value).setScale(0, RoundingMode.DOWN);
            if (decimal.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) < 0
                    || decimal.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
                throw outOfRange(value, least, most);
            }
            number = decimal.longValueExact();
        }
        if (number < least || number > most) {
            throw outOfRange(value, least, most);
        }
        return number;
    }

    static double toDouble(Object value) throws SQLException {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return value instanceof Boolean truth
                ? (truth ? 1 : 0)
                : toDecimal(value).doubleValue();
    }

    static BigDecimal toDecimal(Object value) throws SQLException {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (value instanceof Boolean truth) {
            return BigDecimal.valueOf(truth ? 1 : 0);
        }
        if (value instanceof Number || value instanceof String) {
            try {
                return new BigDecimal(value.toString().strip());
            } catch (NumberFormatException e) {
                throw unreadable(value, "a number");
            }
        }
        throw unreadable(value, "a number");
    }

    /** The value as a text; bytes as their hexadecimal digits, as X'41' is written. */
    static String toText(Object value) {
        if (value instanceof LocalDateTime timestamp) {
            return TemporalText.write(timestamp);
        }
        if (value instanceof Timestamp timestamp) {
            return TemporalText.write(timestamp.toLocalDateTime());
        }
        if (value instanceof LocalTime time) {
            return TemporalText.write(time);
        }
        if (value instanceof OffsetDateTime timestamp) {
            return TemporalText.write(timestamp);
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().withUpperCase().formatHex(bytes);
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }

    static LocalDate toLocalDate(Object value) throws SQLException {
        if (value instanceof LocalDate date) {
            return date;
        }
        if (value instanceof Date date) {
            return date.toLocalDate();
        }
        return value instanceof String text
                ? parse(text, TemporalText::date)
                : toLocalDateTime(value).toLocalDate();
    }

    static LocalTime toLocalTime(Object value) throws SQLException {
        if (value instanceof LocalTime time) {
            return time;
        }
        if (value instanceof Time time) {
            return time.toLocalTime().plusNanos(Math.floorMod(time.getTime(), 1000L) * NANOS_PER_MILLI);
        }
        return value instanceof String text
                ? parse(text, TemporalText::time)
                : toLocalDateTime(value).toLocalTime();
    }

    /** A wall-clock time; instants are taken in UTC, which is what the care tables hold. */
    static LocalDateTime toLocalDateTime(Object value) throws SQLException {
        if (value instanceof LocalDateTime timestamp) {
            return timestamp;
        }
        if (value instanceof Timestamp timestamp) {
            return timestamp.toLocalDateTime();
        }
        if (value instanceof LocalDate || value instanceof Date) {
            return toLocalDate(value).atStartOfDay();
        }
        if (value instanceof OffsetDateTime timestamp) {
            return timestamp.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        }
        if (value instanceof ZonedDateTime timestamp) {
            return timestamp.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
        }
        if (value instanceof Instant instant) {
            return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        }
        if (value instanceof java.util.Date || value instanceof Calendar) {
            return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis(value)), ZoneId.systemDefault());
        }
        if (value instanceof String text) {
            return parse(text, TemporalText::timestamp);
        }
        throw unreadable(value, "a date or time");
    }

    @SuppressWarnings("JavaUtilDate") // Callers may well have one.
    private static long millis(Object dateOrCalendar) {
        return dateOrCalendar instanceof Calendar calendar
                ? calendar.getTimeInMillis()
                : ((java.util.Date) dateOrCalendar).getTime();
    }

    static OffsetDateTime toOffsetDateTime(Object value) throws SQLException {
        if (value instanceof OffsetDateTime timestamp) {
            return timestamp;
        }
        if (value instanceof ZonedDateTime timestamp) {
            return timestamp.toOffsetDateTime();
        }
        return toLocalDateTime(value).atOffset(ZoneOffset.UTC);
    }

    static SQLException unreadable(Object value, String type) {
        return SqlExceptions.of(ErrorCode.INVALID_VALUE, SqlExceptions.unreadable(toText(value), type), null);
    }

    private static SQLException outOfRange(Object value, long least, long most) {
        return SqlExceptions.of(
                "22003", "The value " + toText(value) + " does not lie between " + least + " and " + most, null);
    }

    private static <T> T parse(String text, TemporalParser<T> parser) throws SQLException {
        try {
            return parser.parse(text.strip());
        } catch (DateTimeException e) {
            throw unreadable(text, "a date or time");
        }
    }

    /** Reads a text; throws DateTimeException when it cannot. */
    private interface TemporalParser<T> {
        T parse(String text);
    }
}
