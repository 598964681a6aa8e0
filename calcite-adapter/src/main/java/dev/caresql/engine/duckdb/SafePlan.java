package dev.caresql.engine.duckdb;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
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
    private final boolean inSubQuery;
    private final Set<CorrelationId> variables;
    private final List<Correlated> correlated = new ArrayList<>();

    private SafePlan(RexBuilder rex, Failures failures, boolean inSubQuery, Set<CorrelationId> variables) {
        this.rex = rex;
        this.failures = failures;
        this.inSubQuery = inSubQuery;
        this.variables = variables;
    }

    /** The rows of a hoisted plan; those set aside are added to the failures. */
    static PlacedRows of(RelNode plan, Failures failures) {
        return new SafePlan(plan.getCluster().getRexBuilder(), failures, false, Set.of()).rows(plan);
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
            return new SafeJoin(join, failures, !inSubQuery).rows(rows(join.getLeft()), rows(join.getRight()));
        }
        if (node instanceof Union union) {
            PlacedRows all = PlacedRows.unionAll(
                    union.getInputs().stream().map(this::rows).toList());
            return union.all ? all : all.distinct();
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

    private PlacedRows filter(Filter filter) {
        PlacedRows input = rows(filter.getInput());
        Guard guard = new Guard(filter.getInput(), input, filter.getVariablesSet());
        List<RexNode> conditions = RelOptUtil.conjunctions(filter.getCondition());
        List<RexNode> safe = guard.visitList(conditions);
        List<RexNode> others = safe.stream().filter(CheckedPlan::readsOneRow).toList();
        return guard.kept(others).filter(RexUtil.composeConjunction(rex, safe), filter.getVariablesSet());
    }

    /** A condition of a row outside a sub-query on which something inside it fails. */
    private record Correlated(RelNode failing, RexNode expression) {}

    /** Tries the expressions over the rows of one input, and knows which of those rows fail. */
    private final class Guard extends RexShuttle {
        private final RelNode original;
        private final PlacedRows input;
        private final Set<CorrelationId> ids;
        private final Set<RexNode> failing = new LinkedHashSet<>();
        private final List<Correlated> inSubQueries = new ArrayList<>();
        private final Set<RexCall> outside = new LinkedHashSet<>();

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
            if (Expressions.isCorrelated(call)) {
                if (!variables.containsAll(Expressions.variables(call))) {
                    return call;
                }
                outside.add(call);
            } else if (!RelOptUtil.getVariablesUsed(standalone(input).rel()).isEmpty()) {
                return call;
            } else if (inSubQuery || Origins.of(original, call).isEmpty()) {
                failing.add(call);
            }
            return CheckedPlan.tried(rex, call);
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery subQuery) {
            SafePlan inner = new SafePlan(rex, failures, true, ids);
            RelNode rows = inner.rows(Hoist.inside(subQuery.rel)).withoutPlaces();
            inSubQueries.addAll(inner.correlated);
            return subQuery.clone(subQuery.getType(), visitList(subQuery.getOperands()))
                    .clone(rows);
        }

        /** The rows on which nothing fails; of the others those are noted that all other conditions let through. */
        PlacedRows kept(List<RexNode> others) {
            PlacedRows rows = input;
            for (RexNode expression : failing) {
                failures.add(standalone(input), failed(others, expression), expression);
                rows = rows.filter(Expressions.not(rex, CheckedPlan.failed(rex, expression)), Set.of());
            }
            for (RexCall call : outside) {
                correlated.add(new Correlated(
                        rows.filter(failed(others, call), Set.of()).withoutPlaces(), call));
            }
            for (Correlated sub : inSubQueries) {
                RexNode exists = RexSubQuery.exists(sub.failing);
                List<RexNode> condition = new ArrayList<>(Expressions.passed(rex, others, sub.expression));
                condition.add(exists);
                failures.add(
                        rows.filter(RexUtil.composeConjunction(rex, condition), ids),
                        Expressions.outerRefs(sub.expression),
                        "NOT_" + InnerChecks.castType(sub.expression));
                rows = rows.filter(Expressions.not(rex, exists), ids);
            }
            return rows;
        }

        private RexNode failed(List<RexNode> others, RexNode expression) {
            List<RexNode> condition = new ArrayList<>(Expressions.passed(rex, others, expression));
            condition.add(CheckedPlan.failed(rex, expression));
            return RexUtil.composeConjunction(rex, condition);
        }
    }

    /** The rows of a sub-query whatever row outside it asks for them. */
    private static PlacedRows standalone(PlacedRows rows) {
        return rows.with(rows.rel().accept(new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(RelNode other) {
                RelNode node = super.visit(other);
                return node instanceof Filter filter && Expressions.isCorrelated(filter.getCondition())
                        ? filter.copy(
                                filter.getTraitSet(),
                                filter.getInput(),
                                RexUtil.composeConjunction(
                                        filter.getCluster().getRexBuilder(),
                                        RelOptUtil.conjunctions(filter.getCondition()).stream()
                                                .filter(condition -> !Expressions.isCorrelated(condition))
                                                .toList()))
                        : node;
            }
        }));
    }
}
