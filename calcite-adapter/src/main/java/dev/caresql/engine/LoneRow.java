package dev.caresql.engine;

import dev.caresql.sql.CareOperators;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.Strong;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * The row of a plan that is alone in all its windows. What it gets is known before the rows around it are: it is inserted
 * with the row, so that only rows with neighbours need an UPDATE, of which fewer than half of a company's calls have any.
 */
final class LoneRow {
    private final RelNode plan;
    private final RelNode rows;
    private final RexNode condition;
    private final List<RexLiteral> values;

    private LoneRow(RelNode plan, RelNode rows, RexNode condition, List<RexLiteral> values) {
        this.plan = plan;
        this.rows = rows;
        this.condition = condition;
        this.values = values;
    }

    /**
     * The lone row of a plan that projects and filters a table; empty when its values are no constants.
     *
     * @param plan whose first field is no derived column
     */
    static Optional<LoneRow> of(RelNode plan) {
        RexBuilder rex = plan.getCluster().getRexBuilder();
        RexSimplify simplify = new RexSimplify(rex, RelOptPredicateList.EMPTY, RexUtil.EXECUTOR);
        List<RexNode> fields = new ArrayList<>(rex.identityProjects(plan.getRowType()));
        List<RexNode> conditions = new ArrayList<>();
        RelNode rows = plan;
        while (!rows.getInputs().isEmpty()) {
            if (rows instanceof Project project) {
                fields = RelOptUtil.pushPastProject(fields, project);
                conditions = new ArrayList<>(RelOptUtil.pushPastProject(conditions, project));
            } else if (rows instanceof Filter filter) {
                conditions.add(filter.getCondition());
            } else {
                return Optional.empty();
            }
            rows = rows.getInput(0);
        }
        List<RexLiteral> values = new ArrayList<>();
        for (RexNode field : fields.subList(1, fields.size())) {
            if (simplify.simplify(field.accept(new Alone(rex))) instanceof RexLiteral value) {
                values.add(value);
            }
        }
        return values.size() == fields.size() - 1 && conditions.stream().noneMatch(RexOver::containsOver)
                ? Optional.of(new LoneRow(plan, rows, RexUtil.composeConjunction(rex, conditions), values))
                : Optional.empty();
    }

    /** Whether no more than these columns tells which rows the plan has. */
    boolean dependsOn(Set<String> columns) {
        return RelOptUtil.InputFinder.bits(condition).asList().stream()
                .map(index -> rows.getRowType().getFieldNames().get(index))
                .allMatch(columns::contains);
    }

    /** The plan without the rows that have these values in all fields but the first. */
    RelNode others() {
        RexBuilder rex = plan.getCluster().getRexBuilder();
        List<RexNode> differences = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            RexInputRef field = RexInputRef.of(i + 1, plan.getRowType());
            differences.add(
                    values.get(i).isNull()
                            ? rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, field)
                            : rex.makeCall(SqlStdOperatorTable.IS_DISTINCT_FROM, field, values.get(i)));
        }
        return LogicalFilter.create(plan, RexUtil.composeDisjunction(rex, differences));
    }

    /**
     * The values that are not NULL, by their places among the fields after the first: a plan of one field over the
     * table's rows, which is NULL in rows that the plan leaves out.
     */
    Map<Integer, RelNode> initial() {
        RexBuilder rex = plan.getCluster().getRexBuilder();
        Map<Integer, RelNode> initial = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            RexLiteral value = values.get(i);
            if (!value.isNull()) {
                RexNode otherwise = rex.makeNullLiteral(value.getType());
                RexNode field = condition.isAlwaysTrue()
                        ? value
                        : rex.makeCall(SqlStdOperatorTable.CASE, condition, value, otherwise);
                initial.put(i, LogicalProject.create(rows, List.of(), List.of(field), List.of("initial"), Set.of()));
            }
        }
        return initial;
    }

    /** Puts NULL for the row before and the row after, and for what is NULL whenever an operand is. */
    private static final class Alone extends RexShuttle {
        private final RexBuilder rex;

        Alone(RexBuilder rex) {
            this.rex = rex;
        }

        @Override
        public RexNode visitOver(RexOver over) {
            boolean neighbour = (over.getKind() == SqlKind.LAG || over.getKind() == SqlKind.LEAD)
                    && over.getOperands().size() == 1;
            return neighbour ? rex.makeNullLiteral(over.getType()) : over;
        }

        @Override
        public RexNode visitCall(RexCall call) {
            RexNode visited = super.visitCall(call);
            return visited instanceof RexCall of
                            && isStrict(of)
                            && of.getOperands().stream().anyMatch(operand -> RexUtil.isNullLiteral(operand, true))
                    ? rex.makeNullLiteral(call.getType())
                    : visited;
        }

        private static boolean isStrict(RexCall call) {
            return Strong.policy(call) == Strong.Policy.ANY
                    || call.getOperator() == CareOperators.DIVIDE
                    || CareOperators.timeDiffUnit(call.getOperator()).isPresent();
        }
    }
}
