package dev.caresql.plan;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiBinding;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.formula.KpiExpander;
import dev.caresql.formula.KpiFunction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Binds {@code NPS()} to the table and columns that the catalog names: finds the one scan of that table under an
 * aggregate, through joins, filters and derived tables, and lifts the columns from there.
 */
final class ZeroArgumentBinder implements KpiExpander.Binder {
    private final BindingCompiler bindings;
    private final Function<String, Optional<String>> absent;

    /** Creates a binder that says why a table is not there, if {@code absent} knows. */
    ZeroArgumentBinder(BindingCompiler bindings, Function<String, Optional<String>> absent) {
        this.absent = requireNonNull(absent, "absent is null");
        this.bindings = requireNonNull(bindings, "bindings is null");
    }

    @Override
    public KpiExpander.Bound bind(RelNode input, KpiFunction function) {
        Kpi kpi = function.kpi();
        KpiBinding binding = kpi.binding().orElseThrow(() -> notOfOneTable(kpi));
        List<TableScan> scans = ColumnLift.reachableScans(input, binding.table().text());
        if (scans.isEmpty()) {
            Optional<KpiExpander.Bound> ofAllFacts = bindToFacts(input, kpi, binding);
            if (ofAllFacts.isPresent()) {
                return ofAllFacts.get();
            }
        }
        if (scans.size() != 1) {
            throw notOne(kpi, binding, scans);
        }
        if (ColumnLift.reachableScans(input, KpisTable.NAME).stream()
                .anyMatch(scan -> FactUnion.layout(scan).isPresent())) {
            throw new CareSqlException(
                    ErrorCode.AMBIGUOUS_NAME,
                    kpi.name().text() + " is ambiguous: both kpis and "
                            + binding.table().text()
                            + " stand in FROM; ask for the KPI in a subquery over the one that is meant");
        }
        TableScan scan = scans.get(0);
        BindingCompiler.CompiledBinding compiled = bindings.compile(kpi, binding, scan.getRowType());
        return lift(input, scan, compiled);
    }

    private static KpiExpander.Bound lift(RelNode input, TableScan scan, BindingCompiler.CompiledBinding compiled) {
        return ColumnLift.isNullPadded(input, scan)
                ? liftResults(input, scan, compiled)
                : liftColumns(input, scan, compiled);
    }

    /** Binds to the table of all facts, where the KPI's table is one stream of rows among others. */
    private Optional<KpiExpander.Bound> bindToFacts(RelNode input, Kpi kpi, KpiBinding binding) {
        List<TableScan> scans = ColumnLift.reachableScans(input, KpisTable.NAME);
        if (scans.stream().allMatch(scan -> FactUnion.layout(scan).isEmpty())) {
            return Optional.empty();
        }
        requireOne(kpi, scans);
        TableScan scan = scans.get(0);
        FactLayout layout = FactUnion.layout(scan).orElseThrow();
        Optional<KpiColumn> column = layout.column(kpi);
        if (column.isEmpty()) {
            RelDataType columns = layout.tables().columns().get(binding.table().text());
            if (columns != null) {
                bindings.compile(kpi, binding, columns);
            }
            throw notFed(kpi, binding);
        }
        FactStream stream = layout.stream(column.get().stream());
        BindingCompiler.CompiledBinding own = bindings.compile(kpi, binding, stream.columns());
        RexBuilder rexBuilder = scan.getCluster().getRexBuilder();
        RexShuttle toFacts = new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return RexInputRef.of(stream.offset() + ref.getIndex(), scan.getRowType());
            }
        };
        List<RexNode> conditions = new ArrayList<>();
        conditions.add(rexBuilder.makeCall(
                SqlStdOperatorTable.EQUALS,
                RexInputRef.of(layout.streamField(), scan.getRowType()),
                rexBuilder.makeExactLiteral(BigDecimal.valueOf(stream.number()))));
        own.where().map(where -> where.accept(toFacts)).ifPresent(conditions::add);
        return Optional.of(lift(
                input,
                scan,
                new BindingCompiler.CompiledBinding(
                        toFacts.visitList(own.columns()),
                        toFacts.visitList(own.options()),
                        Optional.of(RexUtil.composeConjunction(rexBuilder, conditions)))));
    }

    /** The columns themselves travel up, and the expressions over them are computed where they are needed. */
    private static KpiExpander.Bound liftColumns(
            RelNode input, TableScan scan, BindingCompiler.CompiledBinding binding) {
        List<RexNode> all = new ArrayList<>(binding.columns());
        all.addAll(binding.options());
        binding.where().ifPresent(all::add);
        List<Integer> used =
                ImmutableBitSet.of(RelOptUtil.InputFinder.bits(all, null)).asList();
        List<RexNode> wanted = new ArrayList<>();
        used.forEach(index -> wanted.add(RexInputRef.of(index, scan.getRowType())));
        ColumnLift.Lifted lifted = ColumnLift.lift(input, scan, wanted);
        RexShuttle toLifted = new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                int position = lifted.positions().get(used.indexOf(ref.getIndex()));
                return RexInputRef.of(position, lifted.node().getRowType());
            }
        };
        return new KpiExpander.Bound(
                lifted.node(),
                scan,
                toLifted.visitList(binding.columns()),
                toLifted.visitList(binding.options()),
                binding.where().map(where -> where.accept(toLifted)));
    }

    /** Under an outer join the condition must be computed below it, or rows of NULLs might fulfil it. */
    private static KpiExpander.Bound liftResults(
            RelNode input, TableScan scan, BindingCompiler.CompiledBinding binding) {
        List<RexNode> wanted = new ArrayList<>(binding.columns());
        int columns = wanted.size();
        wanted.addAll(binding.options());
        RexNode present = scan.getCluster().getRexBuilder().makeLiteral(true);
        wanted.add(binding.where().orElse(present));
        ColumnLift.Lifted lifted = ColumnLift.lift(input, scan, wanted);
        List<RexNode> results = new ArrayList<>();
        lifted.positions()
                .forEach(position ->
                        results.add(RexInputRef.of(position, lifted.node().getRowType())));
        int last = results.size() - 1;
        return new KpiExpander.Bound(
                lifted.node(),
                scan,
                results.subList(0, columns),
                options(binding, results.subList(columns, last)),
                Optional.of(results.get(last)));
    }

    /** What is NULL for every row stays a literal, so that a formula can tell. */
    private static List<RexNode> options(BindingCompiler.CompiledBinding binding, List<RexNode> lifted) {
        List<RexNode> options = new ArrayList<>();
        for (int i = 0; i < lifted.size(); i++) {
            RexNode option = binding.options().get(i);
            options.add(RexUtil.isNullLiteral(option, true) ? option : lifted.get(i));
        }
        return options;
    }

    private static void requireOne(Kpi kpi, List<TableScan> kpis) {
        if (kpis.size() > 1) {
            throw new CareSqlException(
                    ErrorCode.AMBIGUOUS_NAME,
                    kpi.name().text() + " is ambiguous: kpis stands " + kpis.size()
                            + " times in FROM; ask for the KPI in a subquery over the one that is meant");
        }
    }

    private static CareSqlException notFed(Kpi kpi, KpiBinding binding) {
        return new CareSqlException(
                ErrorCode.UNBOUND_KPI,
                kpi.name().text() + "() counts rows of " + binding.table().text()
                        + ", which this model does not feed; map that table");
    }

    private static CareSqlException notOfOneTable(Kpi kpi) {
        String name = kpi.name().text();
        if (kpi.spans().isEmpty()) {
            return new CareSqlException(ErrorCode.UNBOUND_KPI, name + "() has no table of its own; give its arguments");
        }
        String parts = kpi.spans().stream().map(part -> part.text() + "()").collect(joining(" and "));
        String columns = kpi.columns().stream().map(KpiParameter::name).collect(joining(", "));
        return new CareSqlException(
                ErrorCode.UNBOUND_KPI,
                name + "() is made of " + parts
                        + ", which count rows of different tables; ask for it FROM kpis, or write " + name + "("
                        + columns + ") over rows that hold both");
    }

    private CareSqlException notOne(Kpi kpi, KpiBinding binding, List<TableScan> scans) {
        String table = binding.table().text();
        String call = kpi.name().text() + "()";
        String columns = kpi.columns().stream().map(KpiParameter::name).collect(joining(", "));
        Optional<String> reason = scans.isEmpty() ? absent.apply(table) : Optional.empty();
        if (reason.isPresent()) {
            return new CareSqlException(
                    ErrorCode.UNBOUND_KPI,
                    call + " counts rows of " + table + ", which is not there: " + reason.get() + "; or write "
                            + kpi.name().text() + "(" + columns + ")");
        }
        if (scans.isEmpty()) {
            return new CareSqlException(
                    ErrorCode.UNBOUND_KPI,
                    call + " counts rows of " + table + ", which FROM does not reach here; add it to FROM, or write "
                            + kpi.name().text() + "(" + columns + ")");
        }
        return new CareSqlException(
                ErrorCode.AMBIGUOUS_NAME,
                call + " is ambiguous: " + table + " stands " + scans.size()
                        + " times in FROM; write " + kpi.name().text() + "(" + columns
                        + ") with the columns of the one that is meant");
    }
}
