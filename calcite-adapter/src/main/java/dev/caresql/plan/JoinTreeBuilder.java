package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import dev.caresql.plan.JoinTree.Column;
import dev.caresql.plan.JoinTree.Equality;
import dev.caresql.plan.JoinTree.Gate;
import dev.caresql.plan.JoinTree.Leaf;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.ImmutableBitSet;

/** Looks through joins, filters, derived tables and limits down to the leaves. */
final class JoinTreeBuilder {
    /** More leaves than a statement has: what a filter says is so for a leaf too that is met after it. */
    private static final ImmutableBitSet EVERY = ImmutableBitSet.range(4096);

    private final TableKeys tableKeys;
    private final List<Leaf> leaves = new ArrayList<>();
    private final List<Equality> equalities = new ArrayList<>();
    private final List<Gate> gates = new ArrayList<>();
    private ImmutableBitSet single = ImmutableBitSet.of();
    private int width;

    private JoinTreeBuilder(TableKeys tableKeys) {
        this.tableKeys = requireNonNull(tableKeys, "tableKeys is null");
    }

    static JoinTree build(RelNode node, TableKeys tableKeys) {
        JoinTreeBuilder builder = new JoinTreeBuilder(tableKeys);
        List<Column> columns = builder.visit(node);
        return new JoinTree(builder.leaves, columns, builder.equalities, builder.gates, builder.single);
    }

    private List<Column> visit(RelNode node) {
        int first = leaves.size();
        if (node instanceof Project project) {
            return project(project, visit(project.getInput()), first);
        }
        if (node instanceof Filter filter) {
            List<Column> columns = visit(filter.getInput());
            equate(filter.getCondition(), columns, EVERY, ImmutableBitSet.of(), EVERY, first);
            return columns;
        }
        if (node instanceof Sort sort) {
            List<Column> columns = visit(sort.getInput());
            if (isOneRow(sort)) {
                single = single.union(ImmutableBitSet.range(first, leaves.size()));
            }
            return columns;
        }
        if (node instanceof Join join) {
            return join(join, first);
        }
        if (node instanceof Correlate correlate
                && (correlate.getJoinType() == JoinRelType.INNER || correlate.getJoinType() == JoinRelType.LEFT)) {
            List<Column> columns = new ArrayList<>(visit(correlate.getLeft()));
            ImmutableBitSet left = ImmutableBitSet.range(first, leaves.size());
            columns.addAll(leaf(correlate.getRight(), isSingleRow(correlate.getRight())));
            ImmutableBitSet right = ImmutableBitSet.of(leaves.size() - 1);
            gates.add(new Gate(right, left, correlate.getJoinType() == JoinRelType.LEFT));
            return columns;
        }
        return leaf(node, false);
    }

    private List<Column> project(Project project, List<Column> input, int first) {
        List<Column> columns = new ArrayList<>();
        for (RexNode expression : project.getProjects()) {
            columns.add(column(expression, input, first));
        }
        return columns;
    }

    /** A window or a subquery may look at any row below. */
    private Column column(RexNode expression, List<Column> input, int first) {
        boolean looksFurther = RexOver.containsOver(expression) || RexUtil.SubQueryFinder.find(expression) != null;
        ImmutableBitSet from = looksFurther ? ImmutableBitSet.range(first, leaves.size()) : leavesOf(expression, input);
        return new Column(
                expression.accept(new RexShuttle() {
                    @Override
                    public RexNode visitInputRef(RexInputRef ref) {
                        return input.get(ref.getIndex()).expression();
                    }
                }),
                from);
    }

    private static ImmutableBitSet leavesOf(RexNode expression, List<Column> input) {
        ImmutableBitSet from = ImmutableBitSet.of();
        for (int field : RelOptUtil.InputFinder.bits(expression)) {
            from = from.union(input.get(field).leaves());
        }
        return from;
    }

    private List<Column> join(Join join, int first) {
        List<Column> ofLeft = visit(join.getLeft());
        if (!join.getJoinType().projectsRight()) {
            return ofLeft;
        }
        ImmutableBitSet left = ImmutableBitSet.range(first, leaves.size());
        List<Column> ofRight = visit(join.getRight());
        ImmutableBitSet right = ImmutableBitSet.range(first + left.cardinality(), leaves.size());
        List<Column> columns = new ArrayList<>();
        columns.addAll(join.getJoinType().generatesNullsOnLeft() ? padded(ofLeft, left) : ofLeft);
        columns.addAll(join.getJoinType().generatesNullsOnRight() ? padded(ofRight, right) : ofRight);
        ImmutableBitSet used = leavesOf(join.getCondition(), columns);
        RexNode on = join.getCondition();
        switch (join.getJoinType()) {
            case LEFT -> {
                equate(on, columns, right, right, EVERY, first);
                gates.add(new Gate(right, used.intersect(left), true));
            }
            case RIGHT -> {
                equate(on, columns, left, left, EVERY, first);
                gates.add(new Gate(left, used.intersect(right), true));
            }
            case FULL -> {
                equate(on, columns, ImmutableBitSet.of(), right, left, first);
                equate(on, columns, ImmutableBitSet.of(), left, right, first);
                gates.add(new Gate(right, used.intersect(left), true));
                gates.add(new Gate(left, used.intersect(right), true));
            }
            default -> equate(on, columns, EVERY, ImmutableBitSet.of(), EVERY, first);
        }
        return columns;
    }

    /** Even a constant may be NULL now. */
    private static List<Column> padded(List<Column> columns, ImmutableBitSet side) {
        return columns.stream()
                .map(column -> column.leaves().isEmpty() ? new Column(column.expression(), side) : column)
                .toList();
    }

    private void equate(
            RexNode condition,
            List<Column> columns,
            ImmutableBitSet holdsFor,
            ImmutableBitSet pads,
            ImmutableBitSet within,
            int first) {
        for (RexNode part : RelOptUtil.conjunctions(condition)) {
            if (part instanceof RexCall call && call.getKind() == SqlKind.EQUALS) {
                equalities.add(new Equality(
                        column(plain(call.getOperands().get(0)), columns, first),
                        column(plain(call.getOperands().get(1)), columns, first),
                        holdsFor,
                        pads,
                        within));
            }
        }
    }

    private static RexNode plain(RexNode expression) {
        return RexUtil.isLosslessCast(expression) || isTextAsText(expression)
                ? plain(((RexCall) expression).getOperands().get(0))
                : expression;
    }

    /** Texts of the length of the longest literal, as in VALUES, become texts of any length. */
    private static boolean isTextAsText(RexNode expression) {
        return expression.getKind() == SqlKind.CAST
                && expression.getType().getSqlTypeName() == SqlTypeName.VARCHAR
                && expression.getType().getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED
                && SqlTypeUtil.inCharFamily(
                        ((RexCall) expression).getOperands().get(0).getType());
    }

    private List<Column> leaf(RelNode node, boolean isSingle) {
        int index = leaves.size();
        List<ImmutableBitSet> keys = isSingle ? List.of(ImmutableBitSet.of()) : keys(node);
        Leaf leaf = new Leaf(node, index, width, keys, name(node));
        leaves.add(leaf);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < node.getRowType().getFieldCount(); i++) {
            columns.add(new Column(leaf.column(i), ImmutableBitSet.of(index)));
        }
        width += columns.size();
        return columns;
    }

    private List<ImmutableBitSet> keys(RelNode node) {
        if (node instanceof TableScan scan) {
            return tableKeys.of(scan).map(List::of).orElseGet(List::of);
        }
        if (node instanceof Aggregate aggregate && aggregate.getGroupSets().size() == 1) {
            return groupKeys(aggregate);
        }
        if (node instanceof Values values) {
            return valueKeys(values);
        }
        boolean isSet = node instanceof SetOp operation && !operation.all;
        return isSet ? List.of(ImmutableBitSet.range(node.getRowType().getFieldCount())) : List.of();
    }

    /** The columns grouped by, and fewer where a key of a table among them fixes the others. */
    private List<ImmutableBitSet> groupKeys(Aggregate aggregate) {
        List<ImmutableBitSet> keys = new ArrayList<>();
        keys.add(ImmutableBitSet.range(aggregate.getGroupCount()));
        if (aggregate.getGroupCount() > 1) {
            JoinTree below = build(aggregate.getInput(), tableKeys);
            List<Column> grouped = new ArrayList<>();
            aggregate.getGroupSet().forEach(field -> grouped.add(below.columns().get(field)));
            for (Leaf leaf : below.leaves()) {
                ImmutableBitSet fixed = below.fixedBy(leaf);
                boolean fixesAll =
                        !below.isPadded(leaf) && grouped.stream().allMatch(column -> fixed.contains(column.leaves()));
                leaf.keys().stream()
                        .filter(key -> fixesAll)
                        .map(key -> positions(leaf, key, grouped))
                        .filter(key -> !key.contains(-1))
                        .forEach(key -> keys.add(ImmutableBitSet.of(key)));
            }
        }
        return keys;
    }

    private static List<Integer> positions(Leaf leaf, ImmutableBitSet key, List<Column> grouped) {
        List<RexNode> expressions = grouped.stream().map(Column::expression).toList();
        return key.toList().stream()
                .map(column -> expressions.indexOf(leaf.column(column)))
                .toList();
    }

    private static List<ImmutableBitSet> valueKeys(Values values) {
        List<ImmutableBitSet> keys = new ArrayList<>();
        if (values.getTuples().size() <= 1) {
            keys.add(ImmutableBitSet.of());
        }
        for (int i = 0; i < values.getRowType().getFieldCount(); i++) {
            Set<RexLiteral> different = new HashSet<>();
            for (List<RexLiteral> row : values.getTuples()) {
                different.add(row.get(i));
            }
            if (different.size() == values.getTuples().size()) {
                keys.add(ImmutableBitSet.of(i));
            }
        }
        return keys;
    }

    private static boolean isSingleRow(RelNode node) {
        if (node instanceof Aggregate aggregate) {
            return aggregate.getGroupCount() == 0 && aggregate.getGroupSets().size() == 1;
        }
        boolean same = node instanceof Project || node instanceof Filter || node instanceof Sort;
        return (node instanceof Sort sort && isOneRow(sort)) || (same && isSingleRow(node.getInput(0)));
    }

    private static boolean isOneRow(Sort sort) {
        return sort.fetch instanceof RexLiteral limit
                && requireNonNull(limit.getValueAs(BigDecimal.class)).compareTo(BigDecimal.ONE) <= 0;
    }

    private static String name(RelNode node) {
        if (node instanceof TableScan scan) {
            List<String> path = scan.getTable().getQualifiedName();
            return path.get(path.size() - 1);
        }
        if (node instanceof Aggregate) {
            return "a grouped subquery";
        }
        return node instanceof Union ? "a UNION" : "a subquery";
    }
}
