package dev.caresql.engine.duckdb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

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
    private static final Map<String, Integer> DIGITS =
            Map.of("%Y", YEAR, "%y", 2, "%m", 2, "%d", 2, "%H", 2, "%I", 2, "%M", 2, "%S", 2, "%g", 3, "%f", 9);

    private static final Pattern PART = Pattern.compile("%.|.", Pattern.DOTALL);

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
        List<String> parts =
                PART.matcher(strptime).results().map(MatchResult::group).toList();
        StringBuilder out = new StringBuilder("\\s*");
        for (int i = 0; i < parts.size(); i++) {
            boolean beforeDigits = i + 1 < parts.size() && DIGITS.containsKey(parts.get(i + 1));
            boolean afterDigits = i > 0 && DIGITS.containsKey(parts.get(i - 1));
            out.append(looks(parts.get(i), beforeDigits || afterDigits));
        }
        return out.append("\\s*").toString();
    }

    private static String looks(String part, boolean besideDigits) {
        Integer digits = DIGITS.get(part);
        if (digits != null) {
            return "\\d{" + (besideDigits || digits == YEAR ? "" : "1,") + digits + "}";
        }
        if (part.length() > 1) {
            return part.equals("%%") ? "%" : ".+";
        }
        boolean plain = Character.isLetterOrDigit(part.charAt(0));
        return part.isBlank() ? "\\s*" : plain ? part : "\\" + part;
    }
}
