package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.sql.CareOperators;
import dev.caresql.sql.PlanRewrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;

/**
 * Gives the columns of {@code kpis} their meaning: whatever a tool wraps around a KPI's column, SUM, AVG or MAX, it means
 * the KPI of that group.
 */
final class KpiColumns extends PlanRewrite {
    private final Set<String> called;

    /** Creates the rewrite of a plan that calls KPIs of these names as functions. */
    KpiColumns(Set<String> called) {
        this.called = Set.copyOf(called);
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        if (node instanceof Filter filter) {
            requireNoKpi("WHERE", KpiExpression.of(filter.getInput(), filter.getCondition()));
        }
        if (node instanceof Aggregate aggregate) {
            return new KpiAggregates((Aggregate) overFacts(aggregate)).rewrite();
        }
        if (node instanceof Project project) {
            Project read = kpis(project.getInput()).isPresent() ? narrowed(project) : project;
            return read.containsOver() ? windows(read) : read;
        }
        return overFacts(node);
    }

    /** A node that reads kpis without a Project, and so reads all of it. */
    private RelNode overFacts(RelNode node) {
        List<RelNode> inputs = new ArrayList<>();
        for (RelNode input : node.getInputs()) {
            inputs.add(
                    kpis(input).isPresent()
                            ? narrowed((Project) LogicalProject.create(
                                    input,
                                    List.of(),
                                    node.getCluster().getRexBuilder().identityProjects(input.getRowType()),
                                    input.getRowType().getFieldNames(),
                                    Set.of()))
                            : input);
        }
        return inputs.equals(node.getInputs()) ? node : node.copy(node.getTraitSet(), inputs);
    }

    static Optional<KpisTable> kpis(RelNode node) {
        return node instanceof TableScan scan
                ? Optional.ofNullable(scan.getTable().unwrap(KpisTable.class))
                : Optional.empty();
    }

    /** What a query reads of kpis, over the fields that the planner may need for it. */
    private Project narrowed(Project project) {
        TableScan scan = (TableScan) project.getInput();
        FactLayout whole = kpis(scan).orElseThrow().layout();
        List<Integer> used =
                RelOptUtil.InputFinder.bits(project.getProjects(), null).asList();
        FactLayout layout = whole.only(used, called);
        RelOptTable all = RelOptTableImpl.create(
                scan.getTable().getRelOptSchema(),
                layout.all(),
                new FactTable(layout),
                ImmutableList.copyOf(scan.getTable().getQualifiedName()));
        RelNode facts = LogicalTableScan.create(scan.getCluster(), all, List.of());
        List<RexNode> moved = new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                String name = whole.visible().getFieldNames().get(ref.getIndex());
                return RexInputRef.of(layout.visible().getFieldNames().indexOf(name), facts.getRowType());
            }
        }.visitList(project.getProjects());
        return LogicalProject.create(
                facts, project.getHints(), moved, project.getRowType().getFieldNames(), project.getVariablesSet());
    }

    /** Requires that a condition on rows reads no KPI. */
    static void requireNoKpi(String clause, KpiExpression condition) {
        if (condition.hasKpis()) {
            throw new CareSqlException(
                    ErrorCode.UNSUPPORTED,
                    clause + " " + condition.names()
                            + " would judge single rows; a KPI is of a group: write HAVING AVG("
                            + condition.kpis().get(0).name() + ") ... instead");
        }
    }

    /** Requires that a function around KPIs is one of those that mean the KPI of the group. */
    static void requireMeasure(SqlAggFunction function, boolean isDistinct, KpiExpression expression) {
        boolean known =
                switch (function.getKind()) {
                    case AVG, SUM, SUM0, MIN, MAX, ANY_VALUE, SINGLE_VALUE -> true;
                    case COUNT ->
                        !isDistinct
                                && expression
                                        .column()
                                        .filter(kpi -> kpi.parts().isEmpty())
                                        .isPresent();
                    default ->
                        function == CareOperators.AGGREGATE
                                || function == CareOperators.MEASURE
                                || function == CareOperators.MEDIAN;
                };
        if (!known) {
            throw noMeaning(function.getName(), isDistinct ? "DISTINCT " : "", expression);
        }
    }

    static CareSqlException noMeaning(String function, KpiExpression expression) {
        return noMeaning(function, "", expression);
    }

    private static CareSqlException noMeaning(String function, String quantifier, KpiExpression expression) {
        String kpi = expression.kpis().get(0).name();
        return new CareSqlException(
                ErrorCode.UNSUPPORTED,
                function + "(" + quantifier + expression.names() + ") has no meaning: " + kpi
                        + " is a KPI of a group already; write AVG(" + kpi + ")");
    }

    private static RelNode windows(Project project) {
        List<RexNode> expressions = new KpiWindows(project.getInput()).visitList(project.getProjects());
        return LogicalProject.create(
                project.getInput(),
                project.getHints(),
                expressions,
                project.getRowType().getFieldNames(),
                project.getVariablesSet());
    }

    /** The KPI that a field is, however many levels carried it up. */
    static Optional<KpiColumn> kpi(RelNode node, int field) {
        if (node instanceof Project project) {
            return withoutCasts(project.getProjects().get(field)) instanceof RexInputRef ref
                    ? kpi(project.getInput(), ref.getIndex())
                    : Optional.empty();
        }
        if (node instanceof Filter || node instanceof Sort) {
            return kpi(node.getInput(0), field);
        }
        if (node instanceof Join join) {
            int left = join.getLeft().getRowType().getFieldCount();
            return field < left ? kpi(join.getLeft(), field) : kpi(join.getRight(), field - left);
        }
        return FactUnion.layout(node).flatMap(layout -> layout.kpiAt(field));
    }

    /**
     * What an aggregate's argument says of KPIs: a column, an expression over columns, or CASE WHEN condition THEN either END, the
     * way in which tools write the KPI of some of the rows; empty when it reads none.
     */
    static Optional<Measured> measured(RelNode node, int field) {
        if (node instanceof Project project
                && withoutCasts(project.getProjects().get(field)) instanceof RexCall call
                && call.getKind() == SqlKind.CASE
                && call.getOperands().size() == 3
                && RexUtil.isNullLiteral(call.getOperands().get(2), true)) {
            KpiExpression condition =
                    KpiExpression.of(project.getInput(), call.getOperands().get(0));
            KpiExpression value =
                    KpiExpression.of(project.getInput(), call.getOperands().get(1));
            if (value.hasKpis() && !condition.hasKpis()) {
                return Optional.of(
                        new Measured(value, Optional.of(call.getOperands().get(0))));
            }
        }
        return Optional.of(KpiExpression.of(node, field))
                .filter(KpiExpression::hasKpis)
                .map(expression -> new Measured(expression, Optional.empty()));
    }

    static RexNode withoutCasts(RexNode expression) {
        return expression.getKind() == SqlKind.CAST
                ? withoutCasts(((RexCall) expression).getOperands().get(0))
                : expression;
    }

    /**
     * KPIs of some or all rows.
     *
     * @param condition which rows, over the input of the Project that holds the expression
     */
    record Measured(KpiExpression expression, Optional<RexNode> condition) {
        Measured {
            requireNonNull(expression, "expression is null");
            requireNonNull(condition, "condition is null");
        }
    }
}
