package dev.caresql.plan;

import static java.util.stream.Collectors.joining;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.formula.RowGuard;
import dev.caresql.plan.JoinTree.Equality;
import dev.caresql.plan.JoinTree.Leaf;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/** What a user reads of a KPI whose rows a join repeats. */
final class FanOutMessages {
    private final JoinTree tree;
    private final TableKeys keys;
    private final String kpi;

    FanOutMessages(JoinTree tree, RowGuard.Call call, TableKeys keys) {
        this.tree = tree;
        this.keys = keys;
        this.kpi = call.function().getName() + (call.function().isBound() ? "()" : "(...)");
    }

    /** For EXPLAIN. */
    String corrected(Leaf leaf, ImmutableBitSet fixed) {
        return kpi + " counts each row of " + leaf.name() + " once per group, although " + join(leaf, fixed)
                + " can repeat it";
    }

    CareSqlException repeated(Leaf leaf, ImmutableBitSet fixed) {
        return refused(kpi + " counts rows of " + leaf.name() + ", which " + join(leaf, fixed)
                + " can repeat; aggregate one of the two in a subquery before they are joined, or connect with"
                + " fanOut=correct to count each row once");
    }

    CareSqlException noKey(Leaf leaf, ImmutableBitSet fixed) {
        return refused(kpi + " counts rows of " + leaf.name() + ", which " + join(leaf, fixed)
                + " can repeat, and " + whyNoKey(leaf)
                + "; aggregate it in a subquery before it is joined");
    }

    CareSqlException outOfReach(Leaf leaf) {
        return refused(kpi + " counts rows of " + leaf.name() + ", which a LATERAL subquery can repeat; select the key"
                + " of " + leaf.name() + " beside the KPI's columns, or write the KPI in a subquery of its own");
    }

    CareSqlException inUnion(Leaf leaf, ImmutableBitSet fixed) {
        return refused(kpi + " counts rows of a UNION, one part of which repeats rows of " + leaf.name() + " by "
                + join(leaf, fixed) + "; select the rows of that part without the join");
    }

    CareSqlException severalTables(ImmutableBitSet used) {
        List<String> names = used.toList().stream()
                .map(index -> tree.leaves().get(index).name())
                .distinct()
                .toList();
        String tables = names.size() == 1 ? names.get(0) + " and itself" : String.join(" and ", names);
        return refused(kpi + " takes its arguments from " + tables + ", and the join repeats the rows of each; what it"
                + " should count is not clear: aggregate each in a subquery of its own");
    }

    private static CareSqlException refused(String message) {
        return new CareSqlException(ErrorCode.FAN_OUT, message);
    }

    private String whyNoKey(Leaf leaf) {
        if (!(leaf.node() instanceof TableScan scan)) {
            return leaf.name() + " has no key to tell its rows apart";
        }
        Optional<List<String>> declared = keys.declared(scan);
        return declared.filter(key -> !key.isEmpty())
                .map(key -> "its key " + String.join(", ", key) + " is not mapped")
                .orElse(leaf.name() + " has no key to tell its rows apart");
    }

    /** Names the nearest join that leads to more than one row. */
    private String join(Leaf counted, ImmutableBitSet fixed) {
        Leaf other = tree.leaves().stream()
                .filter(leaf -> !fixed.get(leaf.index()))
                .filter(leaf -> tree.equalities().stream().anyMatch(equality -> links(equality, leaf, fixed)))
                .findFirst()
                .orElseGet(() -> tree.leaves().get(tree.all().except(fixed).nth(0)));
        String on = tree.equalities().stream()
                .filter(equality -> links(equality, other, fixed))
                .map(equality -> text(equality.left().expression()) + " = "
                        + text(equality.right().expression()))
                .distinct()
                .collect(joining(" AND "));
        boolean self = other.name().equals(counted.name());
        return "the join with " + (self ? "itself" : other.name()) + (on.isEmpty() ? "" : " on " + on);
    }

    private static boolean links(Equality equality, Leaf leaf, ImmutableBitSet fixed) {
        ImmutableBitSet all = equality.left().leaves().union(equality.right().leaves());
        return all.get(leaf.index()) && all.intersects(fixed);
    }

    private String text(RexNode expression) {
        if (!(expression instanceof RexInputRef ref)) {
            return "an expression";
        }
        Leaf leaf = tree.leaves().stream()
                .filter(known -> known.offset() <= ref.getIndex())
                .reduce((first, second) -> second)
                .orElseThrow();
        String column = leaf.node().getRowType().getFieldNames().get(ref.getIndex() - leaf.offset());
        return leaf.node() instanceof TableScan ? leaf.name() + "." + column : column;
    }
}
