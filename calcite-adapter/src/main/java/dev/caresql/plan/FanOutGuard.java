package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.formula.RowGuard;
import dev.caresql.plan.JoinTree.Leaf;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Proves from the declared keys that no join repeats the rows of a KPI; where one may, each row counts once, or the
 * statement is refused. For one statement.
 */
final class FanOutGuard implements RowGuard {
    private final FanOut fanOut;
    private final TableKeys keys;
    private final Set<String> corrections = new LinkedHashSet<>();

    FanOutGuard(FanOut fanOut, TableKeys keys) {
        this.fanOut = requireNonNull(fanOut, "fanOut is null");
        this.keys = requireNonNull(keys, "keys is null");
    }

    /** A sentence for every KPI whose rows are counted once although a join repeats them. */
    List<String> corrections() {
        return List.copyOf(corrections);
    }

    @Override
    public Rows guard(RelNode input, Call call) {
        JoinTree tree = JoinTreeBuilder.build(input, keys);
        ImmutableBitSet used = tree.leavesOf(call.operands());
        ImmutableBitSet candidates = call.counted()
                .flatMap(tree::leaf)
                .map(leaf -> ImmutableBitSet.of(leaf.index()))
                .orElse(used);
        checkUnions(tree, call);
        List<Leaf> counted = new ArrayList<>();
        for (int index : candidates) {
            Leaf leaf = tree.leaves().get(index);
            ImmutableBitSet fixed = tree.fixedBy(leaf);
            if (fixed.equals(tree.all())) {
                return Rows.asTheyAre(input);
            }
            if (fixed.contains(used)) {
                counted.add(leaf);
            }
        }
        if (candidates.isEmpty()) {
            return Rows.asTheyAre(input);
        }
        FanOutMessages messages = new FanOutMessages(tree, call, keys);
        if (counted.isEmpty()) {
            if (isOneOfEachGroup(tree, call, candidates)) {
                return Rows.asTheyAre(input);
            }
            throw messages.severalTables(candidates.union(used));
        }
        return once(input, tree, counted.get(0), messages);
    }

    /** Whether no group has a row of some table twice, as a sheet's lines meet one figure each of a team. */
    private static boolean isOneOfEachGroup(JoinTree tree, Call call, ImmutableBitSet candidates) {
        List<RexNode> same = call.grouped().toList().stream()
                .map(field -> tree.columns().get(field).expression())
                .toList();
        return candidates.toList().stream()
                .anyMatch(index -> tree.fixedBy(tree.leaves().get(index), same).equals(tree.all()));
    }

    private Rows once(RelNode input, JoinTree tree, Leaf leaf, FanOutMessages messages) {
        ImmutableBitSet fixed = tree.fixedBy(leaf);
        if (leaf.keys().isEmpty()) {
            throw messages.noKey(leaf, fixed);
        }
        if (fanOut == FanOut.ERROR) {
            throw messages.repeated(leaf, fixed);
        }
        List<RexNode> wanted = new ArrayList<>();
        leaf.keys().get(0).forEach(position -> wanted.add(leaf.column(position)));
        RexBuilder rexBuilder = input.getCluster().getRexBuilder();
        boolean padded = tree.isPadded(leaf);
        Carried carried = carried(input, tree, leaf, wanted, messages);
        corrections.add(messages.corrected(leaf, fixed));
        Optional<RexNode> present = padded && !carried.key().isEmpty()
                ? Optional.of(rexBuilder.makeCall(
                        SqlStdOperatorTable.IS_NOT_NULL, carried.key().get(0)))
                : Optional.empty();
        ImmutableBitSet own = ImmutableBitSet.of(IntStream.range(
                        0, tree.columns().size())
                .filter(field -> fixed.contains(tree.columns().get(field).leaves()))
                .toArray());
        return new Rows(carried.input(), Optional.of(carried.key()), own, present);
    }

    /** The key as columns of the input, which gains those that it does not carry. */
    private static Carried carried(
            RelNode input, JoinTree tree, Leaf leaf, List<RexNode> wanted, FanOutMessages messages) {
        List<RexNode> known =
                tree.columns().stream().map(JoinTree.Column::expression).toList();
        if (known.containsAll(wanted)) {
            List<RexNode> key = new ArrayList<>();
            wanted.forEach(column -> key.add(RexInputRef.of(known.indexOf(column), input.getRowType())));
            return new Carried(input, key);
        }
        try {
            List<RexNode> own = RexUtil.shift(wanted, -leaf.offset());
            ColumnLift.Lifted lifted = ColumnLift.lift(input, leaf.node(), own);
            return new Carried(lifted.node(), lifted.refs());
        } catch (CareSqlException e) {
            throw e.code() == ErrorCode.UNSUPPORTED ? messages.outOfReach(leaf) : e;
        }
    }

    /** A union has no key: its branches must not repeat rows. */
    private void checkUnions(JoinTree tree, Call call) {
        ImmutableBitSet fields = RelOptUtil.InputFinder.bits(call.operands(), null);
        for (int index : tree.leavesOf(call.operands())) {
            Leaf leaf = tree.leaves().get(index);
            if (leaf.node() instanceof Union union && union.all) {
                ImmutableBitSet used = ImmutableBitSet.of();
                for (int field : fields) {
                    used = used.union(RelOptUtil.InputFinder.bits(
                            tree.columns().get(field).expression()));
                }
                int width = union.getRowType().getFieldCount();
                ImmutableBitSet own = used.intersect(ImmutableBitSet.range(leaf.offset(), leaf.offset() + width))
                        .shift(-leaf.offset());
                union.getInputs().forEach(branch -> checkBranch(branch, own, call));
            }
        }
    }

    private void checkBranch(RelNode branch, ImmutableBitSet fields, Call call) {
        List<RexNode> operands = new ArrayList<>();
        fields.forEach(field -> operands.add(RexInputRef.of(field, branch.getRowType())));
        Call ofBranch = new Call(call.function(), Optional.empty(), operands);
        JoinTree tree = JoinTreeBuilder.build(branch, keys);
        checkUnions(tree, ofBranch);
        ImmutableBitSet used = tree.leavesOf(operands);
        boolean repeats = !used.isEmpty()
                && used.toList().stream()
                        .noneMatch(
                                index -> tree.fixedBy(tree.leaves().get(index)).equals(tree.all()));
        if (repeats) {
            Leaf leaf = tree.leaves().get(used.nth(0));
            throw new FanOutMessages(tree, call, keys).inUnion(leaf, tree.fixedBy(leaf));
        }
    }

    private record Carried(RelNode input, List<RexNode> key) {}
}
