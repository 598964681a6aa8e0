package dev.caresql.plan;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;

/** Reads off a condition what it demands of fields; what it says otherwise is not demanded. */
final class FieldDemands {
    private static final int ISO_LENGTH = "2026-01-01".length();

    private FieldDemands() {}

    /** What a condition demands of the fields of its input, by position. */
    static Map<Integer, FieldDemand> of(RexNode condition, RelNode input) {
        Map<Integer, FieldDemand> demands = new HashMap<>();
        RexNode plain = RexUtil.expandSearch(input.getCluster().getRexBuilder(), null, condition);
        for (RexNode term : RelOptUtil.conjunctions(plain)) {
            constants(term)
                    .or(() -> Comparison.of(term).flatMap(FieldDemands::whenRun))
                    .ifPresent(found -> demands.merge(found.field(), found.demand(), FieldDemand::and));
        }
        return demands;
    }

    /** Comparisons of one field with constants, of which one must hold. */
    private static Optional<Found> constants(RexNode term) {
        RangeSet<String> values = TreeRangeSet.create();
        int field = -1;
        for (RexNode alternative : RelOptUtil.disjunctions(term)) {
            Optional<Comparison> comparison = Comparison.of(alternative);
            Optional<Range<String>> range = comparison.flatMap(FieldDemands::range);
            if (comparison.isEmpty()
                    || range.isEmpty()
                    || (field >= 0 && field != comparison.get().column().getIndex())) {
                return Optional.empty();
            }
            field = comparison.get().column().getIndex();
            values.add(range.get());
        }
        return field < 0 ? Optional.empty() : Optional.of(new Found(field, FieldDemand.of(values)));
    }

    /** The values that a comparison with a constant lets through; which of two texts is less, the engine says. */
    private static Optional<Range<String>> range(Comparison comparison) {
        boolean date = comparison.isOfDate();
        return comparison.value() instanceof RexLiteral literal
                ? text(literal, date).flatMap(text -> range(date ? comparison.kind() : equalsOnly(comparison), text))
                : Optional.empty();
    }

    private static SqlKind equalsOnly(Comparison comparison) {
        return comparison.kind() == SqlKind.EQUALS ? SqlKind.EQUALS : SqlKind.OTHER;
    }

    private static Optional<Range<String>> range(SqlKind kind, String text) {
        return switch (kind) {
            case EQUALS -> Optional.of(Range.singleton(text));
            case LESS_THAN -> Optional.of(Range.lessThan(text));
            case LESS_THAN_OR_EQUAL -> Optional.of(Range.atMost(text));
            case GREATER_THAN -> Optional.of(Range.greaterThan(text));
            case GREATER_THAN_OR_EQUAL -> Optional.of(Range.atLeast(text));
            default -> Optional.empty();
        };
    }

    private static Optional<String> text(RexLiteral literal, boolean date) {
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

    /** A comparison of a date with a value that is the same for all rows but not known yet. */
    private static Optional<Found> whenRun(Comparison comparison) {
        if (!comparison.isOfDate() || !isTime(comparison.value().getType()) || !isOneForAll(comparison.value())) {
            return Optional.empty();
        }
        List<RexNode> value = List.of(comparison.value());
        RangeSet<String> any = ImmutableRangeSet.of(Range.all());
        Optional<FieldDemand> demand =
                switch (comparison.kind()) {
                    case EQUALS -> Optional.of(new FieldDemand(any, value, value));
                    case GREATER_THAN, GREATER_THAN_OR_EQUAL -> Optional.of(new FieldDemand(any, value, List.of()));
                    case LESS_THAN, LESS_THAN_OR_EQUAL -> Optional.of(new FieldDemand(any, List.of(), value));
                    default -> Optional.empty();
                };
        return demand.map(found -> new Found(comparison.column().getIndex(), found));
    }

    private static boolean isTime(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DATE || type.getSqlTypeName() == SqlTypeName.TIMESTAMP;
    }

    /** Whether an expression reads no row: neither a field, nor a query. */
    private static boolean isOneForAll(RexNode expression) {
        boolean[] one = {
            RexUtil.isDeterministic(expression)
                    && !RexUtil.containsInputRef(expression)
                    && !RexUtil.containsCorrelation(expression)
        };
        expression.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitSubQuery(RexSubQuery subQuery) {
                one[0] = false;
                return super.visitSubQuery(subQuery);
            }
        });
        return one[0];
    }

    /** A field compared with something, which stands on the right. */
    private record Comparison(RexInputRef column, SqlKind kind, RexNode value) {
        static Optional<Comparison> of(RexNode condition) {
            if (!(condition instanceof RexCall call) || call.getOperands().size() != 2) {
                return Optional.empty();
            }
            RexNode left = KpiColumns.withoutCasts(call.getOperands().get(0));
            RexNode right = KpiColumns.withoutCasts(call.getOperands().get(1));
            if (left instanceof RexInputRef column) {
                return Optional.of(new Comparison(
                        column, call.getKind(), value(call.getOperands().get(1))));
            }
            return right instanceof RexInputRef column
                    ? Optional.of(new Comparison(
                            column,
                            call.getKind().reverse(),
                            value(call.getOperands().get(0))))
                    : Optional.empty();
        }

        /** A constant bare, as its cast is known not to change it where it is a text or date; anything else as it is. */
        private static RexNode value(RexNode operand) {
            RexNode bare = KpiColumns.withoutCasts(operand);
            return bare instanceof RexLiteral ? bare : operand;
        }

        boolean isOfDate() {
            return column.getType().getSqlTypeName() == SqlTypeName.DATE;
        }
    }

    private record Found(int field, FieldDemand demand) {}
}
