package dev.caresql.schema;

import dev.caresql.sql.CareOperators;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.TimestampString;

/** Says CareSQL's own operators in those that Calcite can execute itself, as far as there are any. */
final class StockOperators {
    private final Instant asOf;

    StockOperators(Instant asOf) {
        this.asOf = asOf;
    }

    /** Rewrites the expressions of the topmost Projects and Aggregates that an expansion made. */
    RelNode replace(RelNode expansion) {
        RexShuttle operators = new Operators(expansion.getCluster().getRexBuilder());
        RelNode replaced = expansion.accept(operators);
        if (replaced.getInputs().size() == 1 && !isForeign(replaced.getInput(0))) {
            return replaced.copy(replaced.getTraitSet(), List.of(replace(replaced.getInput(0))));
        }
        return replaced;
    }

    private static boolean isForeign(RelNode node) {
        return !(node instanceof LogicalProject || node instanceof LogicalAggregate);
    }

    private final class Operators extends RexShuttle {
        private final RexBuilder rexBuilder;

        Operators(RexBuilder rexBuilder) {
            this.rexBuilder = rexBuilder;
        }

        @Override
        public RexNode visitCall(RexCall call) {
            RexNode visited = super.visitCall(call);
            if (call.getOperator() == CareOperators.AS_OF) {
                return rexBuilder.makeTimestampLiteral(
                        TimestampString.fromMillisSinceEpoch(asOf.toEpochMilli()),
                        call.getType().getPrecision());
            }
            return call.getOperator() == CareOperators.DIVIDE ? divide((RexCall) visited) : visited;
        }

        private RexNode divide(RexCall call) {
            RelDataTypeFactory types = rexBuilder.getTypeFactory();
            RelDataType number = types.createTypeWithNullability(types.createSqlType(SqlTypeName.DOUBLE), true);
            RexNode dividend = rexBuilder.makeCast(number, call.getOperands().get(0));
            RexNode divisor = rexBuilder.makeCast(number, call.getOperands().get(1));
            RexNode zero = rexBuilder.makeApproxLiteral(BigDecimal.ZERO);
            RexNode isZero = rexBuilder.makeCall(SqlStdOperatorTable.EQUALS, divisor, zero);
            RexNode quotient = rexBuilder.makeCall(SqlStdOperatorTable.DIVIDE, dividend, divisor);
            return rexBuilder.makeCall(SqlStdOperatorTable.CASE, isZero, rexBuilder.makeNullLiteral(number), quotient);
        }
    }
}
