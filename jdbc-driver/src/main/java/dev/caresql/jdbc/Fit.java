package dev.caresql.jdbc;

import dev.caresql.sql.CareTypeFactory;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Values of parameters and the types that the planner inferred for them. A value for which such a type has no room
 * keeps its own: a number with a fraction or beyond the range of an integer, a day with a time of day.
 */
final class Fit {
    private static final int MOST_DIGITS = 38;

    private Fit() {}

    /** The value as a type of java.sql.Types or, where that would lose a part of it, in a class with room for it. */
    static Object value(Object value, int type) throws SQLException {
        return switch (type) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> integer(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case Types.BIGINT -> integer(value, Long.MIN_VALUE, Long.MAX_VALUE);
            case Types.DECIMAL, Types.NUMERIC -> decimal(value);
            case Types.DATE -> day(value);
            default -> Values.convert(value, type);
        };
    }

    private static Object integer(Object value, long least, long most) throws SQLException {
        Object exact = decimal(value);
        if (exact instanceof BigDecimal decimal && isWhole(decimal)) {
            boolean isFloating = value instanceof Double || value instanceof Float;
            if (isBetween(decimal, least, most)) {
                return least == Integer.MIN_VALUE
                        ? (Object) decimal.intValueExact()
                        : (Object) decimal.longValueExact();
            }
            if (!isFloating && isBetween(decimal, Long.MIN_VALUE, Long.MAX_VALUE)) {
                return decimal.longValueExact();
            }
        }
        return value instanceof Double || value instanceof Float ? Double.valueOf(value.toString()) : exact;
    }

    private static boolean isWhole(BigDecimal decimal) {
        return decimal.stripTrailingZeros().scale() <= 0;
    }

    private static boolean isBetween(BigDecimal decimal, long least, long most) {
        return decimal.compareTo(BigDecimal.valueOf(least)) >= 0 && decimal.compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    /** A DECIMAL; a floating-point number that none has room for stays what it is. */
    private static Object decimal(Object value) throws SQLException {
        BigDecimal decimal = Values.toDecimal(value);
        long whole = (long) decimal.precision() - decimal.scale();
        if (Math.max(whole, 0) + Math.max(decimal.scale(), 0) <= MOST_DIGITS) {
            return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
        }
        if (value instanceof Double || value instanceof Float) {
            return Double.valueOf(value.toString());
        }
        throw SqlExceptions.of(
                "22003", "A number has at most " + MOST_DIGITS + " digits, but '" + value + "' has more", null);
    }

    private static Object day(Object value) throws SQLException {
        if (value instanceof LocalDate || value instanceof Date) {
            return Values.toLocalDate(value);
        }
        LocalDateTime time = Values.toLocalDateTime(value);
        return time.toLocalTime().equals(LocalTime.MIDNIGHT) ? time.toLocalDate() : time;
    }

    /** The type that a value asks for instead of its parameter's; empty where that has room for it. */
    static Optional<RelDataType> otherType(Object fitted, RelDataType parameter) {
        return switch (parameter.getSqlTypeName()) {
            case TINYINT, SMALLINT, INTEGER -> fitted instanceof Integer ? Optional.empty() : typeOf(fitted);
            case BIGINT -> fitted instanceof Long ? Optional.empty() : typeOf(fitted);
            case DECIMAL ->
                fitted instanceof BigDecimal decimal && hasRoom(parameter, decimal) ? Optional.empty() : typeOf(fitted);
            case DATE -> fitted instanceof LocalDate ? Optional.empty() : typeOf(fitted);
            default -> Optional.empty();
        };
    }

    private static boolean hasRoom(RelDataType type, BigDecimal decimal) {
        return decimal.scale() <= type.getScale()
                && decimal.precision() - decimal.scale() <= type.getPrecision() - type.getScale();
    }

    private static Optional<RelDataType> typeOf(Object fitted) {
        var types = CareTypeFactory.shared();
        if (fitted instanceof BigDecimal decimal) {
            int digits = Math.max(decimal.precision(), decimal.scale());
            return Optional.of(types.createSqlType(SqlTypeName.DECIMAL, digits, decimal.scale()));
        }
        if (fitted instanceof Long) {
            return Optional.of(types.createSqlType(SqlTypeName.BIGINT));
        }
        return Optional.of(
                types.createSqlType(fitted instanceof LocalDateTime ? SqlTypeName.TIMESTAMP : SqlTypeName.DOUBLE));
    }
}
