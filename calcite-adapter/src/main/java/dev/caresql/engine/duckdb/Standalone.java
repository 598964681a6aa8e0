package dev.caresql.engine.duckdb;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.caresql.sql.PlanRewrite;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;

/**
 * The rows of a sub-query whatever row outside asks for them: conditions on the rows outside are left out. Below a group, a
 * window or a limit they stay, since without them there would be other groups.
 */
final class Standalone {
    private final Set<RelNode> failing = new HashSet<>();

    /** Whether there are rows on which something fails: this condition is never left out itself. */
    RexNode exists(RelNode rows) {
        failing.add(rows);
        return RexSubQuery.exists(rows);
    }

    /** The rows without conditions on those rows outside. */
    RelNode of(RelNode rows, Set<CorrelationId> outside) {
        return rows.accept(new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(RelNode other) {
                boolean whole = other instanceof Aggregate
                        || (other instanceof Sort sort && (sort.fetch != null || sort.offset != null))
                        || (other instanceof Project project && project.containsOver());
                if (whole) {
                    return other;
                }
                RelNode node = super.visit(other);
                return node instanceof Filter filter ? filter(filter, outside) : node;
            }
        });
    }

    /** The fields of those rows outside that the rows depend on. */
    static List<RexInputRef> reads(RelNode rows, Set<CorrelationId> outside) {
        Set<RexInputRef> found = new LinkedHashSet<>();
        RexShuttle accesses = new RexShuttle() {
            @Override
            public RexNode visitFieldAccess(RexFieldAccess access) {
                if (access.getReferenceExpr() instanceof RexCorrelVariable variable && outside.contains(variable.id)) {
                    found.add(new RexInputRef(access.getField().getIndex(), access.getType()));
                }
                return access;
            }
        };
        new PlanRewrite() {
            @Override
            protected RelNode rewrite(RelNode node) {
                node.accept(accesses);
                return node;
            }
        }.apply(rows);
        return List.copyOf(found);
    }

    private RelNode filter(Filter filter, Set<CorrelationId> outside) {
        List<RexNode> kept = new ArrayList<>();
        for (RexNode condition : RelOptUtil.conjunctions(filter.getCondition())) {
            if (condition instanceof RexSubQuery exists && failing.contains(exists.rel)) {
                kept.add(exists(of(exists.rel, outside)));
            } else if (Sets.intersection(Expressions.freeVariables(condition), outside)
                    .isEmpty()) {
                kept.add(condition);
            }
        }
        return LogicalFilter.create(
                filter.getInput(),
                RexUtil.composeConjunction(filter.getCluster().getRexBuilder(), kept),
                ImmutableSet.copyOf(filter.getVariablesSet()));
    }
}
