package dev.caresql.engine.duckdb;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** TO_CHAR's format letters in strftime's. */
final class TimeFormats {
    private static final Map<String, String> LETTERS = new LinkedHashMap<>();

    static {
        LETTERS.put("YYYY", "%Y");
        LETTERS.put("YY", "%y");
        LETTERS.put("MONTH", "%B");
        LETTERS.put("MON", "%b");
        LETTERS.put("MM", "%m");
        LETTERS.put("DDD", "%j");
        LETTERS.put("DD", "%d");
        LETTERS.put("DAY", "%A");
        LETTERS.put("DY", "%a");
        LETTERS.put("HH24", "%H");
        LETTERS.put("HH12", "%I");
        LETTERS.put("HH", "%I");
        LETTERS.put("MI", "%M");
        LETTERS.put("SS", "%S");
        LETTERS.put("US", "%f");
        LETTERS.put("AM", "%p");
        LETTERS.put("IW", "%V");
    }

    private TimeFormats() {}

    /** Throws {@link UnsupportedOperationException} for a letter without a counterpart. */
    static String strftime(String format) {
        StringBuilder result = new StringBuilder();
        String upper = format.toUpperCase(Locale.ROOT);
        int at = 0;
        while (at < format.length()) {
            int position = at;
            String letters = LETTERS.keySet().stream()
                    .filter(key -> upper.startsWith(key, position))
                    .findFirst()
                    .orElse("");
            if (letters.isEmpty()) {
                result.append(plain(format.charAt(at)));
                at++;
            } else {
                result.append(LETTERS.get(letters));
                at += letters.length();
            }
        }
        return result.toString();
    }

    private static String plain(char letter) {
        if (Character.isLetter(letter)) {
            throw new UnsupportedOperationException("TO_CHAR does not know the letter '" + letter + "'");
        }
        if (letter == '%') {
            return "%%";
        }
        return letter == '\'' ? "''" : String.valueOf(letter);
    }
}
