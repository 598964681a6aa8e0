package dev.caresql.excel.report;

import java.util.List;
import java.util.Set;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.util.CellReference;

/** The columns of the scorecard, in their order. Those without a head are hidden; programs read them. */
enum ScorecardColumn {
    NO("head.no", 4, HorizontalAlignment.CENTER),
    LABEL("head.kpi", 44, HorizontalAlignment.LEFT),
    UNIT("head.unit", 16, HorizontalAlignment.LEFT),
    PLAN("head.plan", 14, HorizontalAlignment.RIGHT),
    ACTUAL("head.actual", 14, HorizontalAlignment.RIGHT),
    ATTAINMENT("head.attainment", 13, HorizontalAlignment.RIGHT),
    PREVIOUS("head.previous", 14, HorizontalAlignment.RIGHT),
    CHANGE("head.change", 14, HorizontalAlignment.RIGHT),
    TREND("head.trend", 10, HorizontalAlignment.CENTER),
    COURSE("head.course", 18, HorizontalAlignment.CENTER),
    STATUS("head.status", 17, HorizontalAlignment.LEFT),
    ROWS("head.rows", 9, HorizontalAlignment.RIGHT),
    KPI("", 12, HorizontalAlignment.LEFT),
    SCOPE("", 12, HorizontalAlignment.LEFT),
    SCOPE_ID("", 12, HorizontalAlignment.LEFT),
    DIVISOR("", 12, HorizontalAlignment.RIGHT),
    DIRECTION("", 12, HorizontalAlignment.LEFT),
    BASELINE("", 12, HorizontalAlignment.RIGHT),
    WEIGHT("", 12, HorizontalAlignment.RIGHT),
    CAP("", 12, HorizontalAlignment.RIGHT),
    TOLERANCE_LOW("", 12, HorizontalAlignment.RIGHT),
    TOLERANCE_HIGH("", 12, HorizontalAlignment.RIGHT),
    SCORE("", 12, HorizontalAlignment.RIGHT);

    private static final List<ScorecardColumn> ORDER = List.of(values());

    private static final Set<ScorecardColumn> TELESALES = Set.of(LABEL, UNIT, PLAN, ACTUAL, ATTAINMENT, STATUS);

    private final String head;
    private final double width;
    private final HorizontalAlignment align;

    ScorecardColumn(String head, double width, HorizontalAlignment align) {
        this.head = head;
        this.width = width;
        this.align = align;
    }

    /** Its place, from 0. */
    int index() {
        return ORDER.indexOf(this);
    }

    double width() {
        return width;
    }

    HorizontalAlignment align() {
        return align;
    }

    /** Whether people do not see it in a template. */
    boolean isHidden(ReportRequest.Template template) {
        return head.isEmpty() || template == ReportRequest.Template.TELESALES && !TELESALES.contains(this);
    }

    String head(ReportRequest.Template template) {
        return this == UNIT && template == ReportRequest.Template.TELESALES ? "head.unit.template" : head;
    }

    /** The last column that people see. */
    static ScorecardColumn lastShown() {
        return ROWS;
    }

    /** The letter of the column, with the row counted from 0: such as {@code $D9}. */
    String at(int row) {
        return "$" + letter() + (row + 1);
    }

    /** Such as {@code $D$9:$D$20}. */
    String range(int first, int last) {
        return "$" + letter() + "$" + (first + 1) + ":$" + letter() + "$" + (last + 1);
    }

    /** Such as {@code D9:D20}, as conditional formats write it. */
    String area(int first, int last) {
        return letter() + (first + 1) + ":" + letter() + (last + 1);
    }

    private String letter() {
        return CellReference.convertNumToColString(index());
    }
}
