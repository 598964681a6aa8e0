package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

/**
 * A plan that somebody typed into a scorecard sheet, in the KPI's own unit.
 *
 * @param place sheet and cell, such as {@code Scorecard!D9}
 * @param kpi the KPI
 * @param scope COMPANY, DEPARTMENT, TEAM or AGENT
 * @param scopeId which one
 * @param period of the sheet
 * @param value what is to be reached
 */
public record PlanCell(String place, String kpi, Scope scope, String scopeId, Period period, double value) {
    /** Requires all, and a number. */
    public PlanCell {
        requireNonNull(place, "place is null");
        requireNonNull(kpi, "kpi is null");
        requireNonNull(scope, "scope is null");
        requireNonNull(scopeId, "scopeId is null");
        requireNonNull(period, "period is null");
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not a number: " + value);
        }
    }
}
