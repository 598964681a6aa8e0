package dev.caresql.formula;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/** Which group set a row of an Aggregate belongs to. */
final class GroupingSets {
    private GroupingSets() {}

    /** GROUPING of all that is grouped by. */
    static AggregateCall call(Aggregate aggregate) {
        return PlainCalls.of(
                SqlStdOperatorTable.GROUPING,
                aggregate.getGroupSet().asList(),
                -1,
                aggregate.getCluster().getTypeFactory().createSqlType(SqlTypeName.BIGINT),
                null);
    }

    /** The value that belongs to the row's group set; one is given for each set. */
    static RexNode choose(Aggregate aggregate, RexNode grouping, List<RexNode> values) {
        RexBuilder rexBuilder = aggregate.getCluster().getRexBuilder();
        List<RexNode> branches = new ArrayList<>();
        for (int i = 0; i < values.size() - 1; i++) {
            RexNode number = rexBuilder.makeExactLiteral(
                    BigDecimal.valueOf(
                            number(aggregate, aggregate.getGroupSets().get(i))),
                    grouping.getType());
            branches.add(rexBuilder.makeCall(SqlStdOperatorTable.EQUALS, grouping, number));
            branches.add(values.get(i));
        }
        branches.add(values.get(values.size() - 1));
        return rexBuilder.makeCall(values.get(0).getType(), SqlStdOperatorTable.CASE, branches);
    }

    /** One bit for each expression that is grouped by, the first on the left; set where the group set lacks it. */
    private static long number(Aggregate aggregate, ImmutableBitSet set) {
        long number = 0;
        for (int field : aggregate.getGroupSet()) {
            number = number * 2 + (set.get(field) ? 0 : 1);
        }
        return number;
    }
}
