package dev.caresql.excel.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Periods as people write them over a column or a table, in English and Vietnamese: {@code T11/2025}, {@code Quý IV/2025}. */
final class PeriodText {
    private static final String YEAR = "(?<year>20[0-9]{2}|[0-9]{2})";
    private static final String BETWEEN = "[\\s./,_-]+(?:(?:năm|of)\\s*)?";

    /** The month of a whole date is no period. */
    private static final String NOT_AFTER = "(?<![\\p{L}0-9]|[0-9][-/.])";

    private static final String NOT_BEFORE = "(?![\\p{L}0-9]|[-/.][0-9])";
    private static final List<Pattern> MONTHS = List.of(
            Pattern.compile("(?<year>20[0-9]{2})[-/](?<month>0?[1-9]|1[0-2])"),
            Pattern.compile("(?:t|tháng)\\s*(?<month>0?[1-9]|1[0-2])(?:" + BETWEEN + YEAR + ")?"),
            Pattern.compile("(?<month>0?[1-9]|1[0-2])[-/.](?<year>20[0-9]{2})"),
            Pattern.compile(
                    "(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?(?:" + BETWEEN + YEAR + ")?"));
    private static final List<Pattern> QUARTERS = List.of(
            Pattern.compile("(?<year>20[0-9]{2})[-/\\s]*q(?<quarter>[1-4])"),
            Pattern.compile("(?:q|quý|quarter)\\s*(?<quarter>[1-4]|iv|i{1,3})(?:" + BETWEEN + YEAR + ")?"));
    private static final Pattern WHOLE_YEAR = Pattern.compile("(?:năm|year)?\\s*(?<year>20[0-9]{2})");
    private static final List<String> NAMES =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Map<String, Integer> ROMAN = Map.of("i", 1, "ii", 2, "iii", 3, "iv", 4);
    private static final int CENTURY = 2000;

    private PeriodText() {}

    /** The period that a text is, such as the head of a column; one that lacks its year has the given one. */
    static Optional<Period> of(String text, Optional<Integer> year) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        for (Pattern pattern : MONTHS) {
            Matcher matcher = pattern.matcher(plain);
            if (matcher.matches()) {
                return year(matcher, year).map(known -> month(matcher.group("month"), known));
            }
        }
        for (Pattern pattern : QUARTERS) {
            Matcher matcher = pattern.matcher(plain);
            if (matcher.matches()) {
                return year(matcher, year).map(known -> quarter(matcher.group("quarter"), known));
            }
        }
        Matcher matcher = WHOLE_YEAR.matcher(plain);
        return matcher.matches()
                ? year(matcher, year).map(known -> new Period(Grain.YEAR, LocalDate.of(known, 1, 1)))
                : Optional.empty();
    }

    /** The period that a title or the name of a sheet speaks of: a quarter, else a month, else a year. */
    static Optional<Period> within(String text) {
        String plain = text.toLowerCase(Locale.ROOT);
        for (List<Pattern> patterns : List.of(QUARTERS, MONTHS, List.of(WHOLE_YEAR))) {
            for (Pattern pattern : patterns) {
                Matcher matcher = Pattern.compile(NOT_AFTER + "(?:" + pattern.pattern() + ")" + NOT_BEFORE)
                        .matcher(plain);
                while (matcher.find()) {
                    Optional<Period> found = of(matcher.group(), Optional.empty());
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Integer> year(Matcher matcher, Optional<Integer> otherwise) {
        String written = matcher.group("year");
        if (written == null) {
            return otherwise;
        }
        int year = Integer.parseInt(written);
        return Optional.of(year < CENTURY ? year + CENTURY : year);
    }

    private static Period month(String text, int year) {
        int number = NAMES.contains(text) ? NAMES.indexOf(text) + 1 : Integer.parseInt(text);
        return new Period(Grain.MONTH, LocalDate.of(year, number, 1));
    }

    private static Period quarter(String text, int year) {
        int number = ROMAN.containsKey(text) ? ROMAN.getOrDefault(text, 1) : Integer.parseInt(text);
        return new Period(Grain.QUARTER, LocalDate.of(year, 3 * number - 2, 1));
    }
}
