package dev.caresql.excel.poi;

import dev.caresql.catalog.KpiParameter;
import dev.caresql.excel.formula.ExcelKpi;
import dev.caresql.excel.formula.ExcelSpan;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Computes KPIs over columns of values without a workbook, as {@link WorkbookKpis} does over ranges. */
public final class KpiCalculator {
    private final Optional<Long> asOf;

    /** Creates a calculator; without an instant AS_OF() is NULL. */
    public KpiCalculator(Optional<LocalDateTime> asOf) {
        this.asOf = asOf.map(Times::millis);
    }

    /**
     * The value of a KPI; empty for NULL.
     *
     * @param columns by the names of the parameters: Number, String, Boolean, LocalDate, LocalDateTime or null; options may
     *     be left out
     */
    public OptionalDouble value(ExcelKpi kpi, Map<String, List<@Nullable Object>> columns) {
        Set<String> leftOut = new HashSet<>();
        List<Column> all = new ArrayList<>();
        for (KpiParameter parameter : kpi.kpi().parameters()) {
            List<@Nullable Object> values = columns.get(parameter.name());
            if (values == null && !parameter.isOption()) {
                throw new IllegalArgumentException(kpi.name() + ": argument '" + parameter.name() + "' is missing");
            }
            if (values == null) {
                leftOut.add(parameter.name());
            }
            all.add(values == null ? Column.NULL : column(values));
        }
        return new KpiValue(kpi, leftOut, () -> asOf).of(all, Optional.empty());
    }

    /** The value of a KPI that is made of others, from theirs in their order; empty for NULL. */
    public OptionalDouble value(ExcelSpan kpi, List<OptionalDouble> parts) {
        @Nullable Object[] values = new Object[parts.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = parts.get(i).isPresent() ? parts.get(i).getAsDouble() : null;
        }
        return new RowCompiler(() -> asOf).compile(kpi.expression()).of(values) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    private static Column column(List<@Nullable Object> values) {
        List<@Nullable Object> converted = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof Number number) {
                converted.add(number.doubleValue());
            } else if (value instanceof LocalDateTime time) {
                converted.add(Times.millis(time));
            } else if (value instanceof LocalDate date) {
                converted.add(Times.millis(date.atStartOfDay()));
            } else {
                converted.add(value);
            }
        }
        return new Column(converted);
    }
}
