package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.caresql.excel.formula.ExcelKpi;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A KPI over the rows of a data sheet.
 *
 * @param kpi as a worksheet says it
 * @param arguments the column of each argument
 * @param flag the column that is 1 in the rows that count in the period
 */
record DataKpi(ExcelKpi kpi, Map<String, DataColumn> arguments, DataColumn flag) {
    DataKpi {
        requireNonNull(kpi, "kpi is null");
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        requireNonNull(flag, "flag is null");
    }

    String code() {
        return kpi.kpi().name().text();
    }

    /** The same in SQL, over a query that gives the columns by name. */
    String call() {
        return code()
                + arguments.entrySet().stream()
                        .map(argument -> argument.getKey() + " => "
                                + Rows.identifier(argument.getValue().name()))
                        .collect(joining(", ", "(", ")"))
                + " FILTER (WHERE " + Rows.identifier(flag.name()) + " = 1)";
    }
}
