package dev.caresql.plan;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;

/**
 * Which values the columns of a table may have for a row to be asked for at all, as far as conditions with constants say so:
 * texts, and dates as their ISO texts, which have the same order.
 *
 * @param allowed by column; a column that is not among them may have any
 */
record ScorecardDemand(Map<String, RangeSet<String>> allowed) {
    private static final String PERIOD = "period_start";
    private static final int ISO_LENGTH = "2026-01-01".length();

    ScorecardDemand {
        allowed = Map.copyOf(allowed);
    }

    static ScorecardDemand any() {
        return new ScorecardDemand(Map.of());
    }

    boolean wantsGrain(String grain) {
        return wants("grain_code", grain);
    }

    boolean wantsScope(String scope) {
        return wants("scope_type", scope);
    }

    boolean wantsKpi(String kpi) {
        return wants("kpi_code", kpi.toUpperCase(Locale.ROOT));
    }

    private boolean wants(String column, String value) {
        RangeSet<String> values = allowed.get(column);
        return values == null || values.contains(value);
    }

    /** Whether there is a period at all that the conditions let through. */
    boolean wantsPeriods() {
        RangeSet<String> periods = allowed.get(PERIOD);
        return periods == null || !periods.isEmpty();
    }

    /** No period that starts before is asked for. */
    Optional<LocalDate> firstPeriod() {
        return periods().filter(Range::hasLowerBound).map(Range::lowerEndpoint).map(LocalDate::parse);
    }

    /** No period that starts later is asked for. */
    Optional<LocalDate> lastPeriod() {
        return periods().filter(Range::hasUpperBound).map(Range::upperEndpoint).map(LocalDate::parse);
    }

    private Optional<Range<String>> periods() {
        return Optional.ofNullable(allowed.get(PERIOD))
                .filter(periods -> !periods.isEmpty())
                .map(RangeSet::span);
    }

    /** What a condition demands of the fields of its input, by position. */
    static Map<Integer, RangeSet<String>> of(RexNode condition, RelNode input) {
        Map<Integer, RangeSet<String>> demands = new HashMap<>();
        RexNode plain = RexUtil.expandSearch(input.getCluster().getRexBuilder(), null, condition);
        for (RexNode term : RelOptUtil.conjunctions(plain)) {
            ofTerm(term).ifPresent(demand -> demands.merge(demand.field(), demand.values(), ScorecardDemand::both));
        }
        return demands;
    }

    /** The values that two conditions on one field let through. */
    static RangeSet<String> both(RangeSet<String> one, RangeSet<String> other) {
        RangeSet<String> both = TreeRangeSet.create(one);
        both.removeAll(other.complement());
        return both;
    }

    private static Optional<Demand> ofTerm(RexNode term) {
        RangeSet<String> values = TreeRangeSet.create();
        int field = -1;
        for (RexNode alternative : RelOptUtil.disjunctions(term)) {
            Optional<Demand> demand = ofComparison(alternative);
            if (demand.isEmpty() || (field >= 0 && field != demand.get().field())) {
                return Optional.empty();
            }
            field = demand.get().field();
            values.addAll(demand.get().values());
        }
        return field < 0 ? Optional.empty() : Optional.of(new Demand(field, values));
    }

    private static Optional<Demand> ofComparison(RexNode comparison) {
        if (!(comparison instanceof RexCall call) || call.getOperands().size() != 2) {
            return Optional.empty();
        }
        RexNode left = KpiColumns.withoutCasts(call.getOperands().get(0));
        RexNode right = KpiColumns.withoutCasts(call.getOperands().get(1));
        boolean turned = left instanceof RexLiteral;
        SqlKind kind = turned ? call.getKind().reverse() : call.getKind();
        RexNode constant = turned ? left : right;
        if (!((turned ? right : left) instanceof RexInputRef column) || !(constant instanceof RexLiteral literal)) {
            return Optional.empty();
        }
        return text(literal, column.getType())
                .flatMap(value -> range(kind, value, column.getType()))
                .map(range -> new Demand(column.getIndex(), TreeRangeSet.create(List.of(range))));
    }

    /** The constant as a text that is equal, and in the same order, just where the values of the column are. */
    private static Optional<String> text(RexLiteral literal, RelDataType column) {
        boolean date = column.getSqlTypeName() == SqlTypeName.DATE;
        if (literal.isNull()) {
            return Optional.empty();
        }
        if (date && literal.getTypeName() == SqlTypeName.DATE) {
            return Optional.of(String.valueOf(literal.getValueAs(DateString.class)));
        }
        return literal.getTypeName() == SqlTypeName.CHAR
                ? Optional.of(String.valueOf(literal.getValueAs(String.class))).filter(text -> !date || isDate(text))
                : Optional.empty();
    }

    /** Whether a text is a day of the calendar as DATE literals spell it; what is none, the engine refuses. */
    private static boolean isDate(String text) {
        try {
            return text.length() == ISO_LENGTH && LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** Texts are compared for equality alone: which of two is less, the engine says. */
    private static Optional<Range<String>> range(SqlKind kind, String value, RelDataType column) {
        if (kind == SqlKind.EQUALS) {
            return Optional.of(Range.singleton(value));
        }
        if (column.getSqlTypeName() != SqlTypeName.DATE) {
            return Optional.empty();
        }
        return switch (kind) {
            case LESS_THAN -> Optional.of(Range.upTo(value, BoundType.OPEN));
            case LESS_THAN_OR_EQUAL -> Optional.of(Range.upTo(value, BoundType.CLOSED));
            case GREATER_THAN -> Optional.of(Range.downTo(value, BoundType.OPEN));
            case GREATER_THAN_OR_EQUAL -> Optional.of(Range.downTo(value, BoundType.CLOSED));
            default -> Optional.empty();
        };
    }

    private record Demand(int field, RangeSet<String> values) {}
}
