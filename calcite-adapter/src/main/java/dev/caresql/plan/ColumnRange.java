package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.Sarg;

/**
 * A condition that a numeric column lies between bounds, and is therefore not NULL.
 *
 * @param column the column
 * @param range the values that fulfil it
 */
record ColumnRange(RexInputRef column, Range<BigDecimal> range) {
    private static final Set<SqlKind> COMPARISONS = Set.of(
            SqlKind.GREATER_THAN,
            SqlKind.GREATER_THAN_OR_EQUAL,
            SqlKind.LESS_THAN,
            SqlKind.LESS_THAN_OR_EQUAL,
            SqlKind.EQUALS);

    ColumnRange {
        requireNonNull(column, "column is null");
        requireNonNull(range, "range is null");
    }

    /** What a condition says of a column; empty when it says something else or more. */
    static Optional<ColumnRange> of(RexNode condition) {
        if (!(condition instanceof RexCall call)
                || call.getOperands().size() != 2
                || !(call.getOperands().get(0) instanceof RexInputRef column)
                || !(call.getOperands().get(1) instanceof RexLiteral literal)
                || !SqlTypeUtil.isExactNumeric(column.getType())) {
            return Optional.empty();
        }
        if (call.getKind() == SqlKind.SEARCH) {
            return search(literal).map(range -> new ColumnRange(column, range));
        }
        return COMPARISONS.contains(call.getKind()) && literal.getValue() instanceof BigDecimal bound
                ? Optional.of(new ColumnRange(column, range(call.getKind(), bound)))
                : Optional.empty();
    }

    @SuppressWarnings("unchecked") // a Sarg of numbers holds BigDecimal, which is checked first
    private static Optional<Range<BigDecimal>> search(RexLiteral literal) {
        Sarg<?> sarg = literal.getValueAs(Sarg.class);
        if (sarg == null
                || sarg.nullAs == RexUnknownAs.TRUE
                || sarg.rangeSet.asRanges().size() != 1) {
            return Optional.empty();
        }
        Range<?> range = sarg.rangeSet.asRanges().iterator().next();
        boolean numbers = (!range.hasLowerBound() || range.lowerEndpoint() instanceof BigDecimal)
                && (!range.hasUpperBound() || range.upperEndpoint() instanceof BigDecimal);
        return numbers && !range.equals(Range.all()) ? Optional.of((Range<BigDecimal>) range) : Optional.empty();
    }

    private static Range<BigDecimal> range(SqlKind comparison, BigDecimal bound) {
        return switch (comparison) {
            case GREATER_THAN -> Range.greaterThan(bound);
            case GREATER_THAN_OR_EQUAL -> Range.atLeast(bound);
            case LESS_THAN -> Range.lessThan(bound);
            case LESS_THAN_OR_EQUAL -> Range.atMost(bound);
            default -> Range.singleton(bound);
        };
    }

    /** Its bounds as comparisons, without those that a wider range on the same column demands already. */
    List<RexNode> bounds(RexBuilder rexBuilder, Range<BigDecimal> demanded) {
        List<RexNode> bounds = new ArrayList<>();
        if (range.hasLowerBound() && !sameLower(demanded)) {
            boolean closed = range.lowerBoundType() == BoundType.CLOSED;
            SqlOperator operator =
                    closed ? SqlStdOperatorTable.GREATER_THAN_OR_EQUAL : SqlStdOperatorTable.GREATER_THAN;
            bounds.add(compare(rexBuilder, operator, range.lowerEndpoint()));
        }
        if (range.hasUpperBound() && !sameUpper(demanded)) {
            boolean closed = range.upperBoundType() == BoundType.CLOSED;
            SqlOperator operator = closed ? SqlStdOperatorTable.LESS_THAN_OR_EQUAL : SqlStdOperatorTable.LESS_THAN;
            bounds.add(compare(rexBuilder, operator, range.upperEndpoint()));
        }
        return bounds;
    }

    private RexNode compare(RexBuilder rexBuilder, SqlOperator operator, BigDecimal bound) {
        return rexBuilder.makeCall(operator, column, rexBuilder.makeExactLiteral(bound));
    }

    private boolean sameLower(Range<BigDecimal> other) {
        return other.hasLowerBound()
                && other.lowerBoundType() == range.lowerBoundType()
                && other.lowerEndpoint().compareTo(range.lowerEndpoint()) == 0;
    }

    private boolean sameUpper(Range<BigDecimal> other) {
        return other.hasUpperBound()
                && other.upperBoundType() == range.upperBoundType()
                && other.upperEndpoint().compareTo(range.upperEndpoint()) == 0;
    }
}
