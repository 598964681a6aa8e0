package dev.caresql.plan;

import dev.caresql.engine.Shared;
import dev.caresql.formula.PlainCalls;
import dev.caresql.sql.PlanRewrite;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Lets an engine skip the rows that no aggregate counts, although a group of which no row is counted must still
 * appear: aggregates the rows that count, and adds the groups of all rows with nothing counted in them. Looking for
 * groups by one column costs an engine little. Below joins it costs as much as the rest, so there the search is spared
 * where the answer has as many groups as the keys have combinations. Several keys of one table are for {@link Tally}.
 */
final class KeptGroups {
    private static final Set<SqlKind> KINDS =
            Set.of(SqlKind.COUNT, SqlKind.SUM, SqlKind.AVG, SqlKind.MIN, SqlKind.MAX, SqlKind.OTHER_FUNCTION);

    private KeptGroups() {}

    /** Whether the rewrite is possible and worth it: many rows, and few groups in them. */
    static boolean pays(Aggregate aggregate, Project rows) {
        return aggregate.getGroupSets().size() == 1
                && aggregate.getAggCallList().stream().allMatch(KeptGroups::hasMaximum)
                && (isOneColumn(aggregate, rows) || GroupEstimate.hasJoin(rows))
                && Repeatable.test(rows)
                && GroupEstimate.isFew(aggregate);
    }

    /** With a WHERE the search for groups would evaluate that a second time, which costs more than is won. */
    private static boolean isOneColumn(Aggregate aggregate, Project rows) {
        return aggregate.getGroupCount() == 1 && !(rows.getInput() instanceof Filter);
    }

    /** MAX picks the counted one of two results, whatever the aggregate is. */
    private static boolean hasMaximum(AggregateCall call) {
        SqlTypeName type = call.getType().getSqlTypeName();
        return KINDS.contains(call.getAggregation().getKind())
                && (SqlTypeName.NUMERIC_TYPES.contains(type)
                        || SqlTypeName.CHAR_TYPES.contains(type)
                        || SqlTypeName.DATETIME_TYPES.contains(type)
                        || type == SqlTypeName.BOOLEAN);
    }

    /**
     * The aggregate's answer with every group of the rows in it.
     *
     * @param counted the aggregate over the rows that count
     * @param rows all rows, in the columns of the aggregate's input
     */
    static RelNode add(Aggregate counted, Project rows) {
        boolean guarded = GroupEstimate.hasJoin(rows);
        RelNode found = guarded ? Shared.of("counted", counted) : counted;
        RelNode searched = guarded ? guarded(found, counted, rows) : rows;
        RelNode union = LogicalUnion.create(List.of(found, groups(counted, searched)), true);
        int keys = counted.getGroupCount();
        List<AggregateCall> calls = new ArrayList<>();
        for (int i = 0; i < counted.getAggCallList().size(); i++) {
            AggregateCall call = counted.getAggCallList().get(i);
            calls.add(PlainCalls.of(SqlStdOperatorTable.MAX, List.of(keys + i), -1, call.getType(), call.getName()));
        }
        return LogicalAggregate.create(union, List.of(), ImmutableBitSet.range(keys), null, calls);
    }

    /** The groups of the rows; a count in them is 0, every other result NULL. */
    private static RelNode groups(Aggregate counted, RelNode rows) {
        RelNode distinct = LogicalAggregate.create(rows, List.of(), counted.getGroupSet(), null, List.of());
        RexBuilder rexBuilder = rows.getCluster().getRexBuilder();
        List<RexNode> columns = new ArrayList<>(rexBuilder.identityProjects(distinct.getRowType()));
        for (AggregateCall call : counted.getAggCallList()) {
            columns.add(
                    call.getAggregation().getKind() == SqlKind.COUNT
                            ? rexBuilder.makeExactLiteral(BigDecimal.ZERO, call.getType())
                            : rexBuilder.makeNullLiteral(call.getType()));
        }
        return LogicalProject.create(
                distinct, List.of(), columns, counted.getRowType().getFieldNames(), Set.of());
    }

    /** The rows, made of tables that are only read while groups can be missing. */
    private static RelNode guarded(RelNode found, Aggregate counted, Project rows) {
        RelNode missing = Shared.of("missing", missing(found, counted, rows));
        RelNode read = new PlanRewrite() {
            @Override
            protected RelNode rewrite(RelNode node) {
                return node instanceof TableScan ? LogicalFilter.create(node, RexSubQuery.exists(missing)) : node;
            }
        }.apply(rows.getInput());
        return rows.copy(rows.getTraitSet(), read, rows.getProjects(), rows.getRowType());
    }

    /** One row while fewer groups are found than the keys have combinations, else none. */
    private static RelNode missing(RelNode found, Aggregate counted, Project rows) {
        RexBuilder rexBuilder = rows.getCluster().getRexBuilder();
        RelNode counts = count(found, "found");
        RexNode combinations = rexBuilder.makeApproxLiteral(BigDecimal.ONE);
        for (int field : counted.getGroupSet()) {
            GroupKey key = GroupKey.trace(rows, RexInputRef.of(field, rows.getRowType()))
                    .orElseThrow();
            counts = cross(counts, count(values(key), "possible"));
            RexNode values = RexInputRef.of(counts.getRowType().getFieldCount() - 1, counts.getRowType());
            if (key.padded()) {
                values = rexBuilder.makeCall(
                        SqlStdOperatorTable.PLUS, values, rexBuilder.makeExactLiteral(BigDecimal.ONE));
            }
            combinations = rexBuilder.makeCall(SqlStdOperatorTable.MULTIPLY, combinations, values);
        }
        return LogicalFilter.create(
                counts,
                rexBuilder.makeCall(
                        SqlStdOperatorTable.LESS_THAN, RexInputRef.of(0, counts.getRowType()), combinations));
    }

    private static RelNode values(GroupKey key) {
        RelNode column =
                LogicalProject.create(key.scan(), List.of(), List.of(key.expression()), List.of("key_value"), Set.of());
        return LogicalAggregate.create(column, List.of(), ImmutableBitSet.of(0), null, List.of());
    }

    private static RelNode count(RelNode node, String name) {
        RelDataType type = node.getCluster().getTypeFactory().createSqlType(SqlTypeName.BIGINT);
        AggregateCall count = PlainCalls.of(SqlStdOperatorTable.COUNT, List.of(), -1, type, name);
        return LogicalAggregate.create(node, List.of(), ImmutableBitSet.of(), null, List.of(count));
    }

    private static RelNode cross(RelNode left, RelNode right) {
        RelOptCluster cluster = left.getCluster();
        return LogicalJoin.create(
                left, right, List.of(), cluster.getRexBuilder().makeLiteral(true), Set.of(), JoinRelType.INNER);
    }
}
