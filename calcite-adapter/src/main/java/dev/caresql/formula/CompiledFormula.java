package dev.caresql.formula;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * A KPI's formula in the three parts from which everything else is derived.
 *
 * @param rows expressions over the parameters, as input references in the order of the parameters
 * @param aggregates calls whose arguments and filters are indexes into {@code rows}
 * @param result an expression over the aggregates, as input references in their order
 * @param valid a condition over the parameters; a row for which it is not true counts in no aggregate
 * @param population which rows the aggregates are over
 * @param type of the result, nullable unless the formula can never be NULL
 */
public record CompiledFormula(
        List<RexNode> rows,
        List<AggregateCall> aggregates,
        RexNode result,
        Optional<RexNode> valid,
        Population population,
        RelDataType type) {
    /** Requires all parts and copies the lists. */
    public CompiledFormula {
        rows = List.copyOf(rows);
        aggregates = List.copyOf(aggregates);
        requireNonNull(result, "result is null");
        requireNonNull(valid, "valid is null");
        requireNonNull(population, "population is null");
        requireNonNull(type, "type is null");
    }

    /** Whether rows that stand there twice do not change the result. */
    boolean ignoresCopies() {
        return aggregates.stream()
                .allMatch(call -> call.isDistinct()
                        || call.getAggregation().getKind() == SqlKind.MIN
                        || call.getAggregation().getKind() == SqlKind.MAX);
    }

    /** The rows that a formula is about. */
    public enum Population {
        /** Those for which {@code valid} is true and every value is on its scale. */
        VALID,
        /** Those that have the arguments which {@code valid} needs, but are not valid. */
        INVALID
    }
}
