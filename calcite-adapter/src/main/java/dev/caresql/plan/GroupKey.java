package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import dev.caresql.engine.TableStatistics;
import dev.caresql.schema.CareTable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * An expression traced down to the one table whose columns it is made of.
 *
 * @param scan the table
 * @param expression over the table's columns
 * @param padded whether an outer join may put NULLs in place of the table's columns
 */
record GroupKey(TableScan scan, RexNode expression, boolean padded) {
    private static final long DAYS_OF_A_MONTH = 20;
    private static final Set<TimeUnitRange> MONTH_OR_MORE =
            Set.of(TimeUnitRange.MONTH, TimeUnitRange.QUARTER, TimeUnitRange.YEAR);

    GroupKey {
        requireNonNull(scan, "scan is null");
        requireNonNull(expression, "expression is null");
    }

    /** Traces an expression over a node's columns; empty when it is made of several tables, of none, or of results. */
    static Optional<GroupKey> trace(RelNode node, RexNode expression) {
        if (node instanceof TableScan scan) {
            boolean constant = RelOptUtil.InputFinder.bits(expression).isEmpty();
            return constant ? Optional.empty() : Optional.of(new GroupKey(scan, expression, false));
        }
        if (node instanceof Project project && !project.containsOver()) {
            return trace(project.getInput(), RelOptUtil.pushPastProject(expression, project));
        }
        if (node instanceof Filter filter) {
            return trace(filter.getInput(), expression);
        }
        return node instanceof Join join ? throughJoin(join, expression) : Optional.empty();
    }

    private static Optional<GroupKey> throughJoin(Join join, RexNode expression) {
        int left = join.getLeft().getRowType().getFieldCount();
        ImmutableBitSet used = RelOptUtil.InputFinder.bits(expression);
        if (used.isEmpty() || !join.getJoinType().projectsRight()) {
            return Optional.empty();
        }
        if (used.length() <= left) {
            return trace(join.getLeft(), expression)
                    .map(key -> key.paddedIf(join.getJoinType().generatesNullsOnLeft()));
        }
        if (used.nth(0) < left) {
            return Optional.empty();
        }
        RexNode shifted = expression.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return new RexInputRef(ref.getIndex() - left, ref.getType());
            }
        });
        return trace(join.getRight(), shifted)
                .map(key -> key.paddedIf(join.getJoinType().generatesNullsOnRight()));
    }

    private GroupKey paddedIf(boolean outer) {
        return outer ? new GroupKey(scan, expression, true) : this;
    }

    /** About how many different values the expression can have; empty when the engine does not say. */
    OptionalLong distinct() {
        TableStatistics statistics = statistics(scan);
        List<String> columns = scan.getRowType().getFieldNames();
        long product = 1;
        for (int column : RelOptUtil.InputFinder.bits(expression)) {
            OptionalLong values = statistics.distinct(columns.get(column));
            if (values.isEmpty()) {
                return OptionalLong.empty();
            }
            product = saturatedProduct(product, values.getAsLong());
        }
        return OptionalLong.of(isMonth(expression) ? product / DAYS_OF_A_MONTH + 1 : product);
    }

    /** The start of a month or of more: so many days have it in common that the days' number would mislead. */
    private static boolean isMonth(RexNode expression) {
        if (expression instanceof RexCall cast && cast.getKind() == SqlKind.CAST) {
            return isMonth(cast.getOperands().get(0));
        }
        return expression instanceof RexCall floor
                && floor.getKind() == SqlKind.FLOOR
                && floor.getOperands().size() == 2
                && floor.getOperands().get(0).getType().getSqlTypeName() == SqlTypeName.DATE
                && floor.getOperands().get(1) instanceof RexLiteral literal
                && literal.getValue() instanceof TimeUnitRange unit
                && MONTH_OR_MORE.contains(unit);
    }

    /** How many rows a table has, as far as the engine says. */
    static TableStatistics statistics(TableScan scan) {
        CareTable table = scan.getTable().unwrap(CareTable.class);
        return table == null ? TableStatistics.UNKNOWN : table.statistics();
    }

    static long saturatedProduct(long a, long b) {
        return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
    }
}
