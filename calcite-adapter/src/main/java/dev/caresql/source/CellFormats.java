package dev.caresql.source;

import java.util.Locale;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;

/** Tells the numbers of a workbook that are shown as dates or times from those that are numbers. */
final class CellFormats {
    /** Literal texts, escaped letters, colours and conditions, which say nothing about the number's kind. */
    private static final Pattern DECORATION =
            Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?!h+\\]|m+\\]|s+\\])[^\\]]*\\]");

    private static final Pattern TIME_LETTERS = Pattern.compile("[ymdhs]");

    private CellFormats() {}

    /** Whether the cell's format is one of dates or times: a built-in one, or one with letters of time. */
    static boolean isTime(Cell cell) {
        Integer id = cell.getDataFormatId();
        if (id != null && isBuiltInTime(id)) {
            return true;
        }
        String format = cell.getDataFormatString();
        if (format == null || "General".equalsIgnoreCase(format)) {
            return false;
        }
        String plain = DECORATION.matcher(format.toLowerCase(Locale.ROOT)).replaceAll("");
        return TIME_LETTERS.matcher(plain).find();
    }

    /** Of the numbered formats of Office Open XML, 14 to 22 are dates and times and 45 to 47 durations. */
    private static boolean isBuiltInTime(int id) {
        return id >= 14 && id <= 22 || id >= 45 && id <= 47;
    }
}
