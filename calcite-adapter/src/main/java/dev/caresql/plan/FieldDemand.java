package dev.caresql.plan;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.rex.RexNode;

/**
 * Which values a field may have for its row to be asked for at all.
 *
 * @param values what constants say: texts, and dates as their ISO texts, which have the same order
 * @param from dates or timestamps known when the query runs, such as a parameter; no date before their days is asked for
 * @param until the same; no date after their days is asked for
 */
record FieldDemand(RangeSet<String> values, List<RexNode> from, List<RexNode> until) {
    FieldDemand {
        values = ImmutableRangeSet.copyOf(values);
        from = List.copyOf(from);
        until = List.copyOf(until);
    }

    static FieldDemand of(RangeSet<String> values) {
        return new FieldDemand(values, List.of(), List.of());
    }

    /** The values that both let through. */
    FieldDemand and(FieldDemand other) {
        RangeSet<String> both = TreeRangeSet.create(values);
        both.removeAll(other.values.complement());
        return new FieldDemand(both, joined(from, other.from), joined(until, other.until));
    }

    private static List<RexNode> joined(List<RexNode> one, List<RexNode> other) {
        return Stream.concat(one.stream(), other.stream()).distinct().toList();
    }
}
