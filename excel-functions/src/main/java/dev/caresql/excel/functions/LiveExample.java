package dev.caresql.excel.functions;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.KpiParameter;
import dev.caresql.excel.formula.ExcelKpi;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Columns over which a KPI has a known value.
 *
 * @param columns by the names of the KPI's columns, in their order
 * @param value what the KPI is over them
 */
record LiveExample(ExcelKpi kpi, Map<String, List<@Nullable Object>> columns, double value) {
    LiveExample {
        requireNonNull(kpi, "kpi is null");
    }

    int rows() {
        return columns.values().iterator().next().size();
    }

    List<KpiParameter> parameters() {
        return kpi.kpi().columns();
    }
}
