package dev.caresql.engine.duckdb;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Computes windows and sub-queries that stand inside other expressions in a projection of their own below, since the
 * engine tries no expression that contains one.
 */
final class Hoist {
    /** How the names of its fields begin. */
    static final String FIELD = "__inner";

    private Hoist() {}

    /** The same rows; the expressions of its top projection have no window and no sub-query at all. */
    static RelNode of(RelNode plan) {
        RelNode inner = inside(plan);
        return inner instanceof Project project ? hoisted(project, true) : inner;
    }

    /** The same rows, where each window and each sub-query is a field or one of a filter's conditions. */
    static RelNode inside(RelNode plan) {
        return plan.accept(new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(RelNode other) {
                return hoisted(DecimalSums.of(super.visit(other)));
            }
        });
    }

    private static RelNode hoisted(RelNode node) {
        if (node instanceof Project project) {
            return hoisted(project, false);
        }
        if (node instanceof Filter filter) {
            Filter one = merged(filter);
            return one.getInput() instanceof Correlate correlate ? pushed(one, correlate) : hoisted(one);
        }
        RelNode plain = node instanceof Join join ? JoinSubQueries.of(join) : node;
        return plain == node ? node : inside(plain);
    }

    /** Conditions that stand above each other stand side by side, so that a row which one drops breaks no other. */
    private static Filter merged(Filter filter) {
        if (!(filter.getInput() instanceof Filter below)) {
            return filter;
        }
        RexNode both = RexUtil.composeConjunction(
                filter.getCluster().getRexBuilder(), List.of(below.getCondition(), filter.getCondition()));
        return LogicalFilter.create(
                below.getInput(),
                both,
                ImmutableSet.<CorrelationId>builder()
                        .addAll(below.getVariablesSet())
                        .addAll(filter.getVariablesSet())
                        .build());
    }

    /** Conditions on the rows that others are looked up for come before the looking up. */
    private static RelNode pushed(Filter filter, Correlate correlate) {
        RexBuilder rex = filter.getCluster().getRexBuilder();
        RelNode left = correlate.getLeft();
        List<RexNode> above = new ArrayList<>();
        List<RexNode> below = new ArrayList<>();
        for (RexNode condition : RelOptUtil.conjunctions(filter.getCondition())) {
            boolean readsLeft = CheckedPlan.readsOneRow(condition)
                    && RelOptUtil.InputFinder.bits(condition).length()
                            <= left.getRowType().getFieldCount();
            (readsLeft ? below : above).add(condition);
        }
        if (below.isEmpty()) {
            return hoisted(filter);
        }
        RelNode rows = hoisted((RelNode) LogicalFilter.create(left, RexUtil.composeConjunction(rex, below)));
        RelNode looked = correlate.copy(correlate.getTraitSet(), List.of(rows, correlate.getRight()));
        return above.isEmpty()
                ? looked
                : hoisted(LogicalFilter.create(
                        looked, RexUtil.composeConjunction(rex, above), ImmutableSet.copyOf(filter.getVariablesSet())));
    }

    private static RelNode hoisted(Project project, boolean all) {
        Below below = new Below(project.getInput());
        List<RexNode> expressions = project.getProjects().stream()
                .map(expression -> isNested(expression) || all ? expression.accept(below) : expression)
                .toList();
        return below.found.isEmpty()
                ? project
                : LogicalProject.create(
                        below.project(project.getVariablesSet()),
                        project.getHints(),
                        expressions,
                        project.getRowType().getFieldNames(),
                        Set.of());
    }

    private static RelNode hoisted(Filter filter) {
        Below below = new Below(filter.getInput());
        List<RexNode> conditions = RelOptUtil.conjunctions(filter.getCondition()).stream()
                .map(condition -> isNested(condition) ? condition.accept(below) : condition)
                .toList();
        if (below.found.isEmpty()) {
            return filter;
        }
        RelNode rows = LogicalFilter.create(
                below.project(filter.getVariablesSet()),
                RexUtil.composeConjunction(filter.getCluster().getRexBuilder(), conditions),
                ImmutableSet.copyOf(filter.getVariablesSet()));
        RelDataType type = filter.getRowType();
        List<RexNode> fields = new ArrayList<>();
        for (int i = 0; i < type.getFieldCount(); i++) {
            fields.add(RexInputRef.of(i, type));
        }
        return LogicalProject.create(rows, List.of(), fields, type.getFieldNames(), Set.of());
    }

    /** Whether it is a NOT EXISTS or NOT IN: it stays where it is, as the engine's SQL is written for it there. */
    static boolean isNegatedSubQuery(RexNode expression) {
        return expression instanceof RexCall call
                && call.getKind() == SqlKind.NOT
                && call.getOperands().get(0) instanceof RexSubQuery;
    }

    private static boolean isNested(RexNode expression) {
        return !isNegatedSubQuery(expression)
                && !(expression instanceof RexOver)
                && !(expression instanceof RexSubQuery)
                && !CheckedPlan.readsOneRow(expression);
    }

    /** Replaces windows and sub-queries by fields that follow those of the input. */
    private static final class Below extends RexShuttle {
        private final RelNode input;
        private final List<RexNode> found = new ArrayList<>();

        Below(RelNode input) {
            this.input = input;
        }

        @Override
        public RexNode visitOver(RexOver over) {
            return field(over);
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery subQuery) {
            return field(subQuery);
        }

        private RexNode field(RexNode expression) {
            if (!found.contains(expression)) {
                found.add(expression);
            }
            return new RexInputRef(
                    input.getRowType().getFieldCount() + found.indexOf(expression), expression.getType());
        }

        private RelNode project(Set<CorrelationId> variables) {
            List<RexNode> fields =
                    new ArrayList<>(input.getCluster().getRexBuilder().identityProjects(input.getRowType()));
            List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
            for (int i = 0; i < found.size(); i++) {
                fields.add(found.get(i));
                names.add(FIELD + i);
            }
            return LogicalProject.create(input, List.of(), fields, names, variables);
        }
    }
}
