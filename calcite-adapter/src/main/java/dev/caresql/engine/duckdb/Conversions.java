package dev.caresql.engine.duckdb;

import dev.caresql.model.TextFormat;
import dev.caresql.sql.ColumnType;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Converts the texts of a source. A text that does not fit makes the statement fail; nothing is cut or rounded but the
 * fifth decimal of a DECIMAL(19,4): DuckDB's own cast would take '3.7' for the integer 4, and drop the zone of '2024-01-01 10:00:00 Asia/Tokyo' or '10:00 PM'.
 */
final class Conversions {
    /** A year of four digits that begins with 19 or 20, told without a regular expression: '20-01-05' is less than '2000'. */
    private static final String PLAIN_YEAR = "((%1$s >= '2000' AND %1$s < '21') OR (%1$s >= '1900' AND %1$s < '20'))";

    /** The one spelling that nearly all timestamps have, 2024-01-01 10:00:00. */
    private static final String PLAIN = "strlen(%1$s) = 19 AND substr(%1$s, 17, 1) = ':' AND " + PLAIN_YEAR;

    /** The same spelling; strptime takes 'infinity' and 'epoch' for it too, but nothing else of 19 letters. */
    private static final String PLAIN_FORMAT = "%Y-%m-%d %H:%M:%S";

    /** Something stands behind the time of day: an offset, or the name of a zone. */
    private static final String HAS_ZONE = "regexp_matches(%1$s, ':\\d\\d(\\.\\d+)?\\s*[A-Za-z+(-]')";

    /** The engine takes a blank before the name of a zone, but none before an offset. */
    private static final String ZONE_CLOSE_BY = "regexp_replace(%1$s, '\\s+([+-]\\d|[Zz]$)', '\\1')";

    /** The engine takes BST for the time of Bangladesh and CET for that of Paris in summer too. */
    private static final String SHORT_ZONE = "(regexp_matches(%1$s, ':\\d\\d(\\.\\d+)?\\s*[A-Za-z]{2,}\\s*$')"
            + " AND NOT regexp_matches(%1$s, '(?i)(utc|gmt|ut)\\s*$'))";

    /** Points between groups of three digits, as they stand before a decimal comma. */
    private static final String GROUPED = "regexp_full_match(%1$s, '\\s*[+-]?[1-9]\\d{0,2}(\\.\\d{3})+(,\\d*)?\\s*')";

    /** The engine takes 25-01-05 for a day of the year 25. */
    private static final String NO_FULL_YEAR = "NOT regexp_matches(%1$s, '^\\s*\\d{4}')";

    /** 2024-01-01 is followed by a time of day in any text that states a zone. */
    private static final int LONGEST_WITHOUT_ZONE = 10;

    private static final String END_OF_DAY = "\\s*24:00(:00(\\.0+)?)?\\s*";

    /** A workbook's cell of 00:00 or 24:00 is the day from which it counts, or the next one, without a time. */
    private static final String MIDNIGHT_CELL = "1899-12-31|1900-01-01|1904-01-0[12]";

    /** Without AM, PM or an offset, which the engine drops; a workbook's or database's day may stand before it. */
    private static final String TIME_OF_DAY =
            "'\\s*(\\d{4}-\\d\\d-\\d\\d[ T])?\\d{1,2}:\\d\\d(:\\d\\d(\\.\\d+)?)?\\s*'";

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
            case DOUBLE -> cast(finite(withPoint(text)), type);
            case DECIMAL -> cast(withPoint(text), type);
            case BOOLEAN -> cast(text, type);
            case TIME -> cast(timeOfDay(text), type);
            case DATE -> date(text);
            case TIMESTAMP -> timestamp(text, local -> local, utc -> TimeZones.fromUtc(utc, zone));
        };
    }

    /** The local timestamps of {@link #fromText}, where they are spelt as nearly all are; fails at others, which may be good. */
    String fromPlainTime(String text) {
        return "strptime(" + unless("strlen(%1$s) <> 19 OR NOT " + PLAIN_YEAR, text) + ", "
                + DuckDbText.literal(PLAIN_FORMAT) + ")";
    }

    boolean hasPlainTimes() {
        return format.timestampFormat().isEmpty() && format.dateFormat().isEmpty();
    }

    /** Whether timestamps may state their offset from UTC. */
    boolean mayHaveOffsets() {
        return format.timestampFormat()
                .flatMap(DateFormats::strptime)
                .map(DateFormats::hasOffset)
                .orElse(true);
    }

    /** The timestamp in UTC: in the hour that clocks show twice, an offset tells which one is meant. */
    String utcFromText(String text) {
        return timestamp(text, local -> TimeZones.toUtcOnce(local, zone), utc -> utc);
    }

    private static String cast(String text, ColumnType type) {
        return "CAST(" + text + " AS " + DuckDbTypes.name(type) + ")";
    }

    /**
     * A fraction other than zero is spoilt before the cast, since DuckDB's TRY does not catch error(). It is written with
     * a point, which takes two signs, or, as in 5e-1, an exponent, which takes four: most numbers are too short to be
     * looked through.
     */
    private String whole(String text, ColumnType type) {
        String number = withPoint(text);
        String real = "CAST(" + number + " AS DOUBLE)";
        return "CAST(CASE WHEN strlen(" + number + ") >= 2 AND (contains(" + number + ", '.') OR (strlen(" + number
                + ") >= 4 AND contains(lower(" + number + "), 'e-'))) AND " + real + " <> trunc(" + real
                + ") THEN 'not a whole number' ELSE " + number + " END AS " + type + ")";
    }

    /** The text of a number with a point before its fraction, whatever the source has there. */
    String withPoint(String text) {
        return ",".equals(format.decimal())
                ? "CASE WHEN contains(" + text + ", '.') AND NOT " + GROUPED.formatted(text)
                        + " THEN 'no decimal comma' ELSE replace(replace(" + text + ", '.', ''), ',', '.') END"
                : text;
    }

    /** The engine takes 'nan' and 'infinity' for numbers, of which one spoils every sum. */
    private static String finite(String number) {
        return "CASE WHEN contains(lower(" + number + "), 'n') THEN 'no number' ELSE " + number + " END";
    }

    /** The end of the day is midnight: JDBC has no 24:00. */
    private String timeOfDay(String text) {
        String midnight = format.dateCells() ? END_OF_DAY + "|" + MIDNIGHT_CELL : END_OF_DAY;
        return "CASE WHEN regexp_full_match(" + text + ", '" + midnight + "') THEN '00:00:00' ELSE "
                + unless("NOT regexp_full_match(%1$s, " + TIME_OF_DAY + ")", text) + " END";
    }

    private String date(String text) {
        return format.dateFormat()
                .flatMap(DateFormats::strptime)
                .map(pattern -> orDateCell(
                        text, pattern, cast(text, ColumnType.DATE), "CAST(" + strptime(text, pattern) + " AS DATE)"))
                .orElseGet(() -> isoDate(text));
    }

    /** The day of a timestamp that states its offset is the one in the source's time zone. */
    private String isoDate(String text) {
        String local = TimeZones.fromUtc("timezone('UTC', " + zoned(text) + ")", zone);
        return "CASE WHEN strlen(" + text + ") > " + LONGEST_WITHOUT_ZONE + " AND " + HAS_ZONE.formatted(text)
                + " THEN CAST(" + local + " AS DATE) ELSE " + cast(unless(NO_FULL_YEAR, text), ColumnType.DATE)
                + " END";
    }

    private static String zoned(String text) {
        return "CAST(" + ZONE_CLOSE_BY.formatted(unless(NO_FULL_YEAR + " OR " + SHORT_ZONE, text)) + " AS TIMESTAMPTZ)";
    }

    /** What is made of the two kinds of timestamps, those that state no offset and the others, which are in UTC by then. */
    private String timestamp(String text, UnaryOperator<String> local, UnaryOperator<String> utc) {
        Optional<String> pattern = format.timestampFormat().flatMap(DateFormats::strptime);
        if (pattern.isPresent()) {
            String parsed = DateFormats.hasOffset(pattern.get())
                    ? utc.apply("timezone('UTC', " + strptime(text, pattern.get()) + ")")
                    : local.apply(strptime(text, pattern.get()));
            return orDateCell(text, pattern.get(), local.apply(cast(text, ColumnType.TIMESTAMP)), parsed);
        }
        return format.dateFormat()
                .flatMap(DateFormats::strptime)
                .map(day -> "coalesce("
                        + local.apply("try_strptime(" + ofPattern(text, day) + ", " + DuckDbText.literal(day) + ")")
                        + ", " + isoTimestamp(text, local, utc) + ")")
                .orElseGet(() -> isoTimestamp(text, local, utc));
    }

    private String isoTimestamp(String text, UnaryOperator<String> local, UnaryOperator<String> utc) {
        String other = unless("regexp_matches(%1$s, '[A-SU-Za-su-z]') OR " + NO_FULL_YEAR, text);
        return "CASE WHEN " + PLAIN.formatted(text) + " THEN " + local.apply(cast(text, ColumnType.TIMESTAMP))
                + " WHEN " + HAS_ZONE.formatted(text) + " THEN " + utc.apply("timezone('UTC', " + zoned(text) + ")")
                + " ELSE "
                + local.apply(cast(other, ColumnType.TIMESTAMP)) + " END";
    }

    /** The text, or where a condition on it holds one that does not fit: 'infinity' and 'epoch' are no times of events. */
    private static String unless(String condition, String text) {
        return "CASE WHEN " + condition.formatted(text) + " THEN 'no time' ELSE " + text + " END";
    }

    /** The pattern is one for texts; a date cell of a workbook is the date it is. Days before months would be ambiguous. */
    private String orDateCell(String text, String pattern, String cell, String parsed) {
        boolean dateCells = format.dateCells() && !pattern.startsWith("%Y-%d");
        return dateCells
                ? "CASE WHEN " + DATE_CELL.formatted(text) + " THEN " + cell + " ELSE " + parsed + " END"
                : parsed;
    }

    private static String strptime(String text, String pattern) {
        return "strptime(" + ofPattern(text, pattern) + ", " + DuckDbText.literal(pattern) + ")";
    }

    private static String ofPattern(String text, String pattern) {
        String looks = DuckDbText.literal(DateFormats.looks(pattern)).replace("%", "%%");
        return unless("NOT regexp_full_match(%1$s, " + looks + ")", text);
    }
}
