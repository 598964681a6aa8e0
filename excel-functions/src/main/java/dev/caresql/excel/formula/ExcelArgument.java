package dev.caresql.excel.formula;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.KpiParameter;

/**
 * An argument of a KPI's function in a workbook.
 *
 * @param parameter the parameter of the KPI
 * @param name what the workbook calls it
 */
public record ExcelArgument(KpiParameter parameter, String name) {
    /** Requires both. */
    public ExcelArgument {
        requireNonNull(parameter, "parameter is null");
        requireNonNull(name, "name is null");
    }

    /** Whether a call may leave it out. */
    public boolean isOptional() {
        return parameter.isOption();
    }
}
