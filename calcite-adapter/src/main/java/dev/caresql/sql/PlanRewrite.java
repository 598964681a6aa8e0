package dev.caresql.sql;

import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** One rewrite of a plan, applied to every node from the bottom up, in subqueries too. */
public abstract class PlanRewrite extends RelHomogeneousShuttle {
    private final RexShuttle subQueries = new RexShuttle() {
        @Override
        public RexNode visitSubQuery(RexSubQuery subQuery) {
            RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
            RelNode rewritten = visited.rel.accept(PlanRewrite.this);
            return rewritten == visited.rel ? visited : visited.clone(rewritten);
        }
    };

    /** The whole plan, rewritten. */
    public final RelNode apply(RelNode plan) {
        return plan.accept(this);
    }

    /** A node in place of this one, whose inputs and subqueries are rewritten already; the same node to keep it. */
    protected abstract RelNode rewrite(RelNode node);

    @Override
    public final RelNode visit(RelNode other) {
        return rewrite(super.visit(other).accept(subQueries));
    }
}
