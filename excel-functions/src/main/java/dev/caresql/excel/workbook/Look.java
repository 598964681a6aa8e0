package dev.caresql.excel.workbook;

import static java.util.Objects.requireNonNull;

import org.apache.poi.ss.usermodel.HorizontalAlignment;

/**
 * How a cell looks. Colours are six hexadecimal digits, and empty for none.
 *
 * @param bold whether letters are bold
 * @param size of the letters, in points
 * @param ink colour of the letters
 * @param fill colour behind them
 * @param align where the text stands
 * @param wrap whether a long text takes several lines
 * @param line colour of the line below the cell
 * @param format of numbers, in Excel's letters
 * @param unlocked whether the cell stays editable on a protected sheet
 * @param indent of the text, in characters
 * @param top whether the text stands at the top of a high row; else in its middle
 */
public record Look(
        boolean bold,
        int size,
        String ink,
        String fill,
        HorizontalAlignment align,
        boolean wrap,
        String line,
        String format,
        boolean unlocked,
        int indent,
        boolean top) {
    /** Plain letters on nothing. */
    public static final Look PLAIN =
            new Look(false, 10, Palette.INK, "", HorizontalAlignment.GENERAL, false, "", "General", false, 0, false);

    /** Requires the texts. */
    public Look {
        requireNonNull(ink, "ink is null");
        requireNonNull(fill, "fill is null");
        requireNonNull(align, "align is null");
        requireNonNull(line, "line is null");
        requireNonNull(format, "format is null");
    }

    public Look withBold() {
        return new Look(true, size, ink, fill, align, wrap, line, format, unlocked, indent, top);
    }

    public Look withSize(int points) {
        return new Look(bold, points, ink, fill, align, wrap, line, format, unlocked, indent, top);
    }

    public Look withInk(String colour) {
        return new Look(bold, size, colour, fill, align, wrap, line, format, unlocked, indent, top);
    }

    public Look withFill(String colour) {
        return new Look(bold, size, ink, colour, align, wrap, line, format, unlocked, indent, top);
    }

    public Look withAlign(HorizontalAlignment side) {
        return new Look(bold, size, ink, fill, side, wrap, line, format, unlocked, indent, top);
    }

    public Look withWrap() {
        return new Look(bold, size, ink, fill, align, true, line, format, unlocked, indent, top);
    }

    public Look withLine(String colour) {
        return new Look(bold, size, ink, fill, align, wrap, colour, format, unlocked, indent, top);
    }

    public Look withFormat(String numberFormat) {
        return new Look(bold, size, ink, fill, align, wrap, line, numberFormat, unlocked, indent, top);
    }

    public Look withIndent(int characters) {
        return new Look(bold, size, ink, fill, align, wrap, line, format, unlocked, characters, top);
    }

    /** The look of a cell that people type into. */
    public Look asInput() {
        return new Look(bold, size, Palette.INPUT, Palette.INPUT_FILL, align, wrap, line, format, true, indent, top);
    }

    public Look withTop() {
        return new Look(bold, size, ink, fill, align, wrap, line, format, unlocked, indent, true);
    }
}
