package dev.caresql.engine.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Sums and averages of decimals may have more digits than the engine's numbers, and the engine tries no aggregate. So the
 * values of a group are listed, and the list is added up by an expression, which can be tried: a group whose sum fails is
 * one row that fails.
 */
final class DecimalSums {
    private static final SqlFunction SUM = ofList("LIST_SUM");
    private static final SqlFunction AVG = ofList("LIST_AVG");

    private DecimalSums() {}

    private static SqlFunction ofList(String name) {
        return SqlBasicFunction.create(
                name, ReturnTypes.ARG0_FORCE_NULLABLE, OperandTypes.ANY, SqlFunctionCategory.NUMERIC);
    }

    /** The same rows; what a projection above reads of them is added up there. */
    static RelNode of(RelNode node) {
        if (node instanceof Aggregate aggregate
                && aggregate.getAggCallList().stream().anyMatch(call -> isSum(aggregate, call))) {
            return listed(aggregate);
        }
        if (node instanceof Project project && project.getInput() instanceof Project sums && isListed(sums)) {
            return LogicalProject.create(
                    sums.getInput(),
                    project.getHints(),
                    RelOptUtil.pushPastProject(project.getProjects(), sums),
                    project.getRowType().getFieldNames(),
                    project.getVariablesSet());
        }
        return node;
    }

    private static boolean isSum(Aggregate aggregate, AggregateCall call) {
        SqlKind kind = call.getAggregation().getKind();
        return (kind == SqlKind.SUM || kind == SqlKind.AVG)
                && SqlTypeName.DECIMAL
                        == aggregate
                                .getInput()
                                .getRowType()
                                .getFieldList()
                                .get(call.getArgList().get(0))
                                .getType()
                                .getSqlTypeName();
    }

    private static boolean isListed(Project sums) {
        return sums.getInput() instanceof Aggregate
                && sums.getProjects().stream()
                        .anyMatch(value -> value instanceof RexCall call
                                && (call.getOperator() == SUM || call.getOperator() == AVG));
    }

    private static RelNode listed(Aggregate aggregate) {
        RexBuilder rex = aggregate.getCluster().getRexBuilder();
        List<AggregateCall> calls = new ArrayList<>();
        List<RexNode> fields = new ArrayList<>();
        int group = aggregate.getGroupCount();
        RelDataType type = aggregate.getRowType();
        for (int i = 0; i < group; i++) {
            fields.add(RexInputRef.of(i, type));
        }
        for (AggregateCall call : aggregate.getAggCallList()) {
            int index = group + calls.size();
            RelDataType result = type.getFieldList().get(index).getType();
            if (isSum(aggregate, call)) {
                AggregateCall list = list(aggregate, call, type.getFieldNames().get(index));
                SqlFunction function = call.getAggregation().getKind() == SqlKind.SUM ? SUM : AVG;
                fields.add(rex.makeCall(result, function, List.of(new RexInputRef(index, list.getType()))));
                calls.add(list);
            } else {
                fields.add(new RexInputRef(index, result));
                calls.add(call);
            }
        }
        RelNode lists = aggregate.copy(
                aggregate.getTraitSet(),
                aggregate.getInput(),
                aggregate.getGroupSet(),
                aggregate.getGroupSets(),
                calls);
        return LogicalProject.create(lists, List.of(), fields, type.getFieldNames(), Set.of());
    }

    private static AggregateCall list(Aggregate aggregate, AggregateCall call, String name) {
        RelDataType value = aggregate
                .getInput()
                .getRowType()
                .getFieldList()
                .get(call.getArgList().get(0))
                .getType();
        return AggregateCall.create(
                SqlLibraryOperators.ARRAY_AGG,
                call.isDistinct(),
                false,
                false,
                List.of(),
                call.getArgList(),
                call.filterArg,
                null,
                call.getCollation(),
                aggregate
                        .getCluster()
                        .getTypeFactory()
                        .createTypeWithNullability(
                                aggregate.getCluster().getTypeFactory().createArrayType(value, -1), true),
                name);
    }
}
