package dev.caresql.catalog;

/** A figure beside the value of a KPI, derived from its formula; its function bears the KPI's name and a suffix. */
public enum KpiComponent {
    /** What the formula divides; not scaled. */
    NUM,
    /** What the formula divides by. */
    DEN,
    /** What is added in the numerator of a difference of two shares, such as the promoters of NPS; not scaled. */
    PLUS,
    /** What is subtracted there, such as the detractors; not scaled. */
    MINUS,
    /** The standard deviation, of a sample, of the values whose mean the KPI is, in its unit; NULL for fewer than two. */
    SD,
    /** How many rows count. */
    N,
    /** How many rows have the arguments that {@code valid} speaks of, but are not valid. */
    INVALID,
    /** The lower end of the interval of confidence, in the KPI's unit. */
    CI_LOW,
    /** The upper end of the interval of confidence, in the KPI's unit. */
    CI_HIGH;

    /** The name of the function, such as {@code NPS_CI_LOW}. */
    public String functionOf(Kpi kpi) {
        return kpi.name().text() + suffix();
    }

    /** Whether a level of confidence and a method can be chosen. */
    public boolean isInterval() {
        return this == CI_LOW || this == CI_HIGH;
    }

    String suffix() {
        return "_" + name();
    }
}
