package dev.caresql.excel.workbook;

/** The few colours of a workbook, as six hexadecimal digits. */
public final class Palette {
    /** Letters. */
    public static final String INK = "1F2937";

    /** Letters that stand back. */
    public static final String MUTED = "6B7280";

    /** Headers, and the line of actual values. */
    public static final String DEEP = "1F4E79";

    /** Bars. */
    public static final String SOFT = "9DB7D1";

    /** Bands between groups of rows. */
    public static final String BAND = "E9EFF5";

    /** Lines between rows. */
    public static final String LINE = "D9DFE6";

    /** Plans in charts. */
    public static final String PLAN = "C08A2E";

    /** Letters of what people type in. */
    public static final String INPUT = "1D4ED8";

    public static final String INPUT_FILL = "EEF4FE";
    public static final String WHITE = "FFFFFF";
    public static final String GREEN = "2E7D4F";
    public static final String AMBER = "A96A0B";
    public static final String RED = "B3372F";
    public static final String GREEN_FILL = "E4F2E9";
    public static final String AMBER_FILL = "FBF1DC";
    public static final String RED_FILL = "F9E3E1";

    private Palette() {}
}
