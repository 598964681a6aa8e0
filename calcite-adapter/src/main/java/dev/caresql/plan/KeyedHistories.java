package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import dev.caresql.sql.CareOperators;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunction;

/** Takes back what {@link KeyedCounts} did to an aggregate: an engine reads the counts from lists of its rows. */
final class KeyedHistories {
    private static final Map<SqlAggFunction, SqlFunction> READERS = Map.of(
            CareOperators.FIRST_TRUE_KEYS, CareOperators.FIRST_TRUE,
            CareOperators.LAST_TRUE_KEYS, CareOperators.LAST_TRUE,
            CareOperators.FIRST_AND_LAST_TRUE_KEYS, CareOperators.FIRST_AND_LAST_TRUE);

    private final Aggregate aggregate;
    private final RexBuilder rexBuilder;
    private final List<AggregateCall> calls = new ArrayList<>();

    KeyedHistories(Aggregate aggregate) {
        this.aggregate = aggregate;
        this.rexBuilder = aggregate.getCluster().getRexBuilder();
    }

    RelNode rewrite() {
        int groups = aggregate.getGroupCount();
        List<List<Integer>> places = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            places.add(KeyedCounts.test(call) ? histories(call) : List.of(place(call)));
        }
        RelNode grouped = LogicalAggregate.create(
                aggregate.getInput(), aggregate.getHints(), aggregate.getGroupSet(), aggregate.getGroupSets(), calls);
        List<RexNode> outputs = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            outputs.add(RexInputRef.of(i, grouped.getRowType()));
        }
        for (int i = 0; i < places.size(); i++) {
            AggregateCall call = aggregate.getAggCallList().get(i);
            List<RexNode> read = places.get(i).stream()
                    .map(place -> (RexNode) RexInputRef.of(groups + place, grouped.getRowType()))
                    .toList();
            outputs.add(
                    KeyedCounts.test(call)
                            ? rexBuilder.makeAbstractCast(
                                    call.getType(), rexBuilder.makeCall(reader(call), read), false)
                            : read.get(0));
        }
        return LogicalProject.create(
                grouped, List.of(), outputs, aggregate.getRowType().getFieldNames(), Set.of());
    }

    private static SqlFunction reader(AggregateCall call) {
        return requireNonNull(READERS.get(call.getAggregation()), "no count of keys");
    }

    private List<Integer> histories(AggregateCall call) {
        List<Integer> places = new ArrayList<>();
        List<Integer> arguments = call.getArgList();
        for (int i = 1; i < arguments.size(); i += 2) {
            places.add(place(history(call, List.of(arguments.get(0), arguments.get(i), arguments.get(i + 1)))));
        }
        return places;
    }

    private AggregateCall history(AggregateCall call, List<Integer> arguments) {
        return AggregateCall.create(
                call.getParserPosition(),
                CareOperators.HISTORY,
                false,
                false,
                false,
                List.of(),
                arguments,
                call.filterArg,
                null,
                call.collation,
                aggregate.hasEmptyGroup(),
                aggregate.getInput(),
                null,
                null);
    }

    private int place(AggregateCall call) {
        int known = calls.indexOf(call);
        if (known >= 0) {
            return known;
        }
        calls.add(call);
        return calls.size() - 1;
    }
}
