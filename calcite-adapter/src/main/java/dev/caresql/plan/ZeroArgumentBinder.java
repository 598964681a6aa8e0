package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiBinding;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.formula.KpiExpander;
import dev.caresql.formula.KpiFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Binds {@code NPS()} to the table and columns that the catalog names: finds the one scan of that table under an
 * aggregate, through joins, filters and derived tables, and lifts the columns from there.
 */
final class ZeroArgumentBinder implements KpiExpander.Binder {
    private final BindingCompiler bindings;

    ZeroArgumentBinder(BindingCompiler bindings) {
        this.bindings = requireNonNull(bindings, "bindings is null");
    }

    @Override
    public KpiExpander.Bound bind(RelNode input, KpiFunction function) {
        Kpi kpi = function.kpi();
        KpiBinding binding = kpi.binding()
                .orElseThrow(() -> new CareSqlException(
                        ErrorCode.UNBOUND_KPI, kpi.name().text() + "() has no table of its own; give its arguments"));
        List<TableScan> scans = ColumnLift.reachableScans(input, binding.table().text());
        if (scans.size() != 1) {
            throw notOne(kpi, binding, scans);
        }
        TableScan scan = scans.get(0);
        BindingCompiler.CompiledBinding compiled = bindings.compile(kpi, binding, scan.getRowType());
        List<RexNode> lifted = new ArrayList<>(compiled.columns());
        RexNode present = scan.getCluster().getRexBuilder().makeLiteral(true);
        boolean padded = ColumnLift.isNullPadded(input, scan);
        boolean conditional = compiled.where().isPresent() || padded;
        if (conditional) {
            lifted.add(compiled.where().orElse(present));
        }
        RelNode extended = ColumnLift.lift(input, scan, lifted);
        int first = input.getRowType().getFieldCount();
        List<RexNode> columns = new ArrayList<>();
        for (int i = 0; i < compiled.columns().size(); i++) {
            columns.add(RexInputRef.of(first + i, extended.getRowType()));
        }
        Optional<RexNode> where = conditional
                ? Optional.of(RexInputRef.of(first + lifted.size() - 1, extended.getRowType()))
                : Optional.empty();
        return new KpiExpander.Bound(extended, columns, where);
    }

    private static CareSqlException notOne(Kpi kpi, KpiBinding binding, List<TableScan> scans) {
        String table = binding.table().text();
        String call = kpi.name().text() + "()";
        String columns = String.join(", ", binding.arguments().keySet());
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
