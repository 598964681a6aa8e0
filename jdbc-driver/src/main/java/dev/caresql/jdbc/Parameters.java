package dev.caresql.jdbc;

import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.avatica.ColumnMetaData.Rep;
import org.apache.calcite.avatica.remote.TypedValue;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/**
 * The values of question marks. The client's side puts each into a form that can travel: dates and times as text. The
 * other side converts it to the type that the planner gave the question mark, and has the statement planned for the
 * value's own type where that one has no room for it.
 */
final class Parameters {
    private Parameters() {}

    /** The form in which a value travels, once it is of the type of its parameter or keeps its own. */
    static TypedValue travelling(@Nullable Object value, int type) throws SQLException {
        if (value == null) {
            return TypedValue.EXPLICIT_NULL;
        }
        Object converted = Fit.value(value, type);
        if (converted instanceof Boolean) {
            return TypedValue.ofSerial(Rep.BOOLEAN, converted);
        }
        if (converted instanceof Integer) {
            return TypedValue.ofSerial(Rep.INTEGER, converted);
        }
        if (converted instanceof Long) {
            return TypedValue.ofSerial(Rep.LONG, converted);
        }
        if (converted instanceof Double || converted instanceof Float) {
            return TypedValue.ofSerial(Rep.DOUBLE, ((Number) converted).doubleValue());
        }
        return TypedValue.ofSerial(Rep.STRING, Values.toText(converted));
    }

    /** The values in the classes that the engine takes, of the parameters' types or {@link #otherTypes other ones}. */
    static List<@Nullable Object> convert(List<TypedValue> values, List<RelDataType> types) throws SQLException {
        if (values.size() != types.size()) {
            throw missing("The statement has " + types.size() + " parameters, but " + values.size()
                    + " values were given; prepare it and set each");
        }
        List<@Nullable Object> converted = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            TypedValue value = values.get(i);
            if (value == null) {
                throw missing("Parameter " + (i + 1) + " of " + values.size() + " has no value");
            }
            converted.add(
                    value.value == null
                            ? null
                            : Fit.value(value.value, JdbcType.of(types.get(i)).id()));
        }
        return converted;
    }

    /** The types that values need instead of their parameters', by their place from 0. */
    static Map<Integer, RelDataType> otherTypes(List<@Nullable Object> converted, List<RelDataType> types) {
        Map<Integer, RelDataType> others = new HashMap<>();
        for (int i = 0; i < types.size(); i++) {
            int place = i;
            Object value = converted.get(i);
            if (value != null) {
                Fit.otherType(value, types.get(i)).ifPresent(type -> others.put(place, type));
            }
        }
        return others;
    }

    static SQLException noRoom(int place, Object value, RelDataType type) {
        return SqlExceptions.of(
                "22003",
                "Parameter " + (place + 1) + " is of type " + JdbcType.of(type).name() + ", which has no room for "
                        + Values.toText(value),
                null);
    }

    /** A date or time of java.sql as the wall-clock time that a calendar's zone shows. */
    static @Nullable Temporal wallClock(java.util.@Nullable Date value, @Nullable Calendar calendar)
            throws SQLException {
        if (value == null) {
            return null;
        }
        if (calendar != null) {
            var shown = JavaTypes.wallClock(value, calendar);
            if (value instanceof Date) {
                return shown.toLocalDate();
            }
            return value instanceof Time ? shown.toLocalTime() : shown;
        }
        if (value instanceof Date date) {
            return Values.toLocalDate(date);
        }
        return value instanceof Time time ? Values.toLocalTime(time) : Values.toLocalDateTime((Timestamp) value);
    }

    private static SQLException missing(String message) {
        return SqlExceptions.of("07001", message, null);
    }
}
