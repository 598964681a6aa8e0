package dev.caresql.engine.duckdb;

import dev.caresql.engine.RelSql;
import dev.caresql.engine.duckdb.Origins.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on the rows of sources, true for those on which an expression inside {@code from}, {@code where},
 * {@code groupBy} or a window of a mapping fails. A row that a filter leaves out anyway is not one of them.
 */
final class InnerChecks {
    private final RelNode root;
    private final RexBuilder rex;
    private final List<Origin> sites = new ArrayList<>();
    private final List<Origin> filters = new ArrayList<>();

    private InnerChecks(RelNode plan) {
        this.root = plan;
        this.rex = plan.getCluster().getRexBuilder();
    }

    /** The checks of a mapping's plan; what its top projection computes is checked with its rows. */
    static List<Check> of(RelNode plan) {
        InnerChecks checks = new InnerChecks(plan);
        new RelVisitor() {
            @Override
            public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
                checks.visit(node);
                super.visit(node, ordinal, parent);
            }
        }.go(plan);
        return checks.sites.stream().map(checks::check).distinct().toList();
    }

    private void visit(RelNode node) {
        if (node instanceof Filter filter) {
            for (RexNode condition : RelOptUtil.conjunctions(filter.getCondition())) {
                Origins.of(filter.getInput(), condition).ifPresent(filters::add);
                addSites(filter.getInput(), condition);
            }
        } else if (node instanceof Join join) {
            RelOptUtil.conjunctions(join.getCondition()).forEach(condition -> addSites(join, condition));
        } else if (node instanceof Project project) {
            for (RexNode expression : project.getProjects()) {
                if (node != root || RexOver.containsOver(expression)) {
                    addSites(project.getInput(), expression);
                }
            }
        }
    }

    /** The largest parts of an expression that read one source only. */
    private void addSites(RelNode input, RexNode expression) {
        if (CheckedPlan.isPlain(expression)) {
            return;
        }
        Optional<Origin> origin = Origins.of(input, expression);
        if (origin.isPresent()) {
            sites.add(origin.get());
            return;
        }
        if (expression instanceof RexCall call) {
            call.getOperands().forEach(operand -> addSites(input, operand));
        }
        if (expression instanceof RexOver over) {
            over.getWindow().partitionKeys.forEach(key -> addSites(input, key));
            over.getWindow().orderKeys.forEach(key -> addSites(input, key.left));
        }
    }

    private Check check(Origin site) {
        List<RexNode> conditions = new ArrayList<>();
        conditions.add(CheckedPlan.failed(rex, site.expression()));
        for (Origin filter : filters) {
            if (filter.scan() == site.scan() && !filter.expression().equals(site.expression())) {
                conditions.add(rex.makeCall(
                        SqlStdOperatorTable.OR,
                        rex.makeCall(SqlStdOperatorTable.IS_TRUE, CheckedPlan.tried(rex, filter.expression())),
                        CheckedPlan.failed(rex, filter.expression())));
            }
        }
        RexNode condition = RexUtil.composeConjunction(rex, conditions);
        String text = new RelSql(DuckDbDialect.INSTANCE)
                .writeExpression(
                        LogicalProject.create(site.scan(), List.of(), List.of(condition), List.of("bad"), Set.of()));
        RexInputRef column = Origins.refs(site.expression()).get(0);
        String name = site.scan().getRowType().getFieldNames().get(column.getIndex());
        return new Check(site.source(), text, name, "NOT_" + castType(site.expression()));
    }

    /** The type of the first conversion, which is what most likely fails. */
    static String castType(RexNode expression) {
        List<String> types = new ArrayList<>();
        expression.accept(new RexVisitorImpl<@Nullable Void>(true) {
            @Override
            public @Nullable Void visitCall(RexCall call) {
                super.visitCall(call);
                if (call.getKind() == SqlKind.CAST || TextCasts.isConversion(call)) {
                    types.add(call.getType().getSqlTypeName().getName());
                }
                return null;
            }
        });
        return types.isEmpty() ? "VALUE" : types.get(0);
    }

    /**
     * A check of a source's rows.
     *
     * @param source its name
     * @param condition in DuckDB's SQL, true for the rows to be set aside
     * @param column the one that is shown with them
     * @param rule what they break
     */
    record Check(String source, String condition, String column, String rule) {}
}
