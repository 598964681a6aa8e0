package dev.caresql.engine;

import dev.caresql.sql.PlanRewrite;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalTableScan;

/** Gives every table the name that the engine knows it by, in place of its name in CareSQL's schemas. */
final class EngineNames extends PlanRewrite {
    @Override
    protected RelNode rewrite(RelNode node) {
        if (!(node instanceof TableScan scan)) {
            return node;
        }
        EngineResident resident = scan.getTable().unwrap(EngineResident.class);
        if (resident == null) {
            return node;
        }
        RelOptTable named = RelOptTableImpl.create(
                scan.getTable().getRelOptSchema(), scan.getRowType(), resident.enginePath(), null);
        return LogicalTableScan.create(scan.getCluster(), named, scan.getHints());
    }
}
