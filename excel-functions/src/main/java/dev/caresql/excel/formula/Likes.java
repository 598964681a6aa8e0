package dev.caresql.excel.formula;

import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;

/** LIKE with a constant that begins, ends, or is surrounded with percent signs. */
final class Likes {
    private Likes() {}

    static Cond truth(RowValues values, RexCall like, boolean wanted) {
        if (like.getOperands().size() != 2 || !(like.getOperands().get(1) instanceof RexLiteral literal)) {
            throw new Inexpressible("LIKE with a pattern that is not a constant");
        }
        String pattern = String.valueOf(literal.getValueAs(String.class));
        Cell text = values.cell(like.getOperands().get(0));
        Cond matches = Cond.of(matches(text.value(), pattern));
        return Cond.all(text.known(), wanted ? matches : Cond.not(matches));
    }

    private static Xl matches(Xl text, String pattern) {
        boolean open = pattern.startsWith("%");
        boolean continued = pattern.endsWith("%") && pattern.length() > 1;
        String part = pattern.substring(open ? 1 : 0, pattern.length() - (continued ? 1 : 0));
        if (part.isEmpty() || part.contains("%") || part.contains("_")) {
            throw new Inexpressible("LIKE '" + pattern + "'");
        }
        Xl wanted = Xl.string(part);
        Xl length = Xl.number(part.length());
        if (open && continued) {
            return Xl.call("ISNUMBER", Xl.call("FIND", wanted, text));
        }
        if (open) {
            return Xl.call("EXACT", Xl.call("RIGHT", text, length), wanted);
        }
        return Xl.call("EXACT", continued ? Xl.call("LEFT", text, length) : text, wanted);
    }
}
