package dev.caresql.excel.workbook;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** The styles of a workbook, each made once: Excel takes 64,000 of them. */
public final class Looks {
    private static final String FONT = "Arial";

    private final XSSFWorkbook workbook;
    private final Map<Key, XSSFCellStyle> styles = new HashMap<>();
    private final Map<FontKey, XSSFFont> fonts = new HashMap<>();

    /** Makes the workbook's own letters those of {@link Look#PLAIN}, from which Excel measures the widths of columns. */
    public Looks(XSSFWorkbook workbook) {
        this.workbook = requireNonNull(workbook, "workbook is null");
        XSSFFont standard = workbook.getFontAt(0);
        standard.setFontName(FONT);
        standard.setFontHeightInPoints((short) Look.PLAIN.size());
    }

    /** The style of a look. */
    public XSSFCellStyle style(Look look) {
        return style(look, false);
    }

    /** The style of a look; with the quote prefix, Excel keeps an edited text as text. */
    public XSSFCellStyle style(Look look, boolean quoted) {
        return styles.computeIfAbsent(new Key(look, quoted), this::make);
    }

    /** A colour as the schema wants it: with an alpha byte. */
    public static XSSFColor colour(String hex) {
        return new XSSFColor(HexFormat.of().parseHex("FF" + hex));
    }

    private XSSFCellStyle make(Key key) {
        Look look = key.look();
        XSSFCellStyle style = workbook.createCellStyle();
        style.setFont(fonts.computeIfAbsent(new FontKey(look.bold(), look.size(), look.ink()), this::makeFont));
        style.setAlignment(look.align());
        style.setVerticalAlignment(look.top() ? VerticalAlignment.TOP : VerticalAlignment.CENTER);
        style.setWrapText(look.wrap());
        style.setIndention((short) look.indent());
        style.setDataFormat(workbook.createDataFormat().getFormat(look.format()));
        style.setLocked(!look.unlocked());
        style.setQuotePrefixed(key.quoted());
        if (!look.fill().isEmpty()) {
            style.setFillForegroundColor(colour(look.fill()));
            style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        }
        if (!look.line().isEmpty()) {
            style.setBorderBottom(BorderStyle.THIN);
            style.setBottomBorderColor(colour(look.line()));
        }
        return style;
    }

    private XSSFFont makeFont(FontKey key) {
        XSSFFont font = workbook.createFont();
        font.setFontName(FONT);
        font.setBold(key.bold());
        font.setFontHeightInPoints((short) key.size());
        font.setColor(colour(key.ink()));
        return font;
    }

    private record Key(Look look, boolean quoted) {}

    private record FontKey(boolean bold, int size, String ink) {}
}
