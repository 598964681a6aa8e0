package dev.caresql.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
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
        ImmutableBitSet used = aggregate.getGroupSet().union(ImmutableBitSet.of(key));
        for (AggregateCall call : calls) {
            used = used.union(ImmutableBitSet.of(call.getArgList()));
            used = call.filterArg >= 0 ? used.set(call.filterArg) : used;
        }
        List<RexNode> columns = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Mappings.TargetMapping places = Mappings.create(
                MappingType.PARTIAL_FUNCTION, rows.getRowType().getFieldCount(), used.cardinality());
        for (int field : used) {
            places.set(field, columns.size());
            columns.add(RexInputRef.of(field, rows.getRowType()));
            names.add(rows.getRowType().getFieldNames().get(field));
        }
        RelNode slim = Projects.over(rows, columns, names);
        RelNode merged = LogicalAggregate.create(
                slim, List.of(), ImmutableBitSet.range(columns.size()), null, List.of());
        // A Project between the two keeps the SQL writer from taking them for one.
        List<RexNode> same = new ArrayList<>(aggregate.getCluster().getRexBuilder().identityProjects(merged.getRowType()));
        RelNode apart = LogicalProject.create(merged, List.of(), same, names, Set.of());
        return LogicalAggregate.create(
                apart,
                aggregate.getHints(),
                moved(places, aggregate.getGroupSet()),
                aggregate.getGroupSets().stream()
                        .map(set -> moved(places, set))
                        .toList(),
                calls.stream().map(call -> call.transform(places)).toList());
    }

    private static ImmutableBitSet moved(Mappings.TargetMapping places, ImmutableBitSet fields) {
        return ImmutableBitSet.of(fields.toList().stream().map(places::getTarget).toList());
    }
}
