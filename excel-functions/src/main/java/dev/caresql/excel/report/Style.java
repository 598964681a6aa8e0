package dev.caresql.excel.report;

import dev.caresql.excel.workbook.Look;
import dev.caresql.excel.workbook.Palette;
import org.apache.poi.ss.usermodel.HorizontalAlignment;

/** How the parts of a report look. */
final class Style {
    static final Look TITLE = Look.PLAIN.withSize(18).withBold().withInk(Palette.DEEP);
    static final Look SUBTITLE = Look.PLAIN.withInk(Palette.MUTED);
    static final Look NOTE = Look.PLAIN.withSize(9).withInk(Palette.MUTED);
    static final Look HEADER =
            Look.PLAIN.withBold().withInk(Palette.WHITE).withFill(Palette.DEEP).withWrap();
    static final Look HEADER_RIGHT = HEADER.withAlign(HorizontalAlignment.RIGHT).withIndent(1);
    static final Look HEADER_CENTER = HEADER.withAlign(HorizontalAlignment.CENTER);
    static final Look BAND = Look.PLAIN.withBold().withInk(Palette.DEEP).withFill(Palette.BAND);
    static final Look BAND_RIGHT = BAND.withAlign(HorizontalAlignment.RIGHT).withIndent(1);
    static final Look BODY = Look.PLAIN.withLine(Palette.LINE);
    static final Look BODY_WRAP = BODY.withWrap();
    static final Look BODY_TOP =
            BODY.withWrap().withTop().withAlign(HorizontalAlignment.LEFT).withIndent(1);
    static final Look HEADER_LEFT = HEADER.withAlign(HorizontalAlignment.LEFT).withIndent(1);
    static final Look BODY_MUTED = BODY.withInk(Palette.MUTED);
    static final Look BODY_CENTER = BODY.withAlign(HorizontalAlignment.CENTER);
    static final Look BODY_NUMBER = BODY.withAlign(HorizontalAlignment.RIGHT).withIndent(1);
    static final Look TILE_LABEL =
            Look.PLAIN.withSize(9).withInk(Palette.MUTED).withFill(Palette.BAND).withAlign(HorizontalAlignment.CENTER);
    static final Look TILE_VALUE = Look.PLAIN
            .withSize(16)
            .withBold()
            .withInk(Palette.DEEP)
            .withFill(Palette.BAND)
            .withAlign(HorizontalAlignment.CENTER);

    private Style() {}
}
