package dev.caresql.excel.poi;

import dev.caresql.excel.formula.ExcelKpi;
import dev.caresql.formula.StandaloneFormula;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Computes the value of a KPI from its compiled formula over columns of values. */
final class KpiValue {
    private final List<Part> parts = new ArrayList<>();
    private final RowValue result;
    private final int parameters;
    private final int tableColumns;

    /**
     * Prepares the formula.
     *
     * @param leftOut the options that the call leaves out
     * @param asOf what AS_OF() means
     */
    KpiValue(ExcelKpi kpi, Set<String> leftOut, Supplier<Optional<Long>> asOf) {
        StandaloneFormula formula = kpi.formula(leftOut);
        RowCompiler compiler = new RowCompiler(asOf);
        for (StandaloneFormula.Part part : formula.aggregates()) {
            parts.add(new Part(
                    part,
                    part.operands().stream().map(compiler::compile).toList(),
                    part.filter().map(compiler::compile),
                    inputs(part)));
        }
        this.result = compiler.compile(formula.result());
        this.parameters = kpi.kpi().parameters().size();
        this.tableColumns = kpi.kpi().columns().size();
    }

    private static BitSet inputs(StandaloneFormula.Part part) {
        BitSet inputs = new BitSet();
        List<RexNode> nodes = new ArrayList<>(part.operands());
        part.filter().ifPresent(nodes::add);
        nodes.forEach(node -> RelOptUtil.InputFinder.bits(node).forEach(inputs::set));
        return inputs;
    }

    /**
     * The value over columns, one for each parameter of the KPI; a column of one value stands for every row.
     *
     * @param where which rows count; empty for all
     * @throws RowsDiffer where columns that meet have different numbers of rows
     */
    OptionalDouble of(List<Column> columns, Optional<boolean[]> where) {
        @Nullable Object[] values = new Object[parts.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = aggregate(parts.get(i), columns, where);
        }
        return result.of(values) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    private @Nullable Object aggregate(Part part, List<Column> columns, Optional<boolean[]> where) {
        int rows = rows(part, columns, where);
        Aggregation aggregation = new Aggregation(part.formula().call());
        @Nullable Object[] row = new Object[parameters];
        for (int i = 0; i < rows; i++) {
            if (where.isPresent() && !where.get()[where.get().length == 1 ? 0 : i]) {
                continue;
            }
            for (int j = part.inputs().nextSetBit(0); j >= 0; j = part.inputs().nextSetBit(j + 1)) {
                row[j] = columns.get(j).value(i);
            }
            if (part.filter().isEmpty() || part.filter().get().holds(row)) {
                List<@Nullable Object> operands = new ArrayList<>();
                part.operands().forEach(operand -> operands.add(operand.of(row)));
                aggregation.add(operands);
            }
        }
        return aggregation.result();
    }

    /** The rows of the columns that an aggregate is about; one that is about none counts those of the first column. */
    private int rows(Part part, List<Column> columns, Optional<boolean[]> where) {
        boolean ofNoColumn = part.inputs().nextSetBit(0) < 0 || part.inputs().nextSetBit(0) >= tableColumns;
        int rows = ofNoColumn ? columns.get(0).rows() : 1;
        List<Integer> lengths = new ArrayList<>();
        part.inputs().stream().forEach(input -> lengths.add(columns.get(input).rows()));
        where.ifPresent(mask -> lengths.add(mask.length));
        for (int length : lengths) {
            if (length != 1 && rows != 1 && length != rows) {
                throw new RowsDiffer();
            }
            rows = Math.max(rows, length);
        }
        return rows;
    }

    private record Part(
            StandaloneFormula.Part formula, List<RowValue> operands, Optional<RowValue> filter, BitSet inputs) {}

    /** Thrown where columns have different numbers of rows. */
    static final class RowsDiffer extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
