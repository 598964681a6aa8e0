package dev.caresql.plan;

import dev.caresql.sql.PlanRewrite;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.RelBuilder;

/** Puts the facts in place of {@code kpis} in a whole plan, after the fields that nothing uses are gone from it. */
final class FactTrimmer {
    private final FactUnion union;

    FactTrimmer(BindingCompiler bindings) {
        this.union = new FactUnion(bindings);
    }

    /** A plan in which columns of kpis mean KPIs; one that does not read kpis stays as it is. */
    RelNode named(RelNode plan) {
        TableScan scan = new ScanFinder(node -> KpiColumns.kpis(node).isPresent()).find(plan);
        if (scan == null) {
            return plan;
        }
        if (isEmptyPreview(plan)) {
            return LogicalValues.createEmpty(plan.getCluster(), plan.getRowType());
        }
        RelNode rows = plan == scan
                ? LogicalProject.create(
                        scan,
                        List.of(),
                        scan.getCluster().getRexBuilder().identityProjects(scan.getRowType()),
                        scan.getRowType().getFieldNames(),
                        Set.of())
                : trim(plan, scan);
        return new KpiColumns(KpiCalls.in(rows)).apply(rows);
    }

    /** The plan over facts. */
    RelNode inPlace(RelNode plan) {
        TableScan scan = new ScanFinder(node -> FactUnion.layout(node).isPresent()).find(plan);
        if (scan == null) {
            return plan;
        }
        RelNode facts = union.apply(trim(plan, scan));
        return new OnlyFact().apply(new FactAggregates().apply(new ProjectMerge().apply(facts)));
    }

    /** WHERE 1 = 0, with which tools ask for columns alone, needs the formula of no KPI. */
    private static boolean isEmptyPreview(RelNode plan) {
        boolean isEmpty = false;
        RelNode node = plan;
        while (node instanceof Project || node instanceof Filter || node instanceof Sort) {
            isEmpty |= node instanceof Filter filter && isNever(filter);
            node = node.getInput(0);
        }
        return isEmpty && node instanceof TableScan;
    }

    private static boolean isNever(Filter filter) {
        return new RexSimplify(filter.getCluster().getRexBuilder(), RelOptPredicateList.EMPTY, RexUtil.EXECUTOR)
                .simplifyUnknownAsFalse(filter.getCondition())
                .isAlwaysFalse();
    }

    private static RelNode trim(RelNode plan, TableScan scan) {
        RelBuilder builder = RelBuilder.proto(Contexts.of(RelBuilder.Config.DEFAULT
                        .withSimplify(false)
                        .withBloat(-1)
                        .withPruneInputOfAggregate(false)))
                .create(plan.getCluster(), scan.getTable().getRelOptSchema());
        return new RelFieldTrimmer(null, builder).trim(plan);
    }

    /** A union of one fact is that fact. */
    private static final class OnlyFact extends PlanRewrite {
        @Override
        protected RelNode rewrite(RelNode node) {
            return node instanceof Union facts && facts.getInputs().size() == 1 ? facts.getInput(0) : node;
        }
    }
}
