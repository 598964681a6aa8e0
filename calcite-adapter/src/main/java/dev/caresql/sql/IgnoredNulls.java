package dev.caresql.sql;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Refuses IGNORE NULLS where the way to algebra loses it, or takes the aggregates inside it for columns. */
final class IgnoredNulls extends SqlBasicVisitor<Void> {
    private boolean inside;

    private IgnoredNulls() {}

    /** Throws {@link ErrorCode#UNSUPPORTED} with what to write instead. */
    static void check(SqlNode validated) {
        validated.accept(new IgnoredNulls());
    }

    @Override
    public Void visit(SqlCall call) {
        boolean before = inside;
        if (call.getKind() == SqlKind.IGNORE_NULLS) {
            SqlCall aggregate = call.operand(0);
            if (!aggregate.getOperator().requiresOver()) {
                String name = aggregate.getOperator().getName().toUpperCase(Locale.ROOT);
                throw refuse(
                        name + " knows no IGNORE NULLS; write " + name + "(x) FILTER (WHERE x IS NOT NULL)", aggregate);
            }
            inside = true;
            aggregate.getOperandList().forEach(operand -> operand.accept(this));
        } else {
            if (inside && call.getOperator().isAggregator()) {
                throw refuse(
                        "IGNORE NULLS is not known for an aggregate inside a window; compute the aggregate in a sub-query",
                        call);
            }
            inside = inside && !call.isA(SqlKind.QUERY);
            super.visit(call);
        }
        inside = before;
        return null;
    }

    private static CareSqlException refuse(String reason, SqlCall call) {
        return new CareSqlException(ErrorCode.UNSUPPORTED, reason + SqlErrors.at(call.getParserPosition()));
    }
}
