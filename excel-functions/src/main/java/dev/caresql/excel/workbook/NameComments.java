package dev.caresql.excel.workbook;

/** Comments of defined names, which Excel takes up to a length; with one character more it refuses the file. */
public final class NameComments {
    private static final String MORE = "…";

    private NameComments() {}

    /** The comment as a file stores it, cut where it is too long. */
    public static String stored(String text) {
        String stored = attribute(text);
        if (stored.length() <= Limits.NAME) {
            return stored;
        }
        int length = text.length();
        do {
            length -= Character.isLowSurrogate(text.charAt(length - 1)) && length > 1 ? 2 : 1;
            stored = attribute(text.substring(0, length)) + MORE;
        } while (stored.length() > Limits.NAME);
        return stored;
    }

    /** The comment is an attribute, in which a tab and a line feed are read as spaces. */
    private static String attribute(String text) {
        return SafeText.stored(text).replace("\t", "_x0009_").replace("\n", "_x000A_");
    }
}
