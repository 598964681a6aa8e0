package dev.caresql.plan;

import dev.caresql.sql.PlanRewrite;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.jspecify.annotations.Nullable;

/** Looks for a scan of {@code kpis} in a plan and its subqueries. */
final class FactFinder extends PlanRewrite {
    private @Nullable TableScan found;

    @Nullable
    TableScan find(RelNode plan) {
        apply(plan);
        return found;
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        if (FactUnion.layout(node).isPresent()) {
            found = (TableScan) node;
        }
        return node;
    }
}
