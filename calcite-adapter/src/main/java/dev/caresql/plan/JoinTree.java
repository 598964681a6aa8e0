package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The tables whose rows the rows of a node are made of, and what makes their columns equal. Expressions are over the
 * columns of all leaves, one leaf after the other.
 *
 * @param leaves tables, and subqueries that make rows of their own: groups, unions
 * @param columns the columns of the node
 * @param equalities from joins and filters
 * @param gates the outer joins
 * @param single leaves of which at most one row is left
 */
record JoinTree(
        List<Leaf> leaves, List<Column> columns, List<Equality> equalities, List<Gate> gates, ImmutableBitSet single) {
    JoinTree {
        leaves = List.copyOf(leaves);
        columns = List.copyOf(columns);
        equalities = List.copyOf(equalities);
        gates = List.copyOf(gates);
        requireNonNull(single, "single is null");
    }

    ImmutableBitSet all() {
        return ImmutableBitSet.range(leaves.size());
    }

    Optional<Leaf> leaf(RelNode node) {
        return leaves.stream().filter(leaf -> leaf.node() == node).findFirst();
    }

    /** The leaves that expressions over the node's columns are made of. */
    ImmutableBitSet leavesOf(List<RexNode> expressions) {
        ImmutableBitSet all = ImmutableBitSet.of();
        for (int field : RelOptUtil.InputFinder.bits(expressions, null)) {
            all = all.union(columns.get(field).leaves());
        }
        return all;
    }

    /**
     * The leaves of which there is one row, or none, for each row of this one among the node's rows. When these are all
     * leaves, no row of this one stands there twice.
     */
    ImmutableBitSet fixedBy(Leaf counted) {
        return fixedBy(counted, List.of());
    }

    /** The same among rows in which some expressions have one value each. */
    ImmutableBitSet fixedBy(Leaf counted, Collection<RexNode> same) {
        return new Closure(counted.index(), same).leaves();
    }

    /** Whether an outer join can put NULLs in place of the leaf's row. */
    boolean isPadded(Leaf leaf) {
        return gates.stream()
                .anyMatch(gate -> gate.isOuterJoin() && gate.padded().get(leaf.index()));
    }

    /**
     * A table, or a subquery that makes rows of its own.
     *
     * @param offset where its columns begin among those of all leaves
     * @param keys sets of its columns that no two rows have in common; the empty set for a single row
     * @param name for messages
     */
    record Leaf(RelNode node, int index, int offset, List<ImmutableBitSet> keys, String name) {
        Leaf {
            keys = List.copyOf(keys);
        }

        RexNode column(int position) {
            return new RexInputRef(
                    offset + position,
                    node.getRowType().getFieldList().get(position).getType());
        }
    }

    /** An expression over the columns of all leaves, and the leaves whose rows its value depends on. */
    record Column(RexNode expression, ImmutableBitSet leaves) {}

    /**
     * Two expressions that are equal.
     *
     * @param holdsFor the leaves for whose rows that is so
     * @param pads the leaves whose rows are NULL where it is not so
     * @param within the leaves for whose rows anything is known
     */
    record Equality(
            Column left, Column right, ImmutableBitSet holdsFor, ImmutableBitSet pads, ImmutableBitSet within) {}

    /**
     * What decides whether leaves have rows or NULLs.
     *
     * @param padded the leaves
     * @param needs the other leaves that the decision depends on
     */
    record Gate(ImmutableBitSet padded, ImmutableBitSet needs, boolean isOuterJoin) {}

    /** What is a function of one leaf's row; grows until nothing more follows. */
    private final class Closure {
        private final int counted;
        private final Set<RexNode> values = new HashSet<>();
        private ImmutableBitSet fixed;

        Closure(int counted, Collection<RexNode> same) {
            this.counted = counted;
            values.addAll(same);
            this.fixed = ImmutableBitSet.of(counted);
        }

        ImmutableBitSet leaves() {
            int known = -1;
            while (known != values.size() + fixed.cardinality()) {
                known = values.size() + fixed.cardinality();
                for (Equality equality : equalities) {
                    if (equality.within().get(counted)) {
                        follow(equality, equality.left(), equality.right());
                        follow(equality, equality.right(), equality.left());
                    }
                }
                for (Leaf leaf : JoinTree.this.leaves) {
                    if (!fixed.get(leaf.index()) && isOpen(ImmutableBitSet.of(leaf.index())) && hasFixedKey(leaf)) {
                        fixed = fixed.set(leaf.index());
                    }
                }
            }
            return fixed;
        }

        private void follow(Equality equality, Column from, Column to) {
            boolean usable = equality.holdsFor().get(counted) || equality.pads().contains(to.leaves());
            if (usable && isFixed(from) && isOpen(to.leaves())) {
                values.add(to.expression());
            }
        }

        private boolean isFixed(Column column) {
            return fixed.contains(column.leaves()) || values.contains(column.expression());
        }

        private boolean hasFixedKey(Leaf leaf) {
            if (single.get(leaf.index())) {
                return true;
            }
            List<RexNode> columns = new ArrayList<>();
            for (ImmutableBitSet key : leaf.keys()) {
                columns.clear();
                key.forEach(position -> columns.add(leaf.column(position)));
                if (values.containsAll(columns)) {
                    return true;
                }
            }
            return false;
        }

        /** Whether it is a matter of fixed leaves alone that these have rows and not NULLs. */
        private boolean isOpen(ImmutableBitSet wanted) {
            return gates.stream()
                    .filter(gate ->
                            gate.padded().intersects(wanted) && !gate.padded().get(counted))
                    .allMatch(gate -> fixed.contains(gate.needs()));
        }
    }
}
