package dev.caresql.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Simplifies the FILTER columns below an aggregate, once the call's filter and the formula's are one expression. */
final class Filters {
    private Filters() {}

    static RelNode simplify(RelNode rows, Set<Integer> filters) {
        if (!(rows instanceof Project project)) {
            return rows;
        }
        RexBuilder rexBuilder = rows.getCluster().getRexBuilder();
        Simplifier simplifier = new Simplifier(rexBuilder);
        List<RexNode> expressions = new ArrayList<>(project.getProjects());
        for (int filter : filters) {
            expressions.set(filter, definite(rexBuilder, simplifier, expressions.get(filter)));
        }
        return LogicalProject.create(
                project.getInput(),
                project.getHints(),
                expressions,
                project.getRowType().getFieldNames(),
                project.getVariablesSet());
    }

    private static RexNode definite(RexBuilder rexBuilder, Simplifier simplifier, RexNode filter) {
        if (!(filter instanceof RexCall call) || call.getOperator() != SqlStdOperatorTable.IS_TRUE) {
            return filter;
        }
        RexNode simple = simplifier.condition(call.getOperands().get(0));
        return simple.getType().isNullable() ? rexBuilder.makeCall(SqlStdOperatorTable.IS_TRUE, simple) : simple;
    }
}
