package dev.caresql.engine;

import dev.caresql.sql.CallRewrite;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Lets a text that is cast to a timestamp say its offset from UTC: engines drop it, so that 10:00+07:00 would be 10:00 in
 * UTC. A text without one is in UTC, as timestamps are.
 */
final class ZonedTexts extends CallRewrite {
    @Override
    protected RexNode rewrite(RexBuilder rexBuilder, RexCall call) {
        boolean safe = call.getKind() == SqlKind.SAFE_CAST;
        if (!(safe || call.getKind() == SqlKind.CAST) || !isOfText(call)) {
            return call;
        }
        RexNode text = call.getOperands().get(0);
        RelDataTypeFactory factory = rexBuilder.getTypeFactory();
        RelDataType zoned = factory.createTypeWithNullability(
                factory.createSqlType(SqlTypeName.TIMESTAMP_TZ, call.getType().getPrecision()),
                call.getType().isNullable());
        return rexBuilder.makeAbstractCast(call.getType(), rexBuilder.makeAbstractCast(zoned, text, safe), safe);
    }

    private static boolean isOfText(RexCall cast) {
        return cast.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP
                && SqlTypeUtil.isCharacter(cast.getOperands().get(0).getType());
    }
}
