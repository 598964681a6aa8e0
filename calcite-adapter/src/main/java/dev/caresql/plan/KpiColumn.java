package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Suppliers;
import dev.caresql.catalog.Kpi;
import dev.caresql.formula.FormulaCompiler;
import dev.caresql.formula.KpiFunction;
import dev.caresql.formula.KpiFunctions;
import dev.caresql.sql.CareParser;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * A column of {@code kpis}: it means a KPI of whatever rows are put together. Every such column is a DOUBLE, so that no formula is
 * compiled before it is asked for.
 */
final class KpiColumn {
    private static final int NO_STREAM = -1;

    private final Kpi kpi;
    private final Supplier<KpiFunction> function;
    private final Supplier<KpiFunction> rows;
    private final int stream;
    private final List<KpiColumn> parts;

    private KpiColumn(Kpi kpi, FormulaCompiler compiler, int stream, List<KpiColumn> parts) {
        this.kpi = requireNonNull(kpi, "kpi is null");
        this.function = Suppliers.memoize(() -> KpiFunctions.bound(kpi, compiler));
        this.rows = Suppliers.memoize(() -> KpiFunctions.boundRows(kpi, compiler));
        this.stream = stream;
        this.parts = List.copyOf(parts);
    }

    /** The column of a KPI that counts the rows of one stream. */
    static KpiColumn of(Kpi kpi, FormulaCompiler compiler, int stream) {
        return new KpiColumn(kpi, compiler, stream, List.of());
    }

    /** The column of a KPI that is made of others. */
    static KpiColumn spanning(Kpi kpi, FormulaCompiler compiler, List<KpiColumn> parts) {
        return new KpiColumn(kpi, compiler, NO_STREAM, parts);
    }

    Kpi kpi() {
        return kpi;
    }

    /** The KPI bound to its table. */
    KpiFunction function() {
        return function.get();
    }

    /** The number of rows that it counts. */
    KpiFunction rows() {
        return rows.get();
    }

    /** The number of its stream; it has none when it is made of other KPIs. */
    int stream() {
        return stream;
    }

    boolean isOf(FactStream other) {
        return stream == other.number();
    }

    /** The KPIs that it is made of, in the order of the catalog's entry; empty for a KPI of one table. */
    List<KpiColumn> parts() {
        return parts;
    }

    /**
     * The KPIs of one table whose rows stand behind this one: itself, or of one made of others those of its divisor, such as
     * the contacts of a cost per contact, and all where it divides by none.
     */
    List<KpiColumn> counted() {
        if (parts.isEmpty()) {
            return List.of(this);
        }
        Set<String> called = new HashSet<>();
        SqlNode formula = CareParser.expression(kpi.formula().text());
        if (formula instanceof SqlCall quotient && quotient.getKind() == SqlKind.DIVIDE) {
            quotient.operand(1).accept(new SqlBasicVisitor<@Nullable Void>() {
                @Override
                public @Nullable Void visit(SqlCall call) {
                    called.add(call.getOperator().getName().toUpperCase(Locale.ROOT));
                    return super.visit(call);
                }
            });
        }
        List<KpiColumn> divisors = parts.stream()
                .filter(part -> called.contains(part.kpi().name().text()))
                .toList();
        return (divisors.isEmpty() ? parts : divisors)
                .stream().flatMap(part -> part.counted().stream()).distinct().toList();
    }

    String name() {
        return kpi.name().text().toLowerCase(Locale.ROOT);
    }
}
