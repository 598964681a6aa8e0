package dev.caresql.plan;

import java.util.OptionalLong;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexInputRef;

/** Judges by the engine's statistics whether an aggregate makes few groups of many rows. */
final class GroupEstimate {
    private static final long FEWEST_ROWS = 100_000;
    private static final long ROWS_PER_GROUP = 50;

    private GroupEstimate() {}

    /** Whether the keys of an aggregate, each of one table, have few combinations next to the rows they stand in. */
    static boolean isFew(Aggregate aggregate) {
        RelNode rows = aggregate.getInput();
        long most = 1;
        for (int key : aggregate.getGroupSet()) {
            OptionalLong values = GroupKey.trace(rows, RexInputRef.of(key, rows.getRowType()))
                    .map(GroupKey::distinct)
                    .orElse(OptionalLong.empty());
            if (values.isEmpty()) {
                return false;
            }
            most = GroupKey.saturatedProduct(most, values.getAsLong());
        }
        long count = rowCount(rows);
        return count >= FEWEST_ROWS && most <= count / ROWS_PER_GROUP;
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
