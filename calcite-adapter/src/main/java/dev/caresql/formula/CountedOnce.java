package dev.caresql.formula;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * How the KPIs of one Aggregate count a row once in each group, though joins repeat it. Where all calls count the same
 * rows, the copies of a row are merged below the Aggregate; elsewhere one copy is marked for each call that needs it.
 */
final class CountedOnce {
    private final Aggregate aggregate;
    private final List<Optional<RowGuard.Rows>> rows = new ArrayList<>();
    private RelNode input;

    /** Nothing is guarded yet. */
    CountedOnce(Aggregate aggregate, RelNode input) {
        this.aggregate = requireNonNull(aggregate, "aggregate is null");
        this.input = requireNonNull(input, "input is null");
    }

    /** Takes the next call of the Aggregate, which is no KPI, or one that copies of rows do not change. */
    void skip() {
        rows.add(Optional.empty());
    }

    /** Takes the next call of the Aggregate; the input may gain columns. */
    void guard(RowGuard guard, RowGuard.Call call) {
        RowGuard.Rows guarded = guard.guard(input, call);
        input = guarded.input();
        rows.add(guarded.key().isPresent() ? Optional.of(guarded) : Optional.empty());
    }

    /** What a row must fulfil in addition, for each call: a list of conditions of a group set, for each set. */
    List<List<List<RexNode>>> conditions() {
        boolean merged = mergeKey().isPresent();
        Copies copies = new Copies(input);
        List<List<List<RexNode>>> all = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).isEmpty()) {
                all.add(List.of(List.of()));
                continue;
            }
            RowGuard.Rows guarded = rows.get(i).get();
            int filter = aggregate.getAggCallList().get(i).filterArg;
            List<List<RexNode>> sets = new ArrayList<>();
            for (ImmutableBitSet set : groupSets(guarded)) {
                List<RexNode> conditions =
                        new ArrayList<>(guarded.present().stream().toList());
                if (!merged) {
                    conditions.add(copies.first(same(guarded, set, filter), ImmutableList.of()));
                }
                sets.add(conditions);
            }
            all.add(sets);
        }
        input = copies.over(input);
        return all;
    }

    /** The input with all columns that the conditions use. */
    RelNode input() {
        return input;
    }

    /** The group sets that need conditions of their own; one for all when what is grouped by belongs to the row. */
    private List<ImmutableBitSet> groupSets(RowGuard.Rows guarded) {
        boolean ofTheRow = guarded.fixed().contains(aggregate.getGroupSet());
        return ofTheRow ? List.of(ImmutableBitSet.of()) : aggregate.getGroupSets();
    }

    private List<RexNode> same(RowGuard.Rows guarded, ImmutableBitSet set, int filter) {
        List<RexNode> same = new ArrayList<>();
        set.except(guarded.fixed()).forEach(field -> same.add(field(field)));
        same.addAll(guarded.key().orElseThrow());
        if (filter >= 0 && !guarded.fixed().get(filter)) {
            same.add(field(filter));
        }
        return same;
    }

    private RexNode field(int index) {
        return RexInputRef.of(index, input.getRowType());
    }

    /** The key by which copies of rows can be merged before anything is counted; empty when some call needs them. */
    Optional<List<RexNode>> mergeKey() {
        Optional<List<RexNode>> key = Optional.empty();
        for (int i = 0; i < rows.size(); i++) {
            AggregateCall call = aggregate.getAggCallList().get(i);
            if (call.getAggregation().kind == SqlKind.GROUPING) {
                continue;
            }
            if (rows.get(i).isEmpty()
                    || (key.isPresent() && !key.equals(rows.get(i).get().key()))) {
                return Optional.empty();
            }
            RowGuard.Rows guarded = rows.get(i).get();
            key = guarded.key();
            boolean filterVaries = call.filterArg >= 0 && !guarded.fixed().get(call.filterArg);
            if (filterVaries || (groupSets(guarded).size() > 1)) {
                return Optional.empty();
            }
        }
        return key;
    }
}
