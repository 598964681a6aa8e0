package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/**
 * A row of the table {@code scorecard}.
 *
 * @param start first day of its period
 * @param scope what it is of
 * @param scopeId which one
 * @param kpi the KPI
 * @param result the figures
 */
record Entry(LocalDate start, Scope scope, String scopeId, KpiInfo kpi, Result result) {
    Entry {
        requireNonNull(start, "start is null");
        requireNonNull(scope, "scope is null");
        requireNonNull(scopeId, "scopeId is null");
        requireNonNull(kpi, "kpi is null");
        requireNonNull(result, "result is null");
    }
}
