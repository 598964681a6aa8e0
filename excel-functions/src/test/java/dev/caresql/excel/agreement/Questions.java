package dev.caresql.excel.agreement;

import dev.caresql.catalog.KpiParameter;
import dev.caresql.excel.formula.ExcelArgument;
import dev.caresql.excel.formula.ExcelKpi;
import dev.caresql.formula.FormulaCompiler;
import dev.caresql.sql.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A KPI with its own columns and the calls over them: as it is, with a row filter, with one that lets nothing through, and
 * with every option changed in turn.
 *
 * @param columns by the names of the parameters, and {@code m}, the months
 */
record Questions(ExcelKpi kpi, Map<String, List<CellValue>> columns, List<Call> calls) {
    static final int ROWS = 48;
    private static final OptionalInt SOME = OptionalInt.of(3);
    private static final OptionalInt NONE = OptionalInt.of(99);

    static Questions about(ExcelKpi kpi, FormulaCompiler compiler, long seed) {
        RandomCells random = new RandomCells(seed);
        Map<String, List<CellValue>> columns = new LinkedHashMap<>();
        columns.put("m", random.months(ROWS));
        List<KpiParameter> parameters = kpi.kpi().parameters();
        for (KpiParameter parameter : parameters) {
            if (!parameter.isOption() || isColumn(parameter)) {
                columns.put(
                        parameter.name(),
                        random.column(parameter, parameters.indexOf(parameter), compiler.compile(kpi.kpi()), ROWS));
            }
        }
        return new Questions(kpi, columns, calls(kpi));
    }

    private static boolean isColumn(KpiParameter option) {
        return option.isOption()
                && isNull(option)
                && (option.type() == ColumnType.DOUBLE || option.type() == ColumnType.VARCHAR);
    }

    private static boolean isNull(KpiParameter option) {
        return option.defaultValue().orElseThrow().text().equalsIgnoreCase("NULL");
    }

    private static List<Call> calls(ExcelKpi kpi) {
        List<Call> calls = new ArrayList<>();
        for (OptionalInt month : List.of(OptionalInt.empty(), SOME, NONE)) {
            calls.add(new Call(kpi, Map.of(), Map.of(), month));
        }
        Map<String, KpiParameter> columns = new LinkedHashMap<>();
        Map<String, CellValue> period = new LinkedHashMap<>();
        for (KpiParameter option : options(kpi)) {
            if (isColumn(option)) {
                columns.put(option.name(), option);
            } else if (isNull(option)) {
                period.put(option.name(), moment(option, period.size()));
            }
        }
        if (!columns.isEmpty() || !period.isEmpty()) {
            calls.add(new Call(kpi, period, columns, OptionalInt.empty()));
            calls.add(new Call(kpi, period, columns, SOME));
        }
        for (KpiParameter option : options(kpi)) {
            for (CellValue value : others(option)) {
                Map<String, CellValue> given = new LinkedHashMap<>(period);
                given.put(option.name(), value);
                calls.add(new Call(kpi, given, columns, SOME));
            }
        }
        return calls;
    }

    private static List<KpiParameter> options(ExcelKpi kpi) {
        return kpi.arguments().stream()
                .map(ExcelArgument::parameter)
                .filter(KpiParameter::isOption)
                .toList();
    }

    /** The first time that is left NULL is the begin of a period, the second its end. */
    private static CellValue moment(KpiParameter option, int position) {
        if (option.type() == ColumnType.INTEGER) {
            return new CellValue(2.0);
        }
        var time = RandomCells.AS_OF.toLocalDate().minusDays(40).plusDays(30L * position);
        return option.type() == ColumnType.DATE ? new CellValue(time) : new CellValue(time.atStartOfDay());
    }

    /** Values that differ from the default. */
    private static List<CellValue> others(KpiParameter option) {
        String text = option.defaultValue().orElseThrow().text();
        if (isNull(option)) {
            return List.of();
        }
        if (!option.choices().isEmpty()) {
            return option.choices().stream().map(CellValue::new).toList();
        }
        return switch (option.type()) {
            case BOOLEAN -> List.of(new CellValue(!Boolean.parseBoolean(text)));
            case VARCHAR -> List.of(new CellValue("other"));
            default -> List.of(new CellValue(Double.parseDouble(text) * 2 + 1), new CellValue(0.0));
        };
    }
}
