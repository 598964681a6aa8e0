package dev.caresql.engine.duckdb;

import java.util.Map;
import java.util.Optional;

/** Turns a pattern of Java's date letters into DuckDB's. */
final class DateFormats {
    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("yyyy", "%Y"),
            Map.entry("uuuu", "%Y"),
            Map.entry("yy", "%y"),
            Map.entry("M", "%m"),
            Map.entry("MM", "%m"),
            Map.entry("MMM", "%b"),
            Map.entry("MMMM", "%B"),
            Map.entry("d", "%d"),
            Map.entry("dd", "%d"),
            Map.entry("H", "%H"),
            Map.entry("HH", "%H"),
            Map.entry("h", "%I"),
            Map.entry("hh", "%I"),
            Map.entry("m", "%M"),
            Map.entry("mm", "%M"),
            Map.entry("s", "%S"),
            Map.entry("ss", "%S"),
            Map.entry("SSS", "%g"),
            Map.entry("SSSSSS", "%f"),
            Map.entry("a", "%p"),
            Map.entry("E", "%a"),
            Map.entry("EEE", "%a"),
            Map.entry("EEEE", "%A"),
            Map.entry("X", "%z"),
            Map.entry("XX", "%z"),
            Map.entry("XXX", "%z"),
            Map.entry("Z", "%z"),
            Map.entry("xxx", "%z"));

    private static final int YEAR = 4;

    /** The most digits of each part of a time that is a number. */
    private static final Map<Character, Integer> DIGITS =
            Map.of('Y', YEAR, 'y', 2, 'm', 2, 'd', 2, 'H', 2, 'I', 2, 'M', 2, 'S', 2, 'g', 3, 'f', 9);

    private DateFormats() {}

    /** DuckDB's pattern; empty when it has no equal for one of the letters. */
    static Optional<String> strptime(String pattern) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if (c == '\'') {
                int end = pattern.indexOf('\'', at + 1);
                if (end < 0) {
                    return Optional.empty();
                }
                out.append(end == at + 1 ? "'" : pattern.substring(at + 1, end).replace("%", "%%"));
                at = end + 1;
            } else if (Character.isLetter(c)) {
                int end = at;
                while (end < pattern.length() && pattern.charAt(end) == c) {
                    end++;
                }
                String letter = LETTERS.get(pattern.substring(at, end));
                if (letter == null) {
                    return Optional.empty();
                }
                out.append(letter);
                at = end;
            } else {
                out.append(c == '%' ? "%%" : String.valueOf(c));
                at++;
            }
        }
        return Optional.of(out.toString());
    }

    /** Whether texts of that pattern state their offset from UTC. */
    static boolean hasOffset(String strptime) {
        return strptime.contains("%z");
    }

    /**
     * What texts of a pattern look like, as a regular expression: the engine itself takes 25 for the year 25, and of digits
     * that nothing separates as few as it can, so that 13000 would be one o'clock and 30:00.
     */
    static String looks(String strptime) {
        StringBuilder out = new StringBuilder("\\s*");
        boolean afterDigits = false;
        for (int i = 0; i < strptime.length(); i++) {
            char c = strptime.charAt(i);
            if (c != '%') {
                out.append(Character.isWhitespace(c) ? "\\s*" : Character.isLetterOrDigit(c) ? c : "\\" + c);
                afterDigits = false;
                continue;
            }
            i++;
            boolean beforeDigits = i + 2 < strptime.length()
                    && strptime.charAt(i + 1) == '%'
                    && DIGITS.containsKey(strptime.charAt(i + 2));
            Integer digits = DIGITS.get(strptime.charAt(i));
            if (digits == null) {
                out.append(strptime.charAt(i) == '%' ? "%" : ".+");
            } else {
                out.append("\\d{")
                        .append(afterDigits || beforeDigits || digits == YEAR ? "" : "1,")
                        .append(digits)
                        .append('}');
            }
            afterDigits = digits != null;
        }
        return out.append("\\s*").toString();
    }
}
