package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import dev.caresql.sql.PlanRewrite;
import java.util.function.Predicate;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.jspecify.annotations.Nullable;

/** Looks for a scan in a plan and its subqueries. */
final class ScanFinder extends PlanRewrite {
    private final Predicate<RelNode> wanted;
    private @Nullable TableScan found;

    ScanFinder(Predicate<RelNode> wanted) {
        this.wanted = requireNonNull(wanted, "wanted is null");
    }

    @Nullable
    TableScan find(RelNode plan) {
        apply(plan);
        return found;
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        if (node instanceof TableScan scan && wanted.test(scan)) {
            found = scan;
        }
        return node;
    }
}
