package dev.caresql.plan;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.formula.Projects;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/** Carries columns of a table up to a node above it, keeping the node's own columns and rows. */
final class ColumnLift {
    private ColumnLift() {}

    /** The scans of a table whose rows are still single rows at the node: below no aggregate and no set operation. */
    static List<TableScan> reachableScans(RelNode node, String table) {
        List<TableScan> scans = new ArrayList<>();
        collect(node, table.toLowerCase(Locale.ROOT), scans);
        return scans;
    }

    private static void collect(RelNode node, String table, List<TableScan> scans) {
        if (node instanceof TableScan scan) {
            List<String> name = scan.getTable().getQualifiedName();
            if (name.get(name.size() - 1).toLowerCase(Locale.ROOT).equals(table)) {
                scans.add(scan);
            }
        } else if (node instanceof Project || node instanceof Filter || node instanceof Sort) {
            collect(node.getInput(0), table, scans);
        } else if (node instanceof Join join) {
            collect(join.getLeft(), table, scans);
            if (join.getJoinType().projectsRight()) {
                collect(join.getRight(), table, scans);
            }
        } else if (node instanceof Correlate correlate) {
            collect(correlate.getLeft(), table, scans);
        }
    }

    /** Whether an outer join can put a row of NULLs in place of the scan's row. */
    static boolean isNullPadded(RelNode node, TableScan scan) {
        if (node instanceof Join join) {
            boolean left = reaches(join.getLeft(), scan);
            boolean padded = left
                    ? join.getJoinType().generatesNullsOnLeft()
                    : join.getJoinType().generatesNullsOnRight();
            return padded || isNullPadded(left ? join.getLeft() : join.getRight(), scan);
        }
        return node != scan && !node.getInputs().isEmpty() && isNullPadded(node.getInput(0), scan);
    }

    /** The node with expressions over the scan added as its last columns. */
    static RelNode lift(RelNode node, TableScan scan, List<RexNode> expressions) {
        if (node == scan) {
            List<RexNode> all = identity(scan, scan.getRowType().getFieldCount());
            all.addAll(expressions);
            return LogicalProject.create(scan, List.of(), all, (List<String>) null, Set.of());
        }
        if (node instanceof Join join) {
            return liftJoin(join, scan, expressions);
        }
        if (node instanceof Project project) {
            RelNode input = lift(project.getInput(), scan, expressions);
            List<RexNode> all = new ArrayList<>(project.getProjects());
            all.addAll(last(input, expressions.size()));
            return LogicalProject.create(
                    input, project.getHints(), all, (List<String>) null, project.getVariablesSet());
        }
        if (node instanceof Filter || node instanceof Sort) {
            return node.copy(node.getTraitSet(), List.of(lift(node.getInput(0), scan, expressions)));
        }
        throw new CareSqlException(
                ErrorCode.UNSUPPORTED, "Zero-argument KPIs do not reach through " + node.getRelTypeName());
    }

    private static RelNode liftJoin(Join join, TableScan scan, List<RexNode> expressions) {
        int leftCount = join.getLeft().getRowType().getFieldCount();
        int added = expressions.size();
        boolean fromLeft = reaches(join.getLeft(), scan);
        RelNode left = fromLeft ? lift(join.getLeft(), scan, expressions) : join.getLeft();
        RelNode right = fromLeft ? join.getRight() : lift(join.getRight(), scan, expressions);
        RexNode condition = fromLeft ? RexUtil.shift(join.getCondition(), leftCount, added) : join.getCondition();
        RelNode joined =
                LogicalJoin.create(left, right, join.getHints(), condition, join.getVariablesSet(), join.getJoinType());
        if (!fromLeft || !join.getJoinType().projectsRight()) {
            return joined;
        }
        int total = joined.getRowType().getFieldCount();
        List<RexNode> reordered = identity(joined, leftCount);
        for (int i = leftCount + added; i < total; i++) {
            reordered.add(RexInputRef.of(i, joined.getRowType()));
        }
        for (int i = leftCount; i < leftCount + added; i++) {
            reordered.add(RexInputRef.of(i, joined.getRowType()));
        }
        return Projects.over(joined, reordered, List.of());
    }

    private static boolean reaches(RelNode node, TableScan scan) {
        if (node == scan) {
            return true;
        }
        return node.getInputs().stream().anyMatch(input -> reaches(input, scan));
    }

    private static List<RexNode> identity(RelNode node, int count) {
        List<RexNode> refs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            refs.add(RexInputRef.of(i, node.getRowType()));
        }
        return refs;
    }

    private static List<RexNode> last(RelNode node, int count) {
        int total = node.getRowType().getFieldCount();
        List<RexNode> refs = new ArrayList<>();
        for (int i = total - count; i < total; i++) {
            refs.add(RexInputRef.of(i, node.getRowType()));
        }
        return refs;
    }
}
