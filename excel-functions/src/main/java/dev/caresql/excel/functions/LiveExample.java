package dev.caresql.excel.functions;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.KpiParameter;
import dev.caresql.excel.formula.ExcelArgument;
import dev.caresql.excel.formula.ExcelKpi;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Columns over which a KPI has a known value.
 *
 * @param columns by the names of the KPI's columns, in their order
 * @param days options of the call
 * @param value what the KPI is over them
 */
record LiveExample(
        ExcelKpi kpi, Map<String, List<@Nullable Object>> columns, Map<String, LocalDate> days, double value) {
    LiveExample {
        requireNonNull(kpi, "kpi is null");
    }

    int rows() {
        return columns.values().iterator().next().size();
    }

    List<KpiParameter> parameters() {
        return kpi.kpi().columns();
    }

    /** The call, with a reference for each column. */
    String call(UnaryOperator<String> references) {
        String arguments = kpi.arguments().stream()
                .map(ExcelArgument::parameter)
                .map(parameter -> parameter.isOption() ? day(parameter.name()) : references.apply(parameter.name()))
                .collect(Collectors.joining(","));
        return kpi.name() + "(" + arguments.replaceFirst(",+$", "") + ")";
    }

    private String day(String option) {
        LocalDate day = days.get(option);
        return day == null ? "" : "DATE(" + day.getYear() + "," + day.getMonthValue() + "," + day.getDayOfMonth() + ")";
    }
}
