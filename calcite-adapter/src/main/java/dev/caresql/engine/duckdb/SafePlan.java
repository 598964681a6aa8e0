package dev.caresql.engine.duckdb;

import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;

/**
 * Rewrites a mapping's query so that no value stops it: an expression that fails on a row gives NULL, and the row is set
 * aside with its place. Rows that {@link InnerChecks} take out of the sources are not looked for again.
 */
final class SafePlan {
    private final RexBuilder rex;
    private final Failures failures;
    private final Standalone standalone;
    private final boolean inSubQuery;
    private final Set<CorrelationId> variables;
    private final List<Correlated> correlated = new ArrayList<>();

    /**
     * Rewrites a query.
     *
     * @param variables of all rows outside it
     */
    private SafePlan(
            RexBuilder rex,
            Failures failures,
            Standalone standalone,
            boolean inSubQuery,
            Set<CorrelationId> variables) {
        this.rex = rex;
        this.failures = failures;
        this.standalone = standalone;
        this.inSubQuery = inSubQuery;
        this.variables = variables;
    }

    /** The rows of a hoisted plan; those set aside are added to the failures. */
    static PlacedRows of(RelNode plan, Failures failures) {
        return new SafePlan(plan.getCluster().getRexBuilder(), failures, new Standalone(), false, Set.of()).rows(plan);
    }

    private PlacedRows rows(RelNode node) {
        if (node instanceof TableScan scan) {
            return PlacedRows.scan(scan);
        }
        if (node instanceof Project project) {
            return project(project);
        }
        if (node instanceof Filter filter) {
            return filter(filter);
        }
        if (node instanceof Join join) {
            return new SafeJoin(join, this::noted, !inSubQuery).rows(rows(join.getLeft()), rows(join.getRight()));
        }
        if (node instanceof Correlate correlate) {
            return correlate(correlate);
        }
        if (node instanceof SetOp all && hasPlaces(all)) {
            return combined(all);
        }
        if (node instanceof Aggregate aggregate && PlacedRows.canPlace(aggregate)) {
            return rows(aggregate.getInput())
                    .aggregate(aggregate.getGroupSet(), aggregate.getAggCallList())
                    .fenced();
        }
        if (node instanceof Sort) {
            PlacedRows input = rows(node.getInput(0));
            return input.with(node.copy(node.getTraitSet(), List.of(input.rel())));
        }
        PlacedRows others = PlacedRows.without(node.copy(
                node.getTraitSet(),
                node.getInputs().stream()
                        .map(input -> rows(input).withoutPlaces())
                        .toList()));
        return node instanceof Aggregate ? others.fenced() : others;
    }

    private PlacedRows project(Project project) {
        PlacedRows input = rows(project.getInput());
        Guard guard = new Guard(project.getInput(), input, project.getVariablesSet());
        List<RexNode> safe = guard.visitList(project.getProjects());
        PlacedRows rows =
                guard.kept(List.of()).project(safe, project.getRowType().getFieldNames(), project.getVariablesSet());
        // Calcite would merge a projection above into the same SELECT, and TRY takes no window and no sub-query.
        boolean fenced = !project.getProjects().stream().allMatch(CheckedPlan::readsOneRow);
        return fenced ? rows.fenced() : rows;
    }

    /** Whether each of the rows can be told from which row it comes: of several that are the same, from the first. */
    private static boolean hasPlaces(SetOp rows) {
        return rows instanceof Union || ((rows instanceof Intersect || rows instanceof Minus) && !rows.all);
    }

    private PlacedRows combined(SetOp rows) {
        List<PlacedRows> parts = rows.getInputs().stream().map(this::rows).toList();
        if (rows instanceof Union) {
            PlacedRows all = PlacedRows.unionAll(parts);
            return rows.all ? all : all.distinct();
        }
        return PlacedRows.common(parts, rows instanceof Intersect ? JoinRelType.SEMI : JoinRelType.ANTI);
    }

    private PlacedRows correlate(Correlate correlate) {
        SafePlan looked = new SafePlan(rex, failures, standalone, inSubQuery, within(correlate.getVariablesSet()));
        PlacedRows right = looked.rows(correlate.getRight());
        PlacedRows left = settled(rows(correlate.getLeft()), correlate.getVariablesSet(), List.of(), looked.correlated);
        return PlacedRows.correlate(left, right, correlate);
    }

    private Set<CorrelationId> within(Set<CorrelationId> ids) {
        return Sets.union(variables, ids).immutableCopy();
    }

    private PlacedRows filter(Filter filter) {
        PlacedRows input = rows(filter.getInput());
        Guard guard = new Guard(filter.getInput(), input, filter.getVariablesSet());
        List<RexNode> conditions = RelOptUtil.conjunctions(filter.getCondition());
        List<RexNode> safe = guard.visitList(conditions);
        List<RexNode> others = safe.stream().filter(CheckedPlan::readsOneRow).toList();
        return guard.kept(others).filter(RexUtil.composeConjunction(rex, safe), filter.getVariablesSet());
    }

    /**
     * Rows of a sub-query on which an expression fails for the row outside that they are made for.
     *
     * @param reads what the expression reads of rows outside
     */
    private record Correlated(RelNode failing, RexNode expression, List<RexFieldAccess> reads) {
        boolean readsAny(Set<CorrelationId> ids) {
            return reads.stream().anyMatch(read -> ids.contains(variable(read)));
        }

        List<RexInputRef> fields(Set<CorrelationId> ids) {
            return reads.stream()
                    .filter(read -> ids.contains(variable(read)))
                    .map(read -> new RexInputRef(read.getField().getIndex(), read.getType()))
                    .distinct()
                    .toList();
        }

        private static CorrelationId variable(RexFieldAccess read) {
            return ((RexCorrelVariable) read.getReferenceExpr()).id;
        }
    }

    /**
     * The rows for which nothing fails in their sub-queries. Where something reads several rows outside, the outermost of
     * them is set aside.
     */
    private PlacedRows settled(
            PlacedRows input, Set<CorrelationId> ids, List<RexNode> others, List<Correlated> inSubQueries) {
        PlacedRows rows = input;
        for (Correlated sub : inSubQueries) {
            List<RexNode> passed = Expressions.passed(rex, others, sub.expression);
            PlacedRows failing = rows.filter(all(passed, standalone.exists(sub.failing)), ids);
            RexNode exists = standalone.exists(standalone.of(sub.failing, variables));
            PlacedRows alone = standalone(rows.filter(all(passed, exists), ids));
            if (!sub.readsAny(variables) && isClosed(alone)) {
                List<RexInputRef> shown = sub.fields(ids);
                failures.add(
                        alone,
                        shown.isEmpty() ? Standalone.reads(sub.failing, ids) : shown,
                        "NOT_" + InnerChecks.castType(sub.expression));
                rows = rows.filter(Expressions.not(rex, exists), ids);
            } else {
                correlated.add(new Correlated(failing.withoutPlaces(), sub.expression, sub.reads));
            }
        }
        return rows;
    }

    /** Notes rows, or where they depend on a row outside leaves it to the query out there to set that one aside. */
    private void noted(PlacedRows failing, RelNode original, RexNode expression) {
        PlacedRows alone = standalone(failing);
        if (!Expressions.isCorrelated(expression) && isClosed(alone)) {
            failures.add(alone, expression);
        } else {
            correlated.add(
                    new Correlated(failing.withoutPlaces(), expression, Origins.outerReads(original, expression)));
        }
    }

    private RexNode all(List<RexNode> conditions, RexNode last) {
        List<RexNode> all = new ArrayList<>(conditions);
        all.add(last);
        return RexUtil.composeConjunction(rex, all);
    }

    /** Tries the expressions over the rows of one input, and knows which of those rows fail. */
    private final class Guard extends RexShuttle {
        private final RelNode original;
        private final PlacedRows input;
        private final Set<CorrelationId> ids;
        private final Set<RexNode> failing = new LinkedHashSet<>();
        private final List<Correlated> inSubQueries = new ArrayList<>();

        Guard(RelNode original, PlacedRows input, Set<CorrelationId> ids) {
            this.original = original;
            this.input = input;
            this.ids = ids;
        }

        @Override
        public RexNode visitCall(RexCall call) {
            if (Hoist.isNegatedSubQuery(call)) {
                return super.visitCall(call);
            }
            if (!Expressions.canFail(call)) {
                return call;
            }
            if (Expressions.isSafeOperator(call)) {
                return super.visitCall(call);
            }
            boolean found = !inSubQuery && Origins.of(original, call).isPresent();
            if (!found) {
                failing.add(call);
            }
            return CheckedPlan.tried(rex, call);
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery subQuery) {
            SafePlan inner = new SafePlan(rex, failures, standalone, true, within(ids));
            RelNode rows = inner.rows(Hoist.inside(subQuery.rel)).withoutPlaces();
            inSubQueries.addAll(inner.correlated);
            return subQuery.clone(subQuery.getType(), visitList(subQuery.getOperands()))
                    .clone(rows);
        }

        /** The rows on which nothing fails; of the others those are noted that all other conditions let through. */
        PlacedRows kept(List<RexNode> others) {
            PlacedRows rows = input;
            for (RexNode expression : failing) {
                noted(input.filter(failed(others, expression), Set.of()), original, expression);
                rows = rows.filter(Expressions.not(rex, CheckedPlan.failed(rex, expression)), Set.of());
            }
            return settled(rows, ids, others, inSubQueries);
        }

        private RexNode failed(List<RexNode> others, RexNode expression) {
            return all(Expressions.passed(rex, others, expression), CheckedPlan.failed(rex, expression));
        }
    }

    /** Whether the rows are the same whatever row outside asks for them. */
    private static boolean isClosed(PlacedRows rows) {
        return RelOptUtil.getVariablesUsed(rows.rel()).isEmpty();
    }

    /** The rows of a sub-query whatever row outside it asks for them. */
    private PlacedRows standalone(PlacedRows rows) {
        return rows.with(standalone.of(rows.rel(), variables));
    }
}
