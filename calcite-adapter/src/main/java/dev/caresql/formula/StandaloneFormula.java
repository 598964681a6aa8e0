package dev.caresql.formula;

import static java.util.Objects.requireNonNull;

import dev.caresql.error.CareSqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/**
 * What a KPI computes over arguments that belong to no plan, such as the columns of a worksheet: the same row
 * expressions and conditions that a query over such arguments is expanded to.
 *
 * @param aggregates the aggregates, with arguments and filters in place
 * @param result an expression over the aggregates, as input references in their order
 */
public record StandaloneFormula(List<Part> aggregates, RexNode result) {
    /** Requires the result and copies the list. */
    public StandaloneFormula {
        aggregates = List.copyOf(aggregates);
        requireNonNull(result, "result is null");
    }

    /**
     * Puts arguments in place.
     *
     * @param arguments one for each parameter; a NULL literal for an option that is left out
     * @throws CareSqlException where the formula needs an option that is left out
     */
    public static StandaloneFormula of(KpiFunction function, List<RexNode> arguments, RexBuilder rexBuilder) {
        FormulaRows rows = new FormulaRows(rexBuilder, function, arguments, List.of());
        List<Part> parts = new ArrayList<>();
        for (AggregateCall call : function.formula().aggregates()) {
            List<RexNode> operands = new ArrayList<>();
            call.getArgList().forEach(row -> operands.add(rows.row(row)));
            parts.add(new Part(call, operands, rows.filter(call.filterArg)));
        }
        return new StandaloneFormula(parts, function.formula().result());
    }

    /**
     * One aggregate.
     *
     * @param call the function and whether it is distinct; its own indexes mean nothing here
     * @param operands what it aggregates, over the arguments
     * @param filter the rows that it counts, over the arguments; empty for all
     */
    public record Part(AggregateCall call, List<RexNode> operands, Optional<RexNode> filter) {
        /** Requires all parts and copies the list. */
        public Part {
            requireNonNull(call, "call is null");
            operands = List.copyOf(operands);
            requireNonNull(filter, "filter is null");
        }
    }
}
