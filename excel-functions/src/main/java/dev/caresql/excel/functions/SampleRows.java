package dev.caresql.excel.functions;

import dev.caresql.catalog.KpiParameter;
import dev.caresql.excel.formula.ExcelArgument;
import dev.caresql.excel.formula.ExcelKpi;
import dev.caresql.excel.poi.KpiCalculator;
import dev.caresql.formula.StandaloneFormula;
import dev.caresql.sql.ColumnType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** A few made-up rows for a KPI whose catalog has no worked example that fits into one table. */
final class SampleRows {
    private static final int ROWS = 8;
    private static final double[] WHOLE = {5, 4, 1, 3, 2, 1, 5, 4};

    /** What is no number is missing. */
    private static final double[] NUMBERS = {30, 45, 120, 600, 20, 60, Double.NaN, 90};

    /** Days before the instant at which items are judged, of the first time of each row. */
    private static final int[] DAYS = {1120, 400, 390, 95, 50, 30, 13, 4};

    private final LocalDateTime asOf;
    private final KpiCalculator calculator;

    SampleRows(LocalDateTime asOf, KpiCalculator calculator) {
        this.asOf = asOf;
        this.calculator = calculator;
    }

    /** Rows over which the KPI has a value; empty where it has none. */
    Optional<LiveExample> make(ExcelKpi kpi) {
        Map<String, LocalDate> period = period(kpi);
        Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
        List<KpiParameter> parameters = kpi.kpi().parameters();
        StandaloneFormula formula = kpi.formula(Set.of());
        int times = 0;
        for (KpiParameter parameter : kpi.kpi().columns()) {
            List<String> texts = List.copyOf(texts(formula, parameters.indexOf(parameter)));
            boolean isTime = parameter.type() == ColumnType.TIMESTAMP || parameter.type() == ColumnType.DATE;
            columns.put(parameter.name(), column(parameter, texts, times));
            times += isTime ? 1 : 0;
        }
        Map<String, List<@Nullable Object>> arguments = new LinkedHashMap<>(columns);
        period.forEach((option, day) -> arguments.put(option, List.of(day)));
        OptionalDouble value = calculator.value(kpi, arguments);
        return value.isPresent()
                ? Optional.of(new LiveExample(kpi, columns, period, value.getAsDouble()))
                : Optional.empty();
    }

    /** The times that a call leaves NULL: the last two months before the instant. */
    private Map<String, LocalDate> period(ExcelKpi kpi) {
        Map<String, LocalDate> period = new LinkedHashMap<>();
        for (ExcelArgument argument : kpi.arguments()) {
            ColumnType type = argument.parameter().type();
            if (argument.isOptional() && (type == ColumnType.TIMESTAMP || type == ColumnType.DATE)) {
                period.put(argument.parameter().name(), asOf.toLocalDate().minusDays(period.isEmpty() ? 60 : 0));
            }
        }
        return period;
    }

    private List<@Nullable Object> column(KpiParameter parameter, List<String> texts, int earlierTimes) {
        List<@Nullable Object> cells = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            cells.add(cell(parameter, texts, earlierTimes, row));
        }
        return cells;
    }

    private @Nullable Object cell(KpiParameter parameter, List<String> texts, int earlierTimes, int row) {
        LocalDateTime time = asOf.minusDays(DAYS[row]).plusHours((long) earlierTimes * (2 + 3L * row));
        boolean open = earlierTimes > 0 && row == 2;
        return switch (parameter.type()) {
            case INTEGER, BIGINT -> WHOLE[row];
            case DOUBLE, DECIMAL -> Double.isNaN(NUMBERS[row]) ? null : NUMBERS[row];
            case BOOLEAN -> row % 3 != 1;
            case VARCHAR -> texts.isEmpty() ? "K" + (row % 5 + 1) : texts.get(row % texts.size());
            case DATE -> open ? null : time.toLocalDate();
            case TIME, TIMESTAMP -> open ? null : time;
        };
    }

    /** The texts that the formula compares a parameter with. */
    private static Set<String> texts(StandaloneFormula formula, int parameter) {
        Set<String> texts = new LinkedHashSet<>();
        for (StandaloneFormula.Part part : formula.aggregates()) {
            List<RexNode> nodes = new ArrayList<>(part.operands());
            part.filter().ifPresent(nodes::add);
            nodes.forEach(node -> node.accept(new Comparisons(parameter, texts)));
        }
        return texts;
    }

    private static final class Comparisons extends RexVisitorImpl<Void> {
        private final int parameter;
        private final Set<String> texts;

        Comparisons(int parameter, Set<String> texts) {
            super(true);
            this.parameter = parameter;
            this.texts = texts;
        }

        @Override
        public Void visitCall(RexCall call) {
            boolean about = call.getOperands().stream()
                    .anyMatch(operand -> operand instanceof RexInputRef ref && ref.getIndex() == parameter);
            for (RexNode operand : call.getOperands()) {
                if (about
                        && operand instanceof RexLiteral literal
                        && !literal.isNull()
                        && SqlTypeUtil.inCharFamily(literal.getType())) {
                    texts.add(String.valueOf(literal.getValueAs(String.class)).replace("%", "_ADS"));
                }
            }
            return super.visitCall(call);
        }
    }
}
