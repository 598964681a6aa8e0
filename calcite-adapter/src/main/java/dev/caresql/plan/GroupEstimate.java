package dev.caresql.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** Judges by the engine's statistics whether an aggregate makes few groups of many rows. */
final class GroupEstimate {
    private static final long FEWEST_ROWS = 100_000;
    private static final long ROWS_PER_GROUP = 50;

    private GroupEstimate() {}

    /** Whether the keys of an aggregate, each of one table, have few combinations next to the rows they stand in. */
    static boolean isFew(Aggregate aggregate) {
        RelNode rows = aggregate.getInput();
        List<RexNode> keys = new ArrayList<>();
        aggregate.getGroupSet().forEach(key -> keys.add(RexInputRef.of(key, rows.getRowType())));
        return isFew(rows, keys);
    }

    /** Whether expressions, each of one table, have few combinations next to the rows they are computed on. */
    static boolean isFew(RelNode rows, List<RexNode> expressions) {
        long most = 1;
        for (RexNode expression : expressions) {
            OptionalLong values =
                    GroupKey.trace(rows, expression).map(GroupKey::distinct).orElse(OptionalLong.empty());
            if (values.isEmpty()) {
                return false;
            }
            most = GroupKey.saturatedProduct(most, values.getAsLong());
        }
        long count = rowCount(rows);
        return count >= FEWEST_ROWS && most <= count / ROWS_PER_GROUP;
    }

    static boolean hasJoin(RelNode node) {
        return node instanceof Join || node.getInputs().stream().anyMatch(GroupEstimate::hasJoin);
    }

    private static long rowCount(RelNode node) {
        return node instanceof TableScan scan
                ? GroupKey.statistics(scan).rows()
                : node.getInputs().stream()
                        .mapToLong(GroupEstimate::rowCount)
                        .max()
                        .orElse(0);
    }
}
