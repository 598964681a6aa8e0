package dev.caresql.formula;

import java.util.Optional;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.Sarg;

/** Decides comparisons of two text constants, so that an option such as a method leaves no trace in the SQL. */
final class TextConstants {
    private TextConstants() {}

    static RexNode fold(RexBuilder rexBuilder, RexCall call) {
        if (call.getOperands().size() != 2) {
            return call;
        }
        Optional<NlsString> left = text(call.getOperands().get(0));
        RexNode right = call.getOperands().get(1);
        if (left.isEmpty()) {
            return call;
        }
        if (call.getKind() == SqlKind.SEARCH && right instanceof RexLiteral literal) {
            Sarg<?> sarg = literal.getValueAs(Sarg.class);
            return sarg == null ? call : rexBuilder.makeLiteral(contains(sarg, left.get()));
        }
        Optional<NlsString> other = text(right);
        if (other.isPresent() && (call.getKind() == SqlKind.EQUALS || call.getKind() == SqlKind.NOT_EQUALS)) {
            boolean equal = left.get().getValue().equals(other.get().getValue());
            return rexBuilder.makeLiteral(equal == (call.getKind() == SqlKind.EQUALS));
        }
        return call;
    }

    @SuppressWarnings("unchecked")
    private static boolean contains(Sarg<?> sarg, NlsString text) {
        return ((Sarg<NlsString>) sarg)
                .rangeSet.asRanges().stream()
                        .anyMatch(range -> range.hasLowerBound()
                                && range.hasUpperBound()
                                && range.lowerEndpoint().getValue().equals(text.getValue()));
    }

    /** The text of a constant, which may be converted; empty for any other expression. */
    static Optional<NlsString> text(RexNode node) {
        RexNode plain = node;
        while (plain.getKind() == SqlKind.CAST && SqlTypeUtil.inCharFamily(plain.getType())) {
            plain = ((RexCall) plain).getOperands().get(0);
        }
        if (plain instanceof RexLiteral literal && SqlTypeUtil.inCharFamily(literal.getType())) {
            return Optional.ofNullable(literal.getValueAs(NlsString.class));
        }
        return Optional.empty();
    }
}
