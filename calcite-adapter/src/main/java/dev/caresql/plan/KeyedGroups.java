package dev.caresql.plan;

import dev.caresql.sql.PlanRewrite;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.sql.SqlKind;

/**
 * Computes what {@link KeyedCounts} counts: by grouping twice where all other aggregates of the query allow it, else from
 * lists of rows, one for each group, which takes several times as long.
 */
final class KeyedGroups extends PlanRewrite {
    private static final Set<SqlKind> PLAIN = Set.of(
            SqlKind.COUNT,
            SqlKind.SUM,
            SqlKind.SUM0,
            SqlKind.AVG,
            SqlKind.MIN,
            SqlKind.MAX,
            SqlKind.ANY_VALUE,
            SqlKind.GROUPING);

    @Override
    protected RelNode rewrite(RelNode node) {
        if (!(node instanceof Aggregate aggregate)
                || aggregate.getAggCallList().stream().noneMatch(KeyedCounts::test)) {
            return node;
        }
        return aggregate.getAggCallList().stream()
                        .allMatch(call -> KeyedCounts.test(call) || countsDistinct(call) || isPlain(call))
                ? new KeysThenGroups(aggregate).rewrite()
                : new KeyedHistories(aggregate).rewrite();
    }

    static boolean countsDistinct(AggregateCall call) {
        return call.getAggregation().getKind() == SqlKind.COUNT
                && call.isDistinct()
                && !call.isApproximate()
                && call.getArgList().size() == 1;
    }

    /** What costs an engine little, for it is computed for each key as well, where nobody asks for it. */
    private static boolean isPlain(AggregateCall call) {
        return PLAIN.contains(call.getAggregation().getKind()) && !call.isDistinct() && !call.isApproximate();
    }
}
