package dev.caresql.engine.duckdb;

import dev.caresql.model.TextFormat;
import dev.caresql.sql.ColumnType;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Converts the texts of a source. A text that does not fit makes the statement fail; nothing is cut or rounded: DuckDB's
 * own cast would take '3.7' for the integer 4, and drop the zone of '2024-01-01 10:00:00 Asia/Tokyo' or '10:00 PM'.
 */
final class Conversions {
    /** The one spelling that nearly all timestamps have, 2024-01-01 10:00:00, is told without a regular expression. */
    private static final String PLAIN = "strlen(%1$s) = 19 AND substr(%1$s, 17, 1) = ':'";

    /** The same spelling; strptime takes 'infinity' and 'epoch' for it too, but nothing else of 19 letters. */
    private static final String PLAIN_FORMAT = "%Y-%m-%d %H:%M:%S";

    /** Something stands behind the time of day: an offset, or the name of a zone. */
    private static final String HAS_ZONE = "regexp_matches(%1$s, ':\\d\\d(\\.\\d+)?\\s*[A-Za-z+(-]')";

    /** The engine takes a blank before the name of a zone, but none before an offset. */
    private static final String ZONE_CLOSE_BY = "regexp_replace(%1$s, '\\s+([+-]\\d|[Zz]$)', '\\1')";

    /** Points between groups of three digits, as they stand before a decimal comma. */
    private static final String GROUPED = "regexp_full_match(%1$s, '\\s*[+-]?\\d{1,3}(\\.\\d{3})+(,\\d*)?\\s*')";

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

    /**
     * The same values as {@link #fromText} gives, for the spelling that nearly all times have; fails at others, which may
     * be good ones. Integers have no such short cut: '4E-597680' and '+-0' are the DOUBLE 0, but no integers.
     */
    String fromPlainText(String text, ColumnType type) {
        boolean iso = format.timestampFormat().isEmpty() && format.dateFormat().isEmpty();
        if (type == ColumnType.TIMESTAMP && iso) {
            return "strptime(" + unless("strlen(%1$s) <> 19", text) + ", " + DuckDbText.literal(PLAIN_FORMAT) + ")";
        }
        return fromText(text, type);
    }

    private static String cast(String text, ColumnType type) {
        return "CAST(" + text + " AS " + DuckDbTypes.name(type) + ")";
    }

    /**
     * A fraction other than zero is spoilt before the cast, since DuckDB's TRY does not catch error(). It is written with
     * a point or, as in 5e-1, an exponent, which takes four signs: most numbers are too short to be looked through again.
     */
    private String whole(String text, ColumnType type) {
        String number = decimal(text);
        String real = "CAST(" + number + " AS DOUBLE)";
        return "CAST(CASE WHEN (contains(" + number + ", '.') OR (strlen(" + number + ") >= 4 AND contains(lower("
                + number + "), 'e-'))) AND " + real + " <> trunc(" + real
                + ") THEN 'not a whole number' ELSE " + number + " END AS " + type + ")";
    }

    private String decimal(String text) {
        return ",".equals(format.decimal())
                ? "CASE WHEN contains(" + text + ", '.') AND NOT " + GROUPED.formatted(text)
                        + " THEN 'no decimal comma' ELSE replace(replace(" + text + ", '.', ''), ',', '.') END"
                : text;
    }

    private String date(String text) {
        return format.dateFormat()
                .flatMap(DateFormats::strptime)
                .map(pattern ->
                        orDateCell(text, pattern, "CAST(" + strptime(text, pattern) + " AS DATE)", ColumnType.DATE))
                .orElseGet(() -> cast(
                        unless("strlen(%1$s) <> 10 AND regexp_matches(%1$s, '^\\s*[A-Za-z+-]')", text),
                        ColumnType.DATE));
    }

    private String timestamp(String text) {
        Optional<String> pattern = format.timestampFormat().flatMap(DateFormats::strptime);
        if (pattern.isPresent()) {
            String parsed = DateFormats.hasOffset(pattern.get())
                    ? TimeZones.fromUtc("timezone('UTC', " + strptime(text, pattern.get()) + ")", zone)
                    : strptime(text, pattern.get());
            return orDateCell(text, pattern.get(), parsed, ColumnType.TIMESTAMP);
        }
        return format.dateFormat()
                .flatMap(DateFormats::strptime)
                .map(day -> "coalesce(try_strptime(" + ofFullYear(text, day) + ", " + DuckDbText.literal(day) + "), "
                        + isoTimestamp(text) + ")")
                .orElseGet(() -> isoTimestamp(text));
    }

    private String isoTimestamp(String text) {
        String zoned = "CAST(" + ZONE_CLOSE_BY.formatted(text) + " AS TIMESTAMPTZ)";
        return "CASE WHEN " + PLAIN.formatted(text) + " THEN CAST(" + text + " AS TIMESTAMP) WHEN "
                + HAS_ZONE.formatted(text) + " THEN " + TimeZones.fromUtc("timezone('UTC', " + zoned + ")", zone)
                + " ELSE " + cast(unless("regexp_matches(%1$s, '[A-SU-Za-su-z]')", text), ColumnType.TIMESTAMP)
                + " END";
    }

    /** The text, or where a condition on it holds one that does not fit: 'infinity' and 'epoch' are no times of events. */
    private static String unless(String condition, String text) {
        return "CASE WHEN " + condition.formatted(text) + " THEN 'no time' ELSE " + text + " END";
    }

    /** The pattern is one for texts; a date cell of a workbook is the date it is. Days before months would be ambiguous. */
    private String orDateCell(String text, String pattern, String parsed, ColumnType type) {
        boolean dateCells = format.dateCells() && !pattern.startsWith("%Y-%d");
        return dateCells
                ? "CASE WHEN " + DATE_CELL.formatted(text) + " THEN " + cast(text, type) + " ELSE " + parsed + " END"
                : parsed;
    }

    private static String strptime(String text, String pattern) {
        return "strptime(" + ofFullYear(text, pattern) + ", " + DuckDbText.literal(pattern) + ")";
    }

    /** DuckDB takes '25' for the year 25 where four digits are asked for. */
    private static String ofFullYear(String text, String pattern) {
        return pattern.contains("%Y") ? unless("NOT regexp_matches(%1$s, '\\d{4}')", text) : text;
    }
}
