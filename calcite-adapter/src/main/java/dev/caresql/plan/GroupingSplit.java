package dev.caresql.plan;

import dev.caresql.sql.PlanRewrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * ROLLUP, CUBE and GROUPING SETS in two steps: an engine puts every row into every grouping set, so the rows are
 * aggregated by all keys first, and the few results by the sets. Only where results can be put together from parts,
 * which a percentile or a count of distinct values cannot.
 */
final class GroupingSplit extends PlanRewrite {
    private static final Set<SqlKind> PARTS = Set.of(SqlKind.COUNT, SqlKind.SUM, SqlKind.MIN, SqlKind.MAX);

    @Override
    protected RelNode rewrite(RelNode node) {
        return node instanceof Aggregate aggregate
                        && aggregate.getGroupSets().size() > 1
                        && aggregate.getAggCallList().stream().allMatch(call -> isGrouping(call) || hasParts(call))
                        && GroupEstimate.isFew(aggregate)
                ? split(aggregate)
                : node;
    }

    private static boolean hasParts(AggregateCall call) {
        return PARTS.contains(call.getAggregation().getKind())
                && !call.isDistinct()
                && !call.isApproximate()
                && call.collation.getKeys().isEmpty();
    }

    private static boolean isGrouping(AggregateCall call) {
        return call.getAggregation().getKind() == SqlKind.GROUPING;
    }

    private static RelNode split(Aggregate aggregate) {
        ImmutableBitSet keys = aggregate.getGroupSet();
        List<AggregateCall> parts = new ArrayList<>();
        List<AggregateCall> wholes = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            if (isGrouping(call)) {
                wholes.add(call.withArgList(
                        call.getArgList().stream().map(keys::indexOf).toList()));
            } else {
                wholes.add(whole(call, keys.cardinality() + parts.size()));
                parts.add(part(call, aggregate.getInput()));
            }
        }
        RelNode fine = LogicalAggregate.create(aggregate.getInput(), aggregate.getHints(), keys, null, parts);
        List<ImmutableBitSet> sets = new ArrayList<>();
        for (ImmutableBitSet set : aggregate.getGroupSets()) {
            sets.add(ImmutableBitSet.of(set.asList().stream().map(keys::indexOf).toList()));
        }
        return LogicalAggregate.create(
                fine,
                aggregate.getHints(),
                ImmutableBitSet.range(keys.cardinality()),
                ImmutableBitSet.ORDERING.immutableSortedCopy(sets),
                wholes);
    }

    /** The call over groups of rows, none of which is empty; that may tell its type from the whole's. */
    private static AggregateCall part(AggregateCall call, RelNode rows) {
        return AggregateCall.create(
                call.getParserPosition(),
                call.getAggregation(),
                false,
                false,
                call.ignoreNulls(),
                call.rexList,
                call.getArgList(),
                call.filterArg,
                null,
                call.collation,
                false,
                rows,
                null,
                call.getName());
    }

    private static AggregateCall whole(AggregateCall part, int column) {
        SqlAggFunction function =
                part.getAggregation().getKind() == SqlKind.COUNT ? SqlStdOperatorTable.SUM0 : part.getAggregation();
        return AggregateCall.create(
                part.getParserPosition(),
                function,
                false,
                false,
                false,
                List.of(),
                List.of(column),
                -1,
                null,
                part.collation,
                part.getType(),
                part.getName());
    }
}
