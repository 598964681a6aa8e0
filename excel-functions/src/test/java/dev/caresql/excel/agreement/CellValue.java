package dev.caresql.excel.agreement;

import dev.caresql.sql.ColumnType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.FormulaError;
import org.jspecify.annotations.Nullable;

/**
 * What a cell holds: nothing, a number, a text, a truth, a time, a date or an error.
 *
 * @param value null for a blank cell
 */
record CellValue(@Nullable Object value) {
    static final CellValue BLANK = new CellValue(null);
    static final CellValue ERROR = new CellValue(FormulaError.DIV0);

    private static final LocalDateTime DAY_0 = LocalDateTime.of(1899, 12, 30, 0, 0);
    private static final DateTimeFormatter SQL_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    void write(Cell cell) {
        if (value instanceof Boolean truth) {
            cell.setCellValue(truth);
        } else if (value instanceof String text) {
            cell.setCellValue(text);
        } else if (value instanceof FormulaError error) {
            cell.setCellErrorValue(error.getCode());
        } else if (value != null) {
            cell.setCellValue(serial());
        }
    }

    private double serial() {
        if (value instanceof LocalDateTime time) {
            return Duration.between(DAY_0, time).toSeconds() / 86_400.0;
        }
        if (value instanceof LocalDate date) {
            return date.toEpochDay() - DAY_0.toLocalDate().toEpochDay();
        }
        return ((Number) Objects.requireNonNull(value)).doubleValue();
    }

    /** As an argument of a worksheet's function. */
    String inFormula() {
        if (value instanceof String text) {
            return '"' + text.replace("\"", "\"\"") + '"';
        }
        return value instanceof Boolean truth ? (truth ? "TRUE" : "FALSE") : plain(serial());
    }

    /** As SQL has it in a column of a type: what is not of the type, and an error, is NULL. */
    String inSql(ColumnType type) {
        Object known =
                switch (type) {
                    case INTEGER, BIGINT, DOUBLE, DECIMAL ->
                        value instanceof Number number ? plain(number.doubleValue()) : null;
                    case BOOLEAN -> truth();
                    case VARCHAR -> text();
                    case TIMESTAMP ->
                        value instanceof LocalDateTime time ? "TIMESTAMP '" + SQL_TIME.format(time) + "'" : null;
                    case DATE -> value instanceof LocalDate date ? "DATE '" + date + "'" : null;
                    case TIME -> null;
                };
        return known == null ? "NULL" : String.valueOf(known);
    }

    /** The type of a column of cells: a cell has any number, so none is of whole numbers alone. */
    static ColumnType sqlType(ColumnType type) {
        return type == ColumnType.INTEGER || type == ColumnType.DECIMAL ? ColumnType.DOUBLE : type;
    }

    private @Nullable String truth() {
        if (value instanceof Number number) {
            return number.doubleValue() != 0 ? "TRUE" : "FALSE";
        }
        return value instanceof Boolean truth ? (truth ? "TRUE" : "FALSE") : null;
    }

    private @Nullable String text() {
        if (value instanceof Number number) {
            return "'" + plain(number.doubleValue()) + "'";
        }
        return value instanceof String text && !text.isEmpty() ? "'" + text.replace("'", "''") + "'" : null;
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
