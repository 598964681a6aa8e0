package dev.caresql.plan;

import dev.caresql.sql.SqlFrontEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** Finds the columns of tables that the columns of a result show, through subqueries, WITH, joins and groups. */
final class ColumnOrigins {
    private ColumnOrigins() {}

    /** One for each column of a query; empty where it is computed, or comes from either part of a union. */
    static List<Optional<ColumnOrigin>> of(SqlFrontEnd.Query query) {
        List<Optional<ColumnOrigin>> origins = new ArrayList<>();
        for (int field : query.root().fields.leftList()) {
            Optional<ColumnOrigin> written = ColumnOrigin.of(query.origins().get(origins.size()));
            origins.add(written.isPresent() ? written : of(query.root().rel, field));
        }
        return origins;
    }

    private static Optional<ColumnOrigin> of(RelNode node, int field) {
        if (node instanceof Project project) {
            RexNode expression = project.getProjects().get(field);
            return expression instanceof RexInputRef ref ? of(project.getInput(), ref.getIndex()) : Optional.empty();
        }
        if (node instanceof Filter || node instanceof Sort) {
            return of(node.getInput(0), field);
        }
        if (node instanceof Aggregate aggregate) {
            return field < aggregate.getGroupCount()
                    ? of(aggregate.getInput(), aggregate.getGroupSet().nth(field))
                    : Optional.empty();
        }
        if (node instanceof Join || node instanceof Correlate) {
            int left = node.getInput(0).getRowType().getFieldCount();
            return field < left ? of(node.getInput(0), field) : of(node.getInput(1), field - left);
        }
        if (node instanceof TableScan scan) {
            List<String> path = new ArrayList<>(scan.getTable().getQualifiedName());
            path.add(scan.getRowType().getFieldNames().get(field));
            return ColumnOrigin.of(path);
        }
        return Optional.empty();
    }
}
