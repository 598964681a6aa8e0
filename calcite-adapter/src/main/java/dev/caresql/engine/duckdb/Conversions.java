package dev.caresql.engine.duckdb;

import dev.caresql.model.TextFormat;
import dev.caresql.sql.ColumnType;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Converts the texts of a source. A text that does not fit makes the statement fail; nothing is cut or rounded: DuckDB's
 * own cast would take '3.7' for the integer 4, and drop the offset of '2024-01-01T10:00:00+07:00'.
 */
final class Conversions {
    /** Timestamps with seconds and no offset have 19 characters; only longer ones are searched for an offset. */
    private static final String HAS_OFFSET =
            "strlen(%1$s) > 19 AND regexp_matches(%1$s, '([Zz]|[+-]\\d\\d(:?\\d\\d)?)$')";

    private static final String DATE_CELL =
            "regexp_full_match(%s, '\\d{4}-\\d\\d-\\d\\d( \\d\\d:\\d\\d:\\d\\d\\.\\d{3})?')";

    private final TextFormat format;
    private final ZoneId zone;

    Conversions(TextFormat format, ZoneId zone) {
        this.format = format;
        this.zone = zone;
    }

    /** A value of the type; timestamps are local to the source's time zone. */
    String fromText(String text, ColumnType type) {
        return switch (type) {
            case VARCHAR -> text;
            case INTEGER, BIGINT -> whole(text, type);
            case DOUBLE, DECIMAL -> cast(decimal(text), type);
            case BOOLEAN, TIME -> cast(text, type);
            case DATE -> date(text);
            case TIMESTAMP -> timestamp(text);
        };
    }

    private static String cast(String text, ColumnType type) {
        return "CAST(" + text + " AS " + DuckDbTypes.name(type) + ")";
    }

    /** A fraction other than zero is spoilt before the cast, since DuckDB's TRY does not catch error(). */
    private String whole(String text, ColumnType type) {
        String number = decimal(text);
        return "CAST(CASE WHEN contains(" + number + ", '.') AND CAST(" + number + " AS DOUBLE) <> trunc(CAST(" + number
                + " AS DOUBLE)) THEN 'not a whole number' ELSE " + number + " END AS " + type + ")";
    }

    private String decimal(String text) {
        return ",".equals(format.decimal()) ? "replace(replace(" + text + ", '.', ''), ',', '.')" : text;
    }

    private String date(String text) {
        return format.dateFormat()
                .flatMap(DateFormats::strptime)
                .map(pattern ->
                        orDateCell(text, pattern, "CAST(" + strptime(text, pattern) + " AS DATE)", ColumnType.DATE))
                .orElseGet(() -> cast(text, ColumnType.DATE));
    }

    private String timestamp(String text) {
        Optional<String> pattern = format.timestampFormat().flatMap(DateFormats::strptime);
        if (pattern.isPresent()) {
            String parsed = DateFormats.hasOffset(pattern.get())
                    ? TimeZones.fromUtc("timezone('UTC', " + strptime(text, pattern.get()) + ")", zone)
                    : strptime(text, pattern.get());
            return orDateCell(text, pattern.get(), parsed, ColumnType.TIMESTAMP);
        }
        return "CASE WHEN " + HAS_OFFSET.replace("%1$s", text) + " THEN "
                + TimeZones.fromUtc("timezone('UTC', CAST(" + text + " AS TIMESTAMPTZ))", zone) + " ELSE CAST(" + text
                + " AS TIMESTAMP) END";
    }

    /** The pattern is one for texts; a date cell of a workbook is the date it is. Days before months would be ambiguous. */
    private String orDateCell(String text, String pattern, String parsed, ColumnType type) {
        boolean dateCells = format.dateCells() && !pattern.startsWith("%Y-%d");
        return dateCells
                ? "CASE WHEN " + DATE_CELL.formatted(text) + " THEN " + cast(text, type) + " ELSE " + parsed + " END"
                : parsed;
    }

    private static String strptime(String text, String pattern) {
        return "strptime(" + text + ", " + DuckDbText.literal(pattern) + ")";
    }
}
