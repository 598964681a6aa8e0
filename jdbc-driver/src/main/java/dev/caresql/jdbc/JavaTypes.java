package dev.caresql.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives values in the class that a caller of getObject asks for. */
final class JavaTypes {
    private static final Map<Class<?>, Reader> READERS = Map.ofEntries(
            Map.entry(String.class, Values::toText),
            Map.entry(Boolean.class, Values::toBoolean),
            Map.entry(Byte.class, value -> (byte) Values.toLong(value, Byte.MIN_VALUE, Byte.MAX_VALUE)),
            Map.entry(Short.class, value -> (short) Values.toLong(value, Short.MIN_VALUE, Short.MAX_VALUE)),
            Map.entry(Integer.class, value -> (int) Values.toLong(value, Integer.MIN_VALUE, Integer.MAX_VALUE)),
            Map.entry(Long.class, Values::toLong),
            Map.entry(Float.class, value -> (float) Values.toDouble(value)),
            Map.entry(Double.class, Values::toDouble),
            Map.entry(BigDecimal.class, Values::toDecimal),
            Map.entry(BigInteger.class, value -> Values.toDecimal(value).toBigInteger()),
            Map.entry(LocalDate.class, Values::toLocalDate),
            Map.entry(LocalTime.class, Values::toLocalTime),
            Map.entry(LocalDateTime.class, Values::toLocalDateTime),
            Map.entry(OffsetDateTime.class, Values::toOffsetDateTime),
            Map.entry(
                    ZonedDateTime.class, value -> Values.toOffsetDateTime(value).toZonedDateTime()),
            Map.entry(Instant.class, value -> Values.toOffsetDateTime(value).toInstant()),
            Map.entry(Date.class, value -> Date.valueOf(Values.toLocalDate(value))),
            Map.entry(Time.class, value -> toTime(Values.toLocalTime(value))),
            Map.entry(Timestamp.class, value -> Timestamp.valueOf(Values.toLocalDateTime(value))),
            Map.entry(java.util.Date.class, value -> Timestamp.valueOf(Values.toLocalDateTime(value))));

    private JavaTypes() {}

    /** The value in a class; NULL stays null. */
    static <T> @Nullable T as(@Nullable Object value, @Nullable Class<T> type) throws SQLException {
        if (type == null) {
            throw SqlExceptions.of("HY009", "getObject needs the class of the value", null);
        }
        if (value == null) {
            return null;
        }
        Reader reader = READERS.get(type);
        if (reader != null) {
            return type.cast(reader.read(value));
        }
        Object shown = standard(value);
        if (type.isInstance(shown)) {
            return type.cast(shown);
        }
        throw Values.unreadable(value, type.getName());
    }

    /** The value in the class that JDBC prescribes for getObject. */
    static Object standard(Object value) {
        if (value instanceof LocalDateTime timestamp) {
            return Timestamp.valueOf(timestamp);
        }
        if (value instanceof LocalDate date) {
            return Date.valueOf(date);
        }
        return value instanceof LocalTime time ? toTime(time) : value;
    }

    /** A time of day with milliseconds, the finest that java.sql.Time has. */
    static Time toTime(LocalTime time) {
        return new Time(Time.valueOf(time).getTime() + time.get(ChronoField.MILLI_OF_SECOND));
    }

    /** A wall-clock time read in a calendar's zone. */
    static Timestamp toTimestamp(LocalDateTime wallClock, Calendar calendar) {
        return Timestamp.from(
                wallClock.atZone(calendar.getTimeZone().toZoneId()).toInstant());
    }

    /** The wall-clock time that a calendar's zone shows at an instant. */
    @SuppressWarnings("JavaUtilDate") // The classes of java.sql have no toInstant.
    static LocalDateTime wallClock(java.util.Date instant, Calendar calendar) {
        LocalDateTime shown = LocalDateTime.ofInstant(
                Instant.ofEpochMilli(instant.getTime()), calendar.getTimeZone().toZoneId());
        return instant instanceof Timestamp timestamp ? shown.withNano(timestamp.getNanos()) : shown;
    }

    /** Reads a value as one class. */
    private interface Reader {
        Object read(Object value) throws SQLException;
    }
}
