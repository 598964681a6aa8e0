package dev.caresql.plan;

import dev.caresql.formula.PlainCalls;
import dev.caresql.sql.CareOperators;
import dev.caresql.sql.PlanRewrite;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Says what formulas count in the histories of keys as one aggregate each, which {@link KeyedGroups} can compute without
 * a list of all rows. A history that is used otherwise stays what it is.
 */
final class KeyedCounts extends PlanRewrite {
    private static final Map<SqlOperator, SqlAggFunction> COUNTS = Map.of(
            CareOperators.FIRST_TRUE, CareOperators.FIRST_TRUE_KEYS,
            CareOperators.LAST_TRUE, CareOperators.LAST_TRUE_KEYS,
            CareOperators.FIRST_AND_LAST_TRUE, CareOperators.FIRST_AND_LAST_TRUE_KEYS);

    /** Whether an aggregate is one of those that this rewrite makes. */
    static boolean test(AggregateCall call) {
        return COUNTS.containsValue(call.getAggregation());
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        return node instanceof Project results
                        && results.getInput() instanceof Aggregate aggregate
                        && aggregate.getAggCallList().stream().anyMatch(KeyedCounts::isHistory)
                ? new Counts(results, aggregate).rewrite()
                : node;
    }

    private static boolean isHistory(AggregateCall call) {
        return call.getAggregation() == CareOperators.HISTORY;
    }

    /** The rewrite of one aggregate. */
    private static final class Counts {
        private final Project results;
        private final Aggregate aggregate;
        private final RexBuilder rexBuilder;
        private final List<AggregateCall> calls = new ArrayList<>();
        private final Map<Integer, Integer> kept = new HashMap<>();
        private boolean fails;

        Counts(Project results, Aggregate aggregate) {
            this.results = results;
            this.aggregate = aggregate;
            this.rexBuilder = aggregate.getCluster().getRexBuilder();
            for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
                AggregateCall call = aggregate.getAggCallList().get(i);
                if (!isHistory(call)) {
                    kept.put(aggregate.getGroupCount() + i, aggregate.getGroupCount() + calls.size());
                    calls.add(call);
                }
            }
        }

        RelNode rewrite() {
            List<RexNode> outputs = new Outputs().visitList(results.getProjects());
            if (fails) {
                return results;
            }
            RelNode counted = LogicalAggregate.create(
                    aggregate.getInput(),
                    aggregate.getHints(),
                    aggregate.getGroupSet(),
                    aggregate.getGroupSets(),
                    calls);
            return results.copy(results.getTraitSet(), counted, outputs, results.getRowType());
        }

        private Optional<AggregateCall> history(RexNode operand) {
            int call = operand instanceof RexInputRef ref ? ref.getIndex() - aggregate.getGroupCount() : -1;
            return call < 0
                    ? Optional.empty()
                    : Optional.of(aggregate.getAggCallList().get(call))
                            .filter(KeyedCounts::isHistory)
                            .filter(found -> !found.isDistinct());
        }

        private Optional<AggregateCall> count(SqlAggFunction function, RexCall call) {
            Optional<AggregateCall> first = history(call.getOperands().get(0));
            if (first.isEmpty()) {
                return Optional.empty();
            }
            List<Integer> arguments = new ArrayList<>(first.get().getArgList());
            if (call.getOperands().size() > 1) {
                Optional<AggregateCall> last = history(call.getOperands().get(1))
                        .filter(other -> other.filterArg == first.get().filterArg
                                && other.getArgList().get(0).equals(arguments.get(0)));
                if (last.isEmpty()) {
                    return Optional.empty();
                }
                arguments.addAll(last.get().getArgList().subList(1, 3));
            }
            RelDataTypeFactory types = aggregate.getCluster().getTypeFactory();
            RelDataType bigint = types.createTypeWithNullability(types.createSqlType(SqlTypeName.BIGINT), true);
            return Optional.of(PlainCalls.of(function, arguments, first.get().filterArg, bigint, null));
        }

        /** The results over the counts. Where facts meet, a group may have no rows of this one, and so no count. */
        private final class Outputs extends RexShuttle {
            @Override
            public RexNode visitCall(RexCall call) {
                SqlAggFunction function = COUNTS.get(call.getOperator());
                Optional<AggregateCall> count = function == null ? Optional.empty() : count(function, call);
                if (count.isEmpty()) {
                    return super.visitCall(call);
                }
                if (!calls.contains(count.get())) {
                    calls.add(count.get());
                }
                int place = aggregate.getGroupCount() + calls.indexOf(count.get());
                RexNode value = rexBuilder.makeInputRef(count.get().getType(), place);
                return rexBuilder.makeCall(
                        call.getType(),
                        SqlStdOperatorTable.COALESCE,
                        List.of(value, rexBuilder.makeExactLiteral(BigDecimal.ZERO, call.getType())));
            }

            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                if (ref.getIndex() < aggregate.getGroupCount()) {
                    return ref;
                }
                Integer place = kept.get(ref.getIndex());
                fails |= place == null;
                return place == null ? ref : rexBuilder.makeInputRef(ref.getType(), place);
            }
        }
    }
}
