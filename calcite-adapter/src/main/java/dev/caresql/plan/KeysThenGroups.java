package dev.caresql.plan;

import dev.caresql.formula.Projects;
import dev.caresql.sql.CareOperators;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate by two groupings: rows by group and key, which leaves of a history its ends, then the keys of a group.
 * The first has more sets, so that the rows are read once: the group alone, for all other aggregates, and the group with
 * each value of which the distinct ones are counted.
 */
final class KeysThenGroups {
    private static final int MANY_SETS = 1;

    private final Aggregate aggregate;
    private final RexBuilder rexBuilder;
    private final int groups;
    private final boolean hasSets;
    private final List<RexNode> keys = new ArrayList<>();
    private final List<RexNode> columns = new ArrayList<>();
    private final List<Fine> fine = new ArrayList<>();

    KeysThenGroups(Aggregate aggregate) {
        this.aggregate = aggregate;
        this.rexBuilder = aggregate.getCluster().getRexBuilder();
        this.groups = aggregate.getGroupCount();
        this.hasSets = aggregate.getGroupSets().size() > MANY_SETS;
    }

    RelNode rewrite() {
        aggregate.getGroupSet().forEach(field -> columns.add(field(field)));
        aggregate.getAggCallList().stream().filter(KeysThenGroups::hasKey).forEach(this::key);
        columns.addAll(keys);
        List<Integer> ofKeys =
                IntStream.range(groups, groups + keys.size()).boxed().toList();
        int whichKey = add(new Fine(SqlStdOperatorTable.GROUPING, ofKeys, -1));
        int whichSet = hasSets ? add(new Fine(SqlStdOperatorTable.GROUPING, ofGroups(), -1)) : -1;
        List<List<Integer>> places =
                aggregate.getAggCallList().stream().map(this::fineCalls).toList();
        RelNode rows = fenced(Projects.over(aggregate.getInput(), columns, names()));
        RelNode byKey = LogicalAggregate.create(
                rows,
                aggregate.getHints(),
                ImmutableBitSet.range(groups + keys.size()),
                sets(),
                fine.stream()
                        .map(call -> call.over(rows, aggregate.hasEmptyGroup()))
                        .toList());
        return byGroup(byKey, whichKey, whichSet, places);
    }

    /** A Filter that is always true makes the rows a subquery, so that an engine is told the keys by names. */
    private RelNode fenced(RelNode rows) {
        return LogicalFilter.create(rows, rexBuilder.makeLiteral(true));
    }

    /** Of the rows' columns, unlike those of the results, which some engines let expressions name as well. */
    private List<String> names() {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> i < groups
                        ? "group" + i
                        : i < groups + keys.size() ? "key" + (i - groups) : "value" + (i - groups - keys.size()))
                .toList();
    }

    private static boolean hasKey(AggregateCall call) {
        return KeyedCounts.test(call) || KeyedGroups.countsDistinct(call);
    }

    private List<Integer> ofGroups() {
        return IntStream.range(0, groups).boxed().toList();
    }

    private RexNode field(int index) {
        return RexInputRef.of(index, aggregate.getInput().getRowType());
    }

    /** The place of what stands for the key, or the value, in a row; rows that do not count have none and cost no group. */
    private int key(AggregateCall call) {
        RexNode value = field(call.getArgList().get(0));
        RexNode key = call.filterArg < 0
                ? value
                : rexBuilder.makeCall(
                        SqlStdOperatorTable.CASE,
                        field(call.filterArg),
                        value,
                        rexBuilder.makeNullLiteral(value.getType()));
        if (!keys.contains(key)) {
            keys.add(key);
        }
        return keys.indexOf(key);
    }

    /** Each set of the aggregate alone and with each key. A key has a column of its own, even if groups are by it. */
    private List<ImmutableBitSet> sets() {
        List<Integer> fields = aggregate.getGroupSet().asList();
        List<ImmutableBitSet> sets = new ArrayList<>();
        for (ImmutableBitSet set : aggregate.getGroupSets()) {
            ImmutableBitSet alone = ImmutableBitSet.of(
                    set.asList().stream().map(fields::indexOf).toList());
            sets.add(alone);
            for (int key = 0; key < keys.size(); key++) {
                sets.add(alone.set(groups + key));
            }
        }
        return ImmutableBitSet.ORDERING.immutableSortedCopy(sets);
    }

    /** The calls of the first grouping that a call is made of. */
    private List<Integer> fineCalls(AggregateCall call) {
        List<Integer> arguments = call.getArgList();
        if (KeyedGroups.countsDistinct(call)) {
            return List.of();
        }
        if (call.getAggregation() == CareOperators.FIRST_TRUE_KEYS) {
            return ends(SqlStdOperatorTable.MIN, arguments.get(1), arguments.get(2));
        }
        if (call.getAggregation() == CareOperators.LAST_TRUE_KEYS) {
            return ends(SqlStdOperatorTable.MAX, arguments.get(1), arguments.get(2));
        }
        if (call.getAggregation() == CareOperators.FIRST_AND_LAST_TRUE_KEYS) {
            List<Integer> both = new ArrayList<>(ends(SqlStdOperatorTable.MIN, arguments.get(1), arguments.get(2)));
            both.addAll(ends(SqlStdOperatorTable.MAX, arguments.get(3), arguments.get(4)));
            return both;
        }
        boolean isGrouping = call.getAggregation().getKind() == SqlKind.GROUPING;
        List<Integer> moved = arguments.stream()
                .map(field -> isGrouping ? aggregate.getGroupSet().asList().indexOf(field) : column(field(field)))
                .toList();
        int filter = call.filterArg < 0 ? -1 : column(field(call.filterArg));
        return List.of(add(new Fine(call.getAggregation(), moved, filter)));
    }

    /** The first or last instants at which the flag is true, false and missing. */
    private List<Integer> ends(SqlAggFunction end, int instant, int flag) {
        int place = column(rexBuilder.makeCall(CareOperators.PLACE_IN_HISTORY, field(instant)));
        return List.of(SqlStdOperatorTable.IS_TRUE, SqlStdOperatorTable.IS_FALSE, SqlStdOperatorTable.IS_NULL).stream()
                .map(state -> column(rexBuilder.makeCall(state, field(flag))))
                .map(state -> add(new Fine(end, List.of(place), state)))
                .toList();
    }

    private int column(RexNode expression) {
        int known = columns.subList(groups + keys.size(), columns.size()).indexOf(expression);
        if (known >= 0) {
            return groups + keys.size() + known;
        }
        columns.add(expression);
        return columns.size() - 1;
    }

    private int add(Fine call) {
        int known = fine.indexOf(call);
        if (known >= 0) {
            return known;
        }
        fine.add(call);
        return fine.size() - 1;
    }

    private RelNode byGroup(RelNode byKey, int whichKey, int whichSet, List<List<Integer>> places) {
        List<RexNode> inner = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            inner.add(RexInputRef.of(i, byKey.getRowType()));
        }
        if (hasSets) {
            inner.add(result(byKey, whichSet));
        }
        int outerKeys = inner.size();
        List<Fine> outer = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            AggregateCall call = aggregate.getAggCallList().get(i);
            List<RexNode> parts =
                    places.get(i).stream().map(place -> result(byKey, place)).toList();
            RexNode which = result(byKey, whichKey);
            if (hasKey(call)) {
                outer.add(new Fine(
                        SqlStdOperatorTable.COUNT, List.of(), place(inner, isCounted(call, parts, which, byKey))));
            } else {
                int value = place(inner, parts.get(0));
                outer.add(new Fine(SqlStdOperatorTable.ANY_VALUE, List.of(value), place(inner, isOf(-1, which))));
            }
        }
        RelNode rows = LogicalProject.create(byKey, List.of(), inner, (List<String>) null, Set.of());
        RelNode grouped = LogicalAggregate.create(
                rows,
                List.of(),
                ImmutableBitSet.range(outerKeys),
                null,
                outer.stream().map(call -> call.over(rows, outerKeys == 0)).toList());
        return typed(grouped, outerKeys);
    }

    private static int place(List<RexNode> expressions, RexNode expression) {
        int known = expressions.indexOf(expression);
        if (known >= 0) {
            return known;
        }
        expressions.add(expression);
        return expressions.size() - 1;
    }

    private RexNode result(RelNode byKey, int place) {
        return RexInputRef.of(groups + keys.size() + place, byKey.getRowType());
    }

    /** Whether a row of the first grouping is of a key, or of none (-1); GROUPING sets the bits of all others. */
    private RexNode isOf(int key, RexNode which) {
        long all = (1L << keys.size()) - 1;
        long number = key < 0 ? all : all - (1L << (keys.size() - 1 - key));
        return rexBuilder.makeCall(
                SqlStdOperatorTable.EQUALS,
                which,
                rexBuilder.makeExactLiteral(BigDecimal.valueOf(number), which.getType()));
    }

    private RexNode isCounted(AggregateCall call, List<RexNode> parts, RexNode which, RelNode byKey) {
        int key = key(call);
        List<RexNode> conditions = new ArrayList<>();
        conditions.add(isOf(key, which));
        conditions.add(
                rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, RexInputRef.of(groups + key, byKey.getRowType())));
        if (KeyedCounts.test(call)) {
            boolean isFirst = call.getAggregation() != CareOperators.LAST_TRUE_KEYS;
            conditions.addAll(isFirst ? beginsTrue(parts) : endsTrue(parts));
            if (parts.size() > 3) {
                conditions.addAll(endsTrue(parts.subList(3, 6)));
            }
        }
        RexNode all = RexUtil.composeConjunction(rexBuilder, conditions);
        return all.getType().isNullable() ? rexBuilder.makeCall(SqlStdOperatorTable.IS_TRUE, all) : all;
    }

    /** At one instant false comes before true, and true before a missing flag. */
    private List<RexNode> beginsTrue(List<RexNode> firsts) {
        return List.of(
                rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, firsts.get(0)),
                isNullOr(SqlStdOperatorTable.LESS_THAN, firsts.get(0), firsts.get(1)),
                isNullOr(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, firsts.get(0), firsts.get(2)));
    }

    private List<RexNode> endsTrue(List<RexNode> lasts) {
        return List.of(
                rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, lasts.get(0)),
                isNullOr(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, lasts.get(0), lasts.get(1)),
                isNullOr(SqlStdOperatorTable.GREATER_THAN, lasts.get(0), lasts.get(2)));
    }

    private RexNode isNullOr(SqlOperator comparison, RexNode ofTrue, RexNode other) {
        return rexBuilder.makeCall(
                SqlStdOperatorTable.OR,
                rexBuilder.makeCall(SqlStdOperatorTable.IS_NULL, other),
                rexBuilder.makeCall(comparison, ofTrue, other));
    }

    /** The aggregate's own fields, without the number of the set. */
    private RelNode typed(RelNode grouped, int outerKeys) {
        List<RexNode> outputs = new ArrayList<>();
        for (int i = 0; i < aggregate.getRowType().getFieldCount(); i++) {
            RelDataType wanted = aggregate.getRowType().getFieldList().get(i).getType();
            int place = i < groups ? i : i - groups + outerKeys;
            RexNode value = RexInputRef.of(place, grouped.getRowType());
            outputs.add(value.getType().equals(wanted) ? value : rexBuilder.makeAbstractCast(wanted, value, false));
        }
        return LogicalProject.create(
                grouped, List.of(), outputs, aggregate.getRowType().getFieldNames(), Set.of());
    }

    /** A call whose type follows from the rows that it is over. */
    private record Fine(SqlAggFunction function, List<Integer> arguments, int filter) {
        AggregateCall over(RelNode rows, boolean hasEmptyGroup) {
            return AggregateCall.create(
                    SqlParserPos.ZERO,
                    function,
                    false,
                    false,
                    false,
                    List.of(),
                    arguments,
                    filter,
                    null,
                    RelCollations.EMPTY,
                    hasEmptyGroup,
                    rows,
                    null,
                    (@Nullable String) null);
        }
    }
}
