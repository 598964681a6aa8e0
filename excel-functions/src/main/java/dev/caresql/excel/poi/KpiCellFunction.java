package dev.caresql.excel.poi;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.KpiParameter;
import dev.caresql.excel.formula.ExcelArgument;
import dev.caresql.excel.formula.ExcelKpi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.poi.ss.formula.OperationEvaluationContext;
import org.apache.poi.ss.formula.eval.ErrorEval;
import org.apache.poi.ss.formula.eval.NumberEval;
import org.apache.poi.ss.formula.eval.ValueEval;
import org.apache.poi.ss.formula.functions.FreeRefFunction;

/** A KPI as a function of a workbook, with the arguments of its LAMBDA. NULL is #N/A, a wrong call is #VALUE!. */
final class KpiCellFunction implements FreeRefFunction {
    private final ExcelKpi kpi;
    private final Supplier<Optional<Long>> asOf;
    private final Map<Set<String>, KpiValue> values = new ConcurrentHashMap<>();

    KpiCellFunction(ExcelKpi kpi, Supplier<Optional<Long>> asOf) {
        this.kpi = requireNonNull(kpi, "kpi is null");
        this.asOf = requireNonNull(asOf, "asOf is null");
    }

    @Override
    public ValueEval evaluate(ValueEval[] given, OperationEvaluationContext context) {
        List<ExcelArgument> arguments = kpi.arguments();
        if (given.length > arguments.size() + 1) {
            return ErrorEval.VALUE_INVALID;
        }
        Map<String, Column> columns = new HashMap<>();
        Set<String> leftOut = new HashSet<>();
        for (int i = 0; i < arguments.size(); i++) {
            KpiParameter parameter = arguments.get(i).parameter();
            boolean missing = i >= given.length || CellReader.isLeftOut(given[i]);
            if (missing && !parameter.isOption()) {
                return ErrorEval.VALUE_INVALID;
            }
            if (missing) {
                leftOut.add(parameter.name());
            } else {
                Column column = CellReader.column(given[i], parameter.type());
                if (!isChoice(parameter, column)) {
                    return ErrorEval.VALUE_INVALID;
                }
                columns.put(parameter.name(), column);
            }
        }
        Optional<boolean[]> where =
                given.length > arguments.size() ? CellReader.mask(given[arguments.size()]) : Optional.empty();
        return evaluate(columns, leftOut, where);
    }

    private static boolean isChoice(KpiParameter parameter, Column column) {
        return parameter.choices().isEmpty() || parameter.choices().contains(String.valueOf(column.value(0)));
    }

    private ValueEval evaluate(Map<String, Column> columns, Set<String> leftOut, Optional<boolean[]> where) {
        List<Column> all = new ArrayList<>();
        for (KpiParameter parameter : kpi.kpi().parameters()) {
            all.add(columns.getOrDefault(parameter.name(), Column.NULL));
        }
        KpiValue value = values.computeIfAbsent(leftOut, key -> new KpiValue(kpi, key, asOf));
        try {
            OptionalDouble result = value.of(all, where);
            return result.isPresent() ? new NumberEval(result.getAsDouble()) : ErrorEval.NA;
        } catch (KpiValue.RowsDiffer e) {
            return ErrorEval.NA;
        }
    }
}
