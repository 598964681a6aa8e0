package dev.caresql.formula;

import static java.util.Objects.requireNonNull;

import dev.caresql.sql.PlanRewrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;

/**
 * Replaces every call of a KPI in a plan by the aggregates of its compiled formula: in Aggregate, in windows and in
 * subqueries at any depth.
 */
public final class KpiExpander {
    private final Binder binder;
    private final RowGuard guard;

    /** Creates an expander that finds the columns of bound calls with the given binder and takes rows as they come. */
    public KpiExpander(Binder binder) {
        this(binder, RowGuard.NONE);
    }

    /** Creates an expander that also counts a row once that joins repeat. */
    public KpiExpander(Binder binder, RowGuard guard) {
        this.binder = requireNonNull(binder, "binder is null");
        this.guard = requireNonNull(guard, "guard is null");
    }

    /** The plan without calls of KPIs; its row type is the same. */
    public RelNode expand(RelNode plan) {
        return new Expansion().apply(plan);
    }

    private RelNode expandNode(RelNode node) {
        if (node instanceof Aggregate aggregate
                && aggregate.getAggCallList().stream().anyMatch(KpiExpander::isKpi)) {
            return expandAggregate(aggregate);
        }
        return node instanceof Project project && hasKpiWindow(project) ? expandWindows(project) : node;
    }

    /** One aggregate with its KPIs expanded; its input is left as it is. */
    public RelNode expandAggregate(Aggregate aggregate) {
        return new AggregateExpansion(aggregate, binder, guard).expand();
    }

    private RelNode expandWindows(Project project) {
        WindowExpansion windows = new WindowExpansion(project.getInput(), binder, guard);
        List<RexNode> expressions = new ArrayList<>();
        for (RexNode expression : project.getProjects()) {
            expressions.add(windows.expand(expression));
        }
        return LogicalProject.create(
                windows.input(),
                List.of(),
                expressions,
                project.getRowType().getFieldNames(),
                project.getVariablesSet());
    }

    static boolean isKpi(AggregateCall call) {
        return call.getAggregation() instanceof KpiFunction;
    }

    private static boolean hasKpiWindow(Project project) {
        boolean[] found = new boolean[1];
        RexShuttle finder = new RexShuttle() {
            @Override
            public RexNode visitOver(RexOver over) {
                found[0] |= over.getAggOperator() instanceof KpiFunction;
                return super.visitOver(over);
            }
        };
        project.getProjects().forEach(expression -> expression.accept(finder));
        return found[0];
    }

    private final class Expansion extends PlanRewrite {
        @Override
        protected RelNode rewrite(RelNode node) {
            return expandNode(node);
        }
    }

    /** Finds the columns of a KPI's own table below an aggregate or a window. */
    @FunctionalInterface
    public interface Binder {
        /** The input with the function's columns at its end; throws when they are not to be had, or ambiguous. */
        Bound bind(RelNode input, KpiFunction function);
    }

    /**
     * An input that carries a KPI's columns.
     *
     * @param input the original input with columns added at its end, no more and no fewer rows
     * @param counted the table whose rows are counted
     * @param columns one expression over the input for each column parameter
     * @param options an expression over the input for each option; what stands for an option that a call leaves NULL
     * @param where the rows of the input that count; empty for all
     */
    public record Bound(
            RelNode input, RelNode counted, List<RexNode> columns, List<RexNode> options, Optional<RexNode> where) {
        /** Requires all parts and copies the lists. */
        public Bound {
            requireNonNull(input, "input is null");
            requireNonNull(counted, "counted is null");
            columns = List.copyOf(columns);
            options = List.copyOf(options);
            requireNonNull(where, "where is null");
        }

        /** All arguments of a call that gives these options, and perhaps more operands behind them. */
        List<RexNode> arguments(List<RexNode> given) {
            List<RexNode> all = new ArrayList<>(columns);
            for (int i = 0; i < given.size(); i++) {
                boolean left = i < options.size() && RexUtil.isNullLiteral(given.get(i), true);
                all.add(left ? options.get(i) : given.get(i));
            }
            return all;
        }
    }
}
