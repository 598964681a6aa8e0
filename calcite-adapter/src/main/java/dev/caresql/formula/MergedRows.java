package dev.caresql.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.mapping.MappingType;
import org.apache.calcite.util.mapping.Mappings;

/**
 * An Aggregate over rows of which copies are merged first, one for each group: the engine groups by what is grouped by,
 * the key, and what is counted, which the key fixes.
 *
 * @param rows with copies
 * @param aggregate says what is grouped by
 * @param calls over the rows
 * @param key the columns that are equal in the copies of a row
 */
record MergedRows(RelNode rows, Aggregate aggregate, List<AggregateCall> calls, List<Integer> key) {
    RelNode grouped() {
        ImmutableBitSet used = used();
        ImmutableBitSet constants = constants(used);
        RelNode slim = Projects.over(rows, refs(used.except(constants)), List.of());
        RelNode merged = LogicalAggregate.create(
                slim, List.of(), ImmutableBitSet.range(slim.getRowType().getFieldCount()), null, List.of());
        List<RexNode> above =
                new ArrayList<>(aggregate.getCluster().getRexBuilder().identityProjects(merged.getRowType()));
        Mappings.TargetMapping places =
                Mappings.create(MappingType.PARTIAL_FUNCTION, rows.getRowType().getFieldCount(), used.cardinality());
        int place = 0;
        for (int field : used.except(constants)) {
            places.set(field, place++);
        }
        for (int field : constants) {
            places.set(field, above.size());
            above.add(((Project) rows).getProjects().get(field));
        }
        RelNode apart = LogicalProject.create(merged, List.of(), above, (List<String>) null, Set.of());
        return LogicalAggregate.create(
                apart,
                aggregate.getHints(),
                moved(places, aggregate.getGroupSet()),
                aggregate.getGroupSets().stream().map(set -> moved(places, set)).toList(),
                calls.stream().map(call -> call.transform(places)).toList());
    }

    private ImmutableBitSet used() {
        ImmutableBitSet used = aggregate.getGroupSet().union(ImmutableBitSet.of(key));
        for (AggregateCall call : calls) {
            used = used.union(ImmutableBitSet.of(call.getArgList()));
            used = call.filterArg >= 0 ? used.set(call.filterArg) : used;
        }
        return used;
    }

    /** They stay above the merged rows, since engines want some arguments to be constants. */
    private ImmutableBitSet constants(ImmutableBitSet used) {
        if (!(rows instanceof Project project)) {
            return ImmutableBitSet.of();
        }
        return ImmutableBitSet.of(used.toList().stream()
                .filter(field -> {
                    RexNode expression = project.getProjects().get(field);
                    return RelOptUtil.InputFinder.bits(expression).isEmpty()
                            && RexUtil.SubQueryFinder.find(expression) == null;
                })
                .toList());
    }

    private List<RexNode> refs(ImmutableBitSet fields) {
        List<RexNode> refs = new ArrayList<>();
        fields.forEach(field -> refs.add(RexInputRef.of(field, rows.getRowType())));
        return refs;
    }

    private static ImmutableBitSet moved(Mappings.TargetMapping places, ImmutableBitSet fields) {
        return ImmutableBitSet.of(
                fields.toList().stream().map(places::getTarget).toList());
    }
}
