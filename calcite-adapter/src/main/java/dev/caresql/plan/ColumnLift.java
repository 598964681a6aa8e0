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
    static boolean isNullPadded(RelNode node, RelNode scan) {
        if (node instanceof Join join) {
            boolean left = reaches(join.getLeft(), scan);
            boolean padded = left
                    ? join.getJoinType().generatesNullsOnLeft()
                    : join.getJoinType().generatesNullsOnRight();
            return padded || isNullPadded(left ? join.getLeft() : join.getRight(), scan);
        }
        return node != scan && !node.getInputs().isEmpty() && isNullPadded(node.getInput(0), scan);
    }

    /**
     * The node with expressions over the scan among its columns. Its own columns keep their positions; what it carries
     * already is not added again.
     */
    static Lifted lift(RelNode node, RelNode scan, List<RexNode> expressions) {
        if (node == scan) {
            List<RexNode> all = identity(scan, scan.getRowType().getFieldCount());
            List<Integer> positions = place(expressions, all);
            boolean carries = all.size() == scan.getRowType().getFieldCount();
            RelNode extended =
                    carries ? scan : LogicalProject.create(scan, List.of(), all, names(scan, all.size()), Set.of());
            return new Lifted(extended, positions);
        }
        if (node instanceof Join join) {
            return liftJoin(join, scan, expressions);
        }
        if (node instanceof Project project) {
            Lifted input = lift(project.getInput(), scan, expressions);
            List<RexNode> wanted = input.refs();
            List<RexNode> all = new ArrayList<>(project.getProjects());
            List<Integer> positions = place(wanted, all);
            return new Lifted(
                    LogicalProject.create(
                            input.node(),
                            project.getHints(),
                            all,
                            names(project, all.size()),
                            project.getVariablesSet()),
                    positions);
        }
        if (node instanceof Filter || node instanceof Sort) {
            Lifted input = lift(node.getInput(0), scan, expressions);
            return new Lifted(node.copy(node.getTraitSet(), List.of(input.node())), input.positions());
        }
        throw new CareSqlException(
                ErrorCode.UNSUPPORTED,
                "KPIs do not reach through " + node.getRelTypeName() + " to the table they count");
    }

    private static List<String> names(RelNode node, int count) {
        List<String> names = new ArrayList<>(node.getRowType().getFieldNames());
        for (int i = names.size(); i < count; i++) {
            names.add("kpi$" + i);
        }
        return names;
    }

    /** Positions of the wanted expressions; those that are not there are added at the end. */
    private static List<Integer> place(List<RexNode> wanted, List<RexNode> all) {
        List<Integer> positions = new ArrayList<>();
        for (RexNode expression : wanted) {
            int position = all.indexOf(expression);
            if (position < 0) {
                position = all.size();
                all.add(expression);
            }
            positions.add(position);
        }
        return positions;
    }

    private static Lifted liftJoin(Join join, RelNode scan, List<RexNode> expressions) {
        int leftCount = join.getLeft().getRowType().getFieldCount();
        boolean fromLeft = reaches(join.getLeft(), scan);
        Lifted side = lift(fromLeft ? join.getLeft() : join.getRight(), scan, expressions);
        int added = fromLeft ? side.node().getRowType().getFieldCount() - leftCount : 0;
        RelNode joined = LogicalJoin.create(
                fromLeft ? side.node() : join.getLeft(),
                fromLeft ? join.getRight() : side.node(),
                join.getHints(),
                RexUtil.shift(join.getCondition(), leftCount, added),
                join.getVariablesSet(),
                join.getJoinType());
        if (!fromLeft) {
            return new Lifted(
                    joined,
                    side.positions().stream()
                            .map(position -> leftCount + position)
                            .toList());
        }
        if (added == 0 || !join.getJoinType().projectsRight()) {
            return new Lifted(joined, side.positions());
        }
        return ownColumnsFirst(joined, leftCount, added, side.positions());
    }

    /** What the left side gained stands between the join's own columns; it moves to the end. */
    private static Lifted ownColumnsFirst(RelNode joined, int leftCount, int added, List<Integer> positions) {
        int total = joined.getRowType().getFieldCount();
        List<RexNode> reordered = identity(joined, leftCount);
        for (int i = leftCount + added; i < total; i++) {
            reordered.add(RexInputRef.of(i, joined.getRowType()));
        }
        for (int i = leftCount; i < leftCount + added; i++) {
            reordered.add(RexInputRef.of(i, joined.getRowType()));
        }
        int shift = total - leftCount - added;
        List<Integer> moved = positions.stream()
                .map(position -> position < leftCount ? position : position + shift)
                .toList();
        return new Lifted(Projects.over(joined, reordered, List.of()), moved);
    }

    private static boolean reaches(RelNode node, RelNode scan) {
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

    /**
     * A node and where the lifted expressions stand in it.
     *
     * @param positions one for each expression
     */
    record Lifted(RelNode node, List<Integer> positions) {
        Lifted {
            positions = List.copyOf(positions);
        }

        List<RexNode> refs() {
            List<RexNode> refs = new ArrayList<>();
            positions.forEach(position -> refs.add(RexInputRef.of(position, node.getRowType())));
            return refs;
        }
    }
}
