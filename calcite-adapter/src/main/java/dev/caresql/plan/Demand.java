package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.Range;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * What every row of a set is known to fulfil: conditions, and the bounds of numeric columns.
 *
 * @param conditions taken together by AND
 * @param ranges by column
 */
record Demand(Set<RexNode> conditions, Map<RexInputRef, Range<BigDecimal>> ranges) {
    Demand {
        conditions = Collections.unmodifiableSet(new LinkedHashSet<>(conditions));
        ranges = Collections.unmodifiableMap(new LinkedHashMap<>(ranges));
    }

    /** What the conditions of one filter demand. */
    static Demand of(Collection<RexNode> conditions) {
        Set<RexNode> others = new LinkedHashSet<>();
        Map<RexInputRef, Range<BigDecimal>> ranges = new LinkedHashMap<>();
        for (RexNode condition : conditions) {
            ColumnRange.of(condition)
                    .filter(found -> !ranges.containsKey(found.column())
                            || ranges.get(found.column()).isConnected(found.range()))
                    .ifPresentOrElse(
                            found -> ranges.merge(found.column(), found.range(), Range::intersection),
                            () -> others.add(condition));
        }
        return new Demand(others, ranges);
    }

    /** What both demand; a column's bounds are the widest of the two. */
    Demand common(Demand other) {
        Set<RexNode> both = new LinkedHashSet<>(conditions);
        both.retainAll(other.conditions);
        Map<RexInputRef, Range<BigDecimal>> spans = new LinkedHashMap<>();
        ranges.forEach((column, range) -> {
            Range<BigDecimal> others = other.ranges.get(column);
            Range<BigDecimal> span = others == null ? Range.all() : range.span(others);
            if (!span.equals(Range.all())) {
                spans.put(column, span);
            }
        });
        return new Demand(both, spans);
    }

    /** The same without the conditions that a test refuses. */
    Demand only(Predicate<RexNode> test) {
        Set<RexNode> kept = new LinkedHashSet<>(conditions);
        kept.removeIf(test.negate());
        return new Demand(kept, ranges);
    }

    boolean isEmpty() {
        return conditions.isEmpty() && ranges.isEmpty();
    }

    /** What is left to demand of rows that fulfil this already; the literal TRUE for nothing. */
    RexNode rest(RexBuilder rexBuilder, List<RexNode> wanted) {
        List<RexNode> rest = new ArrayList<>();
        for (RexNode condition : wanted) {
            Optional<ColumnRange> bounded =
                    ColumnRange.of(condition).filter(found -> ranges.containsKey(found.column()));
            if (bounded.isPresent()) {
                rest.addAll(
                        bounded.get().bounds(rexBuilder, rangeOf(bounded.get().column())));
            } else if (!conditions.contains(condition)) {
                rest.add(condition);
            }
        }
        return RexUtil.composeConjunction(rexBuilder, rest);
    }

    /** All of it as one condition. */
    RexNode condition(RexBuilder rexBuilder) {
        List<RexNode> all = new ArrayList<>(conditions);
        ranges.forEach((column, range) -> all.addAll(new ColumnRange(column, range).bounds(rexBuilder, Range.all())));
        return RexUtil.composeConjunction(rexBuilder, all);
    }

    private Range<BigDecimal> rangeOf(RexInputRef column) {
        return requireNonNull(ranges.getOrDefault(column, Range.all()));
    }
}
