package dev.caresql.engine.duckdb;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The columns of the sources on which the rows of a plan depend. The engine converts no others, so that a bad cell in them
 * takes no row away: whether a row counts must not hang on its neighbours, which make the difference between the ways.
 */
final class ReadColumns {
    private final Set<String> found = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final String source;

    private ReadColumns(String source) {
        this.source = source;
    }

    /** The columns of one source, in any case of letters. */
    static Set<String> of(RelNode plan, String source) {
        ReadColumns columns = new ReadColumns(source);
        columns.read(plan, all(plan));
        return columns.found;
    }

    private static ImmutableBitSet all(RelNode rel) {
        return ImmutableBitSet.range(rel.getRowType().getFieldCount());
    }

    private void read(RelNode rel, ImmutableBitSet fields) {
        if (rel instanceof TableScan scan) {
            if (Origins.sourceOf(scan).equals(source)) {
                fields.forEach(
                        field -> found.add(scan.getRowType().getFieldNames().get(field)));
            }
        } else if (rel instanceof Project project && isPlain(project.getProjects())) {
            List<RexNode> read =
                    fields.asList().stream().map(project.getProjects()::get).toList();
            read(project.getInput(), RelOptUtil.InputFinder.bits(read, null));
        } else if (rel instanceof Filter filter && isPlain(List.of(filter.getCondition()))) {
            read(filter.getInput(), fields.union(RelOptUtil.InputFinder.bits(filter.getCondition())));
        } else if (rel instanceof Join join && isPlain(List.of(join.getCondition()))) {
            int left = join.getLeft().getRowType().getFieldCount();
            ImmutableBitSet both = fields.union(RelOptUtil.InputFinder.bits(join.getCondition()));
            read(join.getLeft(), both.intersect(ImmutableBitSet.range(left)));
            read(join.getRight(), both.except(ImmutableBitSet.range(left)).shift(-left));
        } else {
            readAll(rel);
        }
    }

    private static boolean isPlain(List<RexNode> expressions) {
        return expressions.stream().noneMatch(expression -> RexUtil.SubQueryFinder.find(expression) != null);
    }

    /** What other nodes read is not told apart. */
    private void readAll(RelNode rel) {
        rel.getInputs().forEach(input -> read(input, all(input)));
        rel.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                read(subQuery.rel, all(subQuery.rel));
                return super.visitSubQuery(subQuery);
            }
        });
    }
}
