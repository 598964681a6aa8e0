package dev.caresql.engine.duckdb;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
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
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.jspecify.annotations.Nullable;

/** Follows the fields of a plan down to the columns of the sources that they come from. */
final class Origins {
    private Origins() {}

    /** The expression over the columns of one scan; empty when it reads none, or several, or what is no row's value. */
    static Optional<Origin> of(RelNode input, RexNode expression) {
        List<Origin> found = new ArrayList<>();
        boolean[] known = {CheckedPlan.readsOneRow(expression) && !Expressions.isCorrelated(expression)};
        for (RexInputRef ref : refs(expression)) {
            Optional<Origin> origin = ofField(input, ref.getIndex());
            origin.ifPresent(found::add);
            known[0] &= origin.isPresent() && origin.get().scan == found.get(0).scan;
        }
        if (!known[0] || found.isEmpty()) {
            return Optional.empty();
        }
        RexNode traced = expression.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return ofField(input, ref.getIndex()).map(Origin::expression).orElse(ref);
            }
        });
        return Optional.of(new Origin(found.get(0).scan, traced));
    }

    /** Where a field of a plan comes from. */
    static Optional<Origin> ofField(RelNode rel, int index) {
        if (rel instanceof TableScan scan) {
            return Optional.of(new Origin(scan, RexInputRef.of(index, scan.getRowType())));
        }
        if (rel instanceof Filter filter) {
            return ofField(filter.getInput(), index);
        }
        if (rel instanceof Project project) {
            return of(project.getInput(), project.getProjects().get(index));
        }
        if (rel instanceof Join join && join.getJoinType() != JoinRelType.SEMI) {
            int left = join.getLeft().getRowType().getFieldCount();
            return index < left ? ofField(join.getLeft(), index) : ofField(join.getRight(), index - left);
        }
        if (rel instanceof Aggregate aggregate && index < aggregate.getGroupCount()) {
            return ofField(aggregate.getInput(), aggregate.getGroupSet().nth(index));
        }
        return Optional.empty();
    }

    /** The names of the sources that a plan reads, in its sub-queries too. */
    static Set<String> sources(RelNode plan) {
        Set<String> names = new LinkedHashSet<>();
        plan.accept(new RelHomogeneousShuttle() {
            private final RexShuttle inside = new RexShuttle() {
                @Override
                public RexNode visitSubQuery(RexSubQuery subQuery) {
                    names.addAll(sources(subQuery.rel));
                    return super.visitSubQuery(subQuery);
                }
            };

            @Override
            public RelNode visit(TableScan scan) {
                names.add(sourceOf(scan));
                return scan;
            }

            @Override
            public RelNode visit(RelNode other) {
                other.accept(inside);
                return super.visit(other);
            }
        });
        return names;
    }

    /** The name of the source that a scan reads. */
    static String sourceOf(TableScan scan) {
        List<String> path = scan.getTable().getQualifiedName();
        return path.get(path.size() - 1);
    }

    /** The names of the sources that a field is made of. */
    static Set<String> sourcesOf(RelNode rel, int index) {
        if (rel instanceof Project project) {
            return sourcesOf(project.getInput(), project.getProjects().get(index));
        }
        if (rel instanceof Join join && index >= join.getLeft().getRowType().getFieldCount()) {
            return sourcesOf(
                    join.getRight(), index - join.getLeft().getRowType().getFieldCount());
        }
        if (rel instanceof Aggregate aggregate) {
            Set<String> names = new LinkedHashSet<>();
            int group = aggregate.getGroupCount();
            List<Integer> fields = index < group
                    ? List.of(aggregate.getGroupSet().nth(index))
                    : aggregate.getAggCallList().get(index - group).getArgList();
            fields.forEach(field -> names.addAll(sourcesOf(aggregate.getInput(), field)));
            return names;
        }
        if (rel instanceof SetOp || rel instanceof Filter || rel instanceof Sort || rel instanceof Join) {
            Set<String> names = new LinkedHashSet<>();
            List<RelNode> inputs = rel instanceof Join ? rel.getInputs().subList(0, 1) : rel.getInputs();
            inputs.forEach(input -> names.addAll(sourcesOf(input, index)));
            return names;
        }
        return sources(rel);
    }

    /** The sources of a field that a node reads, where it is a column of theirs as it is; none where it is computed. */
    static Set<String> sourcesOfColumn(RelNode node, int index) {
        if (node instanceof TableScan scan) {
            return Set.of(sourceOf(scan));
        }
        if (node.getInputs().size() == 1) {
            return columnSources(node.getInput(0), index);
        }
        if (node instanceof Join || node instanceof Correlate) {
            int left = node.getInput(0).getRowType().getFieldCount();
            return index < left
                    ? columnSources(node.getInput(0), index)
                    : columnSources(node.getInput(1), index - left);
        }
        Set<String> names = new LinkedHashSet<>();
        node.getInputs().forEach(input -> names.addAll(columnSources(input, index)));
        return names;
    }

    private static Set<String> columnSources(RelNode rel, int index) {
        if (rel instanceof Project project) {
            return project.getProjects().get(index) instanceof RexInputRef ref
                    ? sourcesOfColumn(project, ref.getIndex())
                    : Set.of();
        }
        if (rel instanceof Aggregate aggregate) {
            return index < aggregate.getGroupCount()
                    ? sourcesOfColumn(aggregate, aggregate.getGroupSet().nth(index))
                    : Set.of();
        }
        boolean passes = rel instanceof TableScan
                || rel instanceof Filter
                || rel instanceof Sort
                || rel instanceof Join
                || rel instanceof Correlate
                || rel instanceof SetOp;
        return passes ? sourcesOfColumn(rel, index) : Set.of();
    }

    private static Set<String> sourcesOf(RelNode input, RexNode expression) {
        if (RexUtil.SubQueryFinder.find(expression) != null) {
            return sources(input);
        }
        Set<String> names = new LinkedHashSet<>();
        refs(expression).forEach(ref -> names.addAll(sourcesOf(input, ref.getIndex())));
        return names;
    }

    /** The fields that an expression reads, in its order. */
    static List<RexInputRef> refs(RexNode expression) {
        List<RexInputRef> found = new ArrayList<>();
        expression.accept(new RexVisitorImpl<@Nullable Void>(true) {
            @Override
            public @Nullable Void visitInputRef(RexInputRef ref) {
                found.add(ref);
                return null;
            }
        });
        return found;
    }

    /** The fields of rows outside its sub-query that the value of an expression is made of. */
    static List<RexFieldAccess> outerReads(RelNode input, RexNode expression) {
        List<RexFieldAccess> found = new ArrayList<>(Expressions.outerReads(expression));
        refs(expression).forEach(ref -> found.addAll(outerReads(input, ref.getIndex())));
        return found.stream().distinct().toList();
    }

    private static List<RexFieldAccess> outerReads(RelNode rel, int index) {
        if (rel instanceof Project project) {
            return outerReads(project.getInput(), project.getProjects().get(index));
        }
        if (rel instanceof Filter || rel instanceof Sort) {
            return outerReads(rel.getInput(0), index);
        }
        if (rel instanceof Join || rel instanceof Correlate) {
            int left = rel.getInput(0).getRowType().getFieldCount();
            return index < left ? outerReads(rel.getInput(0), index) : outerReads(rel.getInput(1), index - left);
        }
        List<RexFieldAccess> found = new ArrayList<>();
        if (rel instanceof SetOp) {
            rel.getInputs().forEach(input -> found.addAll(outerReads(input, index)));
        } else if (rel instanceof Aggregate aggregate) {
            int group = aggregate.getGroupCount();
            List<Integer> fields = index < group
                    ? List.of(aggregate.getGroupSet().nth(index))
                    : aggregate.getAggCallList().get(index - group).getArgList();
            fields.forEach(field -> found.addAll(outerReads(aggregate.getInput(), field)));
        }
        return found;
    }

    /**
     * An expression over the columns of a source.
     *
     * @param scan of the source
     * @param expression over its columns
     */
    record Origin(TableScan scan, RexNode expression) {
        /** The source's name. */
        String source() {
            return sourceOf(scan);
        }
    }
}
