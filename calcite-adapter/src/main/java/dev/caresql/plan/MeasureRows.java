package dev.caresql.plan;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.formula.KpiFunctions;
import dev.caresql.formula.Projects;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** The rows below an aggregate, which gain columns at their end for the options and the conditions of KPIs. */
final class MeasureRows {
    private final RexBuilder rexBuilder;
    private RelNode node;

    MeasureRows(RelNode node) {
        this.node = node;
        this.rexBuilder = node.getCluster().getRexBuilder();
    }

    RelNode node() {
        return node;
    }

    /** The position of what stands for an option that is not given. */
    int literal(Kpi kpi, KpiParameter option) {
        List<RexNode> columns = new ArrayList<>(rexBuilder.identityProjects(node.getRowType()));
        columns.add(KpiFunctions.leftOption(kpi, option, rexBuilder));
        node = Projects.over(node, columns, List.of());
        return columns.size() - 1;
    }

    /**
     * The position of a condition together with a filter.
     *
     * @param condition over the input of the Project that the rows begin with
     * @param filter the position of a further condition, or -1
     */
    int condition(RexNode condition, int filter) {
        Project project = (Project) node;
        List<RexNode> columns = new ArrayList<>(project.getProjects());
        RexNode both = filter < 0
                ? condition
                : RexUtil.composeConjunction(rexBuilder, List.of(columns.get(filter), condition));
        columns.add(rexBuilder.makeCall(SqlStdOperatorTable.IS_TRUE, both));
        List<String> names = new ArrayList<>(project.getRowType().getFieldNames());
        names.add("when$" + names.size());
        node = LogicalProject.create(project.getInput(), project.getHints(), columns, names, project.getVariablesSet());
        return columns.size() - 1;
    }
}
