package dev.caresql.excel.report;

/** The lengths of a period. */
public enum Grain {
    MONTH(1),
    QUARTER(3),
    YEAR(12);

    private final int months;

    Grain(int months) {
        this.months = months;
    }

    int months() {
        return months;
    }
}
