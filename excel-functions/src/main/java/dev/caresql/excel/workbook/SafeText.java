package dev.caresql.excel.workbook;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts that come from data, on their way into a workbook: a text stays a text, whatever it begins with, and every character
 * of it comes back when the workbook is read again.
 */
public final class SafeText {
    /** What a file of Excel writes for a character that XML cannot hold, such as {@code _x000D_}. */
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";
    private static final int FIRST_PLAIN = 0x20;
    private static final int FIRST_NONCHARACTER = 0xFFFE;

    private SafeText() {}

    /**
     * Whether Excel would take the text for a formula once somebody edits the cell, or after a way through CSV. Such a cell
     * is marked with the quote prefix.
     */
    public static boolean needsQuotePrefix(String text) {
        return !text.isEmpty() && (FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 || text.charAt(0) == '\'');
    }

    /** The text as a file stores it: characters that XML lacks, and what looks like an escape of one, are escaped. */
    public static String stored(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder stored = new StringBuilder(text.length() + 16);
        Matcher escaped = ESCAPED.matcher(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '_' && escaped.region(i, text.length()).lookingAt()) {
                stored.append("_x005F_");
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                stored.append(c).append(text.charAt(++i));
            } else if (isStorable(c)) {
                stored.append(c);
            } else {
                escape(c, stored);
            }
        }
        return stored.toString();
    }

    /** The text that a file stores in this form. */
    public static String read(String stored) {
        if (stored.indexOf("_x") < 0) {
            return stored;
        }
        return ESCAPED.matcher(stored)
                .replaceAll(
                        match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '_' || !isStorable(c)) {
                return false;
            }
        }
        return true;
    }

    /** A carriage return is read back as a line feed, so it is not storable. */
    private static boolean isStorable(char c) {
        return c >= FIRST_PLAIN && c < FIRST_NONCHARACTER && !Character.isSurrogate(c) || c == '\t' || c == '\n';
    }

    private static void escape(char c, StringBuilder stored) {
        stored.append("_x");
        for (int shift = 12; shift >= 0; shift -= 4) {
            stored.append(Character.toUpperCase(Character.forDigit(c >> shift & 0xF, 16)));
        }
        stored.append('_');
    }
}
