package dev.caresql.excel.agreement;

import dev.caresql.catalog.KpiParameter;
import dev.caresql.excel.formula.ExcelArgument;
import dev.caresql.excel.formula.ExcelKpi;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One call of a KPI over its columns.
 *
 * @param options by name, as constants
 * @param columns options that are given as columns
 * @param month the month of the row filter; empty for all rows
 */
record Call(ExcelKpi kpi, Map<String, CellValue> options, Map<String, KpiParameter> columns, OptionalInt month) {
    /** How it reads in messages, unique among all calls. */
    String id() {
        String given = options.entrySet().stream()
                .map(option ->
                        ", " + option.getKey() + " => " + option.getValue().inFormula())
                .collect(Collectors.joining());
        String more = columns.isEmpty() ? "" : ", columns " + String.join(" ", columns.keySet());
        return kpi.kpi().name().text() + "(" + given + more + ")"
                + (month.isPresent() ? " WHERE month = " + month.getAsInt() : "");
    }

    /** In SQL over columns that have the names of the parameters, and {@code m}. */
    String sql() {
        StringBuilder sql = new StringBuilder(kpi.kpi().name().text()).append('(');
        String separator = "";
        for (KpiParameter parameter : kpi.kpi().parameters()) {
            String name = parameter.name();
            if (!parameter.isOption() || columns.containsKey(name)) {
                sql.append(separator).append(name).append(" => c_").append(name);
                separator = ", ";
            } else if (options.containsKey(name)) {
                sql.append(separator)
                        .append(name)
                        .append(" => ")
                        .append(options.get(name).inSql(parameter.type()));
                separator = ", ";
            }
        }
        sql.append(')');
        month.ifPresent(
                number -> sql.append(" FILTER (WHERE m = ").append(number).append(')'));
        return sql.toString();
    }

    /** The texts of the given arguments by name, with the ranges of columns. */
    Map<String, String> arguments(Function<String, String> ranges) {
        Map<String, String> arguments = new LinkedHashMap<>();
        for (KpiParameter parameter : kpi.kpi().parameters()) {
            String name = parameter.name();
            if (!parameter.isOption() || columns.containsKey(name)) {
                arguments.put(name, ranges.apply(name));
            } else if (options.containsKey(name)) {
                arguments.put(name, options.get(name).inFormula());
            }
        }
        return arguments;
    }

    /** As a person types it, such as {@code NPS(Data!A2:A9,Data!B2:B9=3)}. */
    String typed(Function<String, String> ranges) {
        Map<String, String> arguments = arguments(ranges);
        String typed = kpi.arguments().stream()
                .map(ExcelArgument::parameter)
                .map(parameter -> arguments.getOrDefault(parameter.name(), ""))
                .collect(Collectors.joining(","));
        String call = where(ranges).map(where -> typed + "," + where).orElse(typed.replaceFirst(",+$", ""));
        return kpi.name() + "(" + call + ")";
    }

    Optional<String> where(Function<String, String> ranges) {
        return month.isPresent() ? Optional.of(ranges.apply("m") + "=" + month.getAsInt()) : Optional.empty();
    }
}
