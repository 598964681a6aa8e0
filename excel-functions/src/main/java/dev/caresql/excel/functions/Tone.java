package dev.caresql.excel.functions;

import dev.caresql.excel.workbook.Look;
import dev.caresql.excel.workbook.Palette;

/** The looks of the function workbook. */
final class Tone {
    static final Look TITLE = Look.PLAIN.withBold().withSize(16).withInk(Palette.DEEP);
    static final Look NOTE = Look.PLAIN.withInk(Palette.MUTED).withWrap().withTop();
    static final Look HEADER =
            Look.PLAIN.withBold().withInk(Palette.WHITE).withFill(Palette.DEEP).withWrap();
    static final Look TEXT = Look.PLAIN.withTop().withWrap().withLine(Palette.LINE);
    static final Look NAME = TEXT.withBold();

    private Tone() {}

    /** A number with so many decimals. */
    static Look number(int decimals) {
        return TEXT.withFormat(decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals));
    }
}
