package dev.caresql.excel.report;

import java.util.Optional;

/** Formulas that compute a KPI from the data in the workbook. */
@FunctionalInterface
interface KpiCells {
    /** None: every figure is the value that the database gave. */
    KpiCells NONE = (kpi, scope, id) -> Optional.empty();

    /** The formula of a KPI for the period of the report, in the KPI's own unit; empty where the workbook has none. */
    Optional<Text> find(String kpi, Scope scope, String id);

    /**
     * A formula.
     *
     * @param formula without the sign of equality
     * @param array whether it is computed over arrays
     */
    record Text(String formula, boolean array) {}
}
