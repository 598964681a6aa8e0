package dev.caresql.excel.workbook;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one place that makes names legal and quotes names and texts for formulas. */
public final class Names {
    private static final Pattern ILLEGAL_IN_SHEET = Pattern.compile("[\\[\\]:*?/\\\\]");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}\\x{FFFE}\\x{FFFF}]");
    private static final Pattern CELL_LIKE = Pattern.compile("(?i)[A-Z]{1,3}[0-9]{1,7}|R[0-9]*(C[0-9]*)?|C[0-9]*");
    private static final String HISTORY = "History";
    private static final String OTHER = "_";

    private Names() {}

    /** Refuses what Excel does not take for a sheet's name. */
    public static void requireSheet(String name) {
        String reason = "";
        if (name.isBlank()) {
            reason = "is empty; give one";
        } else if (name.length() > Limits.SHEET_NAME) {
            reason = "has " + name.length() + " characters, and Excel takes " + Limits.SHEET_NAME + "; shorten it";
        } else if (ILLEGAL_IN_SHEET.matcher(name).find()) {
            reason = "holds one of [ ] : * ? / \\, which Excel does not take; leave it out";
        } else if (CONTROL.matcher(name).find()) {
            reason = "holds a control character; leave it out";
        } else if (name.startsWith("'") || name.endsWith("'")) {
            reason = "begins or ends with an apostrophe; leave it out";
        } else if (name.equalsIgnoreCase(HISTORY)) {
            reason = "is kept by Excel for itself; choose another";
        }
        if (!reason.isEmpty()) {
            throw new CareSqlException(ErrorCode.INVALID_VALUE, "The sheet name '" + name + "' " + reason);
        }
    }

    /** A legal name of a sheet that is as near as can be to the text, and not among those taken. */
    public static String sheet(String text, Collection<String> taken) {
        String legal = ILLEGAL_IN_SHEET.matcher(plain(text)).replaceAll(OTHER);
        legal = cut(legal, Limits.SHEET_NAME).replaceAll("^'+|'+$", OTHER);
        if (legal.isBlank() || legal.equalsIgnoreCase(HISTORY)) {
            legal = OTHER + legal.strip();
        }
        return unique(legal, Limits.SHEET_NAME, taken);
    }

    /** A legal defined name, or name of a table, that is as near as can be to the text, and not among those taken. */
    public static String defined(String text, Collection<String> taken) {
        if (isDefined(text)) {
            return unique(text, Limits.NAME, taken);
        }
        StringBuilder letters = new StringBuilder();
        for (char c : Normalizer.normalize(text, Normalizer.Form.NFC).toCharArray()) {
            letters.append(isOfName(c) ? String.valueOf(c) : OTHER);
        }
        String legal = letters.toString();
        if (legal.isEmpty() || !isDefined(legal)) {
            legal = OTHER + legal;
        }
        return unique(legal, Limits.NAME, taken);
    }

    /** Whether Excel takes the text for a defined name: no reference to a cell, and a letter or {@code _} first. */
    public static boolean isDefined(String name) {
        return name.length() <= Limits.NAME
                && !name.isEmpty()
                && (Character.isLetter(name.charAt(0)) || name.charAt(0) == '_')
                && name.chars().allMatch(c -> isOfName((char) c))
                && !CELL_LIKE.matcher(name).matches()
                && !name.equalsIgnoreCase("TRUE")
                && !name.equalsIgnoreCase("FALSE");
    }

    /** A name for a column of a table: one line, not blank, not among those taken; other texts stay as they are. */
    public static String column(String text, Collection<String> taken) {
        // Excel would read an escape of a character there, which the library does not write as such.
        String legal = plain(text).replace("_x", "_ x");
        return unique(legal.isBlank() ? OTHER + legal.strip() : legal, Limits.NAME, taken);
    }

    /** The reference to a range of a sheet, such as {@code 'Plan''s'!$A$1:$B$2}. */
    public static String reference(String sheet, String range) {
        return "'" + sheet.replace("'", "''") + "'!" + range;
    }

    /** The structured reference to the cells of a table's column. */
    public static String reference(String table, String column, boolean sameRow) {
        String quoted = column.replaceAll("[\\[\\]#'@]", "'$0");
        return table + (sameRow ? "[[#This Row],[" : "[") + quoted + (sameRow ? "]]" : "]");
    }

    /** A text as a formula writes it. */
    public static String literal(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                plain.append(c).append(text.charAt(++i));
            } else {
                plain.append(CONTROL.matcher(String.valueOf(c)).matches() ? ' ' : c);
            }
        }
        return plain.toString();
    }

    /** Cuts to the length, not through a character, and numbers the name where it is taken. Case does not tell names apart. */
    private static String unique(String name, int length, Collection<String> taken) {
        Set<String> lower =
                taken.stream().map(other -> other.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        return Stream.iterate(1, i -> i + 1)
                .map(i -> i == 1 ? cut(name, length) : cut(name, length - 1 - digits(i)) + OTHER + i)
                .filter(candidate -> !lower.contains(candidate.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow();
    }

    private static int digits(int number) {
        return Integer.toString(number).length();
    }

    private static String cut(String name, int length) {
        if (name.length() <= length) {
            return name;
        }
        return name.substring(0, Character.isHighSurrogate(name.charAt(length - 1)) ? length - 1 : length);
    }
}
