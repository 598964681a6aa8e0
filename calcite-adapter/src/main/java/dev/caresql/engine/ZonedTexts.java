package dev.caresql.engine;

import dev.caresql.sql.PlanRewrite;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Lets a text that is cast to a timestamp say its offset from UTC: engines drop it, so that 10:00+07:00 would be 10:00 in
 * UTC. A text without one is in UTC, as timestamps are.
 */
final class ZonedTexts extends PlanRewrite {
    @Override
    protected RelNode rewrite(RelNode node) {
        return node.accept(new Casts(node.getCluster().getRexBuilder()));
    }

    private static final class Casts extends RexShuttle {
        private final RexBuilder rexBuilder;

        Casts(RexBuilder rexBuilder) {
            this.rexBuilder = rexBuilder;
        }

        @Override
        public RexNode visitCall(RexCall call) {
            RexNode visited = super.visitCall(call);
            return visited instanceof RexCall cast && isOfText(cast) ? throughZone(cast) : visited;
        }

        private RexNode throughZone(RexCall cast) {
            boolean safe = cast.getKind() == SqlKind.SAFE_CAST;
            RexNode text = cast.getOperands().get(0);
            RelDataTypeFactory factory = rexBuilder.getTypeFactory();
            RelDataType zoned = factory.createTypeWithNullability(
                    factory.createSqlType(
                            SqlTypeName.TIMESTAMP_TZ, cast.getType().getPrecision()),
                    cast.getType().isNullable());
            return rexBuilder.makeAbstractCast(cast.getType(), rexBuilder.makeAbstractCast(zoned, text, safe), safe);
        }

        private static boolean isOfText(RexCall call) {
            return (call.getKind() == SqlKind.CAST || call.getKind() == SqlKind.SAFE_CAST)
                    && call.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP
                    && SqlTypeUtil.isCharacter(call.getOperands().get(0).getType());
        }
    }
}
