package dev.caresql.excel.addin.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as the contract wants them: values for JSON, and CSV of the same. */
final class Rows {
    private static final long EXACT = (1L << 53) - 1;
    private static final int EXACT_DIGITS = 15;
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(TIME)
            .toFormatter(Locale.ROOT);

    private Rows() {}

    /** The names and types of the columns. */
    static List<Map<String, Object>> columns(ResultSetMetaData metadata) throws SQLException {
        List<Map<String, Object>> columns = new ArrayList<>();
        for (int column = 1; column <= metadata.getColumnCount(); column++) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", metadata.getColumnLabel(column));
            one.put("type", type(metadata.getColumnType(column)));
            columns.add(one);
        }
        return columns;
    }

    /** All rows; more than the limit are an error. */
    static List<List<@Nullable Object>> read(ResultSet rows, int limit) throws SQLException, Refusal {
        List<List<@Nullable Object>> all = new ArrayList<>();
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            if (all.size() == limit) {
                throw new Refusal(
                        413, "54000", "The answer has more than " + limit + " rows; narrow it, or take less detail");
            }
            List<@Nullable Object> row = new ArrayList<>();
            for (int column = 1; column <= columns; column++) {
                row.add(value(rows, column));
            }
            all.add(row);
        }
        return all;
    }

    /** RFC 4180 with a header line; NULL is empty, an empty text is quoted. */
    static String csv(List<String> names, List<? extends List<? extends @Nullable Object>> rows) {
        StringBuilder csv = new StringBuilder();
        line(csv, names);
        rows.forEach(row -> line(csv, row));
        return csv.toString();
    }

    private static void line(StringBuilder csv, List<? extends @Nullable Object> fields) {
        for (int i = 0; i < fields.size(); i++) {
            csv.append(i == 0 ? "" : ",");
            Object field = fields.get(i);
            if (field instanceof String text && (text.isEmpty() || text.matches("(?s).*[\",\r\n].*"))) {
                csv.append('"').append(text.replace("\"", "\"\"")).append('"');
            } else if (field != null) {
                csv.append(field instanceof BigDecimal number ? number.toPlainString() : field.toString());
            }
        }
        csv.append("\r\n");
    }

    /** JSON, as the contract's texts and numbers are. */
    static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(int sqlType) {
        return switch (sqlType) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> "integer";
            case Types.FLOAT, Types.REAL, Types.DOUBLE -> "double";
            case Types.DECIMAL, Types.NUMERIC -> "decimal";
            case Types.BOOLEAN, Types.BIT -> "boolean";
            case Types.DATE -> "date";
            case Types.TIME -> "time";
            case Types.TIMESTAMP -> "timestamp";
            default -> "text";
        };
    }

    private static @Nullable Object value(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value instanceof Date) {
            return rows.getObject(column, java.time.LocalDate.class).toString();
        }
        if (value instanceof Time) {
            return TIME.format(rows.getObject(column, LocalTime.class));
        }
        if (value instanceof Timestamp) {
            return TIMESTAMP.format(rows.getObject(column, LocalDateTime.class));
        }
        if (value instanceof Double number && (number.isNaN() || number.isInfinite())) {
            return number.toString();
        }
        if (value instanceof Long number && (number > EXACT || number < -EXACT)) {
            return number.toString();
        }
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().precision() > EXACT_DIGITS ? number.toPlainString() : number;
        }
        return value instanceof Number || value instanceof Boolean || value == null ? value : value.toString();
    }
}
