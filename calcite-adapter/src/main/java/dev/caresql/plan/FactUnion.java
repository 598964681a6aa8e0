package dev.caresql.plan;

import dev.caresql.catalog.KpiBinding;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.formula.SingleRow;
import dev.caresql.model.Dimension;
import dev.caresql.sql.PlanRewrite;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Puts the facts in place of the table {@code kpis}: the rows of those whose KPIs are asked for, one below the other,
 * with the dimensions that are asked for.
 */
final class FactUnion extends PlanRewrite {
    private final BindingCompiler bindings;

    FactUnion(BindingCompiler bindings) {
        this.bindings = bindings;
    }

    /** The layout of a scan of the table {@code kpis}. */
    static Optional<FactLayout> layout(RelNode node) {
        return node instanceof TableScan scan
                ? Optional.ofNullable(scan.getTable().unwrap(FactTable.class)).map(FactTable::layout)
                : Optional.empty();
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        if (node instanceof Project project && layout(project.getInput()).isPresent()) {
            return overUsed(project, (TableScan) project.getInput());
        }
        List<RelNode> inputs = new ArrayList<>();
        for (RelNode input : node.getInputs()) {
            boolean isFacts = layout(input).isPresent();
            int count = input.getRowType().getFieldCount();
            inputs.add(
                    isFacts
                            ? facts(
                                    (TableScan) input,
                                    IntStream.range(0, count).boxed().toList())
                            : input);
        }
        return inputs.equals(node.getInputs()) ? node : node.copy(node.getTraitSet(), inputs);
    }

    private RelNode overUsed(Project project, TableScan scan) {
        ImmutableBitSet bits = RelOptUtil.InputFinder.bits(project.getProjects(), null);
        List<Integer> used = bits.asList();
        RelNode facts = facts(scan, used);
        List<RexNode> moved = new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return RexInputRef.of(used.indexOf(ref.getIndex()), facts.getRowType());
            }
        }.visitList(project.getProjects());
        return LogicalProject.create(
                facts, project.getHints(), moved, project.getRowType().getFieldNames(), project.getVariablesSet());
    }

    private RelNode facts(TableScan scan, List<Integer> used) {
        FactLayout layout = layout(scan).orElseThrow();
        List<FactStream> streams = layout.streamsOf(used);
        boolean isPreview = used.stream().anyMatch(field -> layout.kpiAt(field).isPresent());
        if (streams.isEmpty()) {
            streams = layout.streams().stream()
                    .filter(stream -> missing(layout, stream, used).isEmpty())
                    .toList();
        } else if (!isPreview) {
            streams.forEach(stream -> requireDimensions(layout, stream, used));
        }
        if (streams.isEmpty()) {
            throw new CareSqlException(
                    ErrorCode.UNBOUND_KPI, "No fact of this model has all the dimensions that the query asks for");
        }
        List<RelNode> branches = new ArrayList<>();
        for (FactStream stream : streams) {
            branches.add(branch(layout, stream, scan, used, isPreview));
        }
        return LogicalUnion.create(branches, true);
    }

    private RelNode branch(
            FactLayout layout, FactStream stream, TableScan scan, List<Integer> used, boolean isPreview) {
        FactBranch branch = new FactBranch(layout.tables(), stream, scan.getTable(), scan.getCluster());
        RexBuilder rexBuilder = scan.getCluster().getRexBuilder();
        List<RexNode> expressions = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int field : used) {
            RelDataType type = layout.all().getFieldList().get(field).getType();
            RexNode value =
                    value(layout, branch, stream, field, isPreview).orElseGet(() -> rexBuilder.makeNullLiteral(type));
            expressions.add(value.getType().equals(type) ? value : rexBuilder.makeAbstractCast(type, value, false));
            names.add(layout.all().getFieldNames().get(field));
        }
        RelNode rows = asksDates(layout, used) ? branch.datedRows() : branch.rows();
        return LogicalProject.create(rows, List.of(), expressions, names, Set.of());
    }

    /** Whether rows are grouped or chosen by their time; a KPI over all time counts those too that have none. */
    private static boolean asksDates(FactLayout layout, List<Integer> used) {
        return used.stream()
                .filter(field -> field < layout.dimensions().size())
                .anyMatch(field -> layout.dimensions().get(field).sql().isPresent());
    }

    private Optional<RexNode> value(
            FactLayout layout, FactBranch branch, FactStream stream, int field, boolean isPreview) {
        RexBuilder rexBuilder = branch.rows().getCluster().getRexBuilder();
        if (field < layout.dimensions().size()) {
            Dimension dimension = layout.dimensions().get(field);
            return dimension.sql().isPresent()
                    ? branch.ofDate(dimension)
                    : new DimensionPaths(layout.tables())
                            .find(stream.table(), dimension, isPreview)
                            .map(branch::along);
        }
        if (field == layout.streamField()) {
            return Optional.of(rexBuilder.makeExactLiteral(BigDecimal.valueOf(stream.number())));
        }
        Optional<KpiColumn> kpi = layout.kpiAt(field);
        if (kpi.isPresent()) {
            return kpi.filter(column -> column.isOf(stream)).map(column -> single(column, branch, stream, rexBuilder));
        }
        return stream.owns(field) ? Optional.of(branch.column(field - stream.offset())) : Optional.empty();
    }

    /** Columns of the stream keep their places however many tables are joined to it. */
    private RexNode single(KpiColumn column, FactBranch branch, FactStream stream, RexBuilder rexBuilder) {
        KpiBinding binding = column.kpi().binding().orElseThrow();
        BindingCompiler.CompiledBinding compiled = bindings.compile(column.kpi(), binding, stream.columns());
        RexShuttle toRow = new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return branch.column(ref.getIndex());
            }
        };
        List<RexNode> conditions = new ArrayList<>();
        compiled.where().map(where -> where.accept(toRow)).ifPresent(conditions::add);
        return new SingleRow(rexBuilder)
                .value(
                        column.function(),
                        toRow.visitList(compiled.columns()),
                        toRow.visitList(compiled.options()),
                        conditions);
    }

    private static Optional<Dimension> missing(FactLayout layout, FactStream stream, List<Integer> used) {
        DimensionPaths paths = new DimensionPaths(layout.tables());
        return used.stream()
                .filter(field -> field < layout.dimensions().size())
                .map(layout.dimensions()::get)
                .filter(dimension -> dimension.sql().isPresent()
                        ? stream.time().isEmpty()
                        : paths.find(stream.table(), dimension, false).isEmpty())
                .findFirst();
    }

    private static void requireDimensions(FactLayout layout, FactStream stream, List<Integer> used) {
        missing(layout, stream, used).ifPresent(dimension -> {
            List<String> kpis = layout.kpis().stream()
                    .filter(column -> column.isOf(stream))
                    .map(KpiColumn::name)
                    .limit(3)
                    .toList();
            if (dimension.sql().isPresent()) {
                throw noTime(layout, stream, dimension);
            }
            throw new CareSqlException(
                    ErrorCode.UNBOUND_KPI,
                    "kpis: " + stream.table() + " has no " + dimension.name() + ", so KPIs of it such as "
                            + String.join(", ", kpis) + " cannot be grouped or filtered by it; leave that dimension"
                            + " out, or ask for the KPIs in a query of their own");
        });
    }

    private static CareSqlException noTime(FactLayout layout, FactStream stream, Dimension dimension) {
        KpiColumn kpi = layout.kpis().stream()
                .filter(column -> column.isOf(stream))
                .findFirst()
                .orElseThrow();
        return new CareSqlException(
                ErrorCode.UNBOUND_KPI,
                "kpis: " + kpi.name() + " belongs to the time of " + stream.table() + "."
                        + kpi.kpi().binding().orElseThrow().time().text()
                        + ", which the model does not have, so it cannot be grouped or filtered by " + dimension.name()
                        + "; map that column, or leave that dimension out");
    }
}
