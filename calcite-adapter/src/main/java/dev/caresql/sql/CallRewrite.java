package dev.caresql.sql;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** A rewrite of the calls of operators in all expressions of a plan, from the inside out. */
public abstract class CallRewrite extends PlanRewrite {
    /** What takes the place of a call, whose operands are rewritten already; the same call to keep it. */
    protected abstract RexNode rewrite(RexBuilder rexBuilder, RexCall call);

    @Override
    protected final RelNode rewrite(RelNode node) {
        RexBuilder rexBuilder = node.getCluster().getRexBuilder();
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                RexNode visited = super.visitCall(call);
                return visited instanceof RexCall result ? rewrite(rexBuilder, result) : visited;
            }
        });
    }
}
