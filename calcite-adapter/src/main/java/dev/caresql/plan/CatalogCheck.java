package dev.caresql.plan;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiBinding;
import dev.caresql.config.Problems;
import dev.caresql.engine.EngineTable;
import dev.caresql.error.DidYouMean;
import dev.caresql.formula.FormulaCompiler;
import dev.caresql.model.CanonicalColumn;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.CanonicalTables;
import dev.caresql.model.CareModel;
import dev.caresql.sql.CareTypeFactory;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;

/**
 * Checks KPIs against the formulas' language and the columns that there can be: those of the care model, mapped or
 * not, and the user's own.
 */
final class CatalogCheck {
    private final FormulaCompiler compiler;
    private final List<EngineTable> tables;
    private final Map<String, CanonicalTable> canonical;

    CatalogCheck(FormulaCompiler compiler, List<EngineTable> tables, Optional<CareModel> model) {
        this.canonical = new LinkedHashMap<>(CanonicalTables.load().all());
        model.ifPresent(of -> canonical.putAll(of.derivedTables()));
        this.compiler = compiler;
        this.tables = List.copyOf(tables);
    }

    void check(Collection<Kpi> kpis, Problems problems) {
        compiler.check(kpis, problems);
        for (Kpi kpi : kpis) {
            kpi.binding().ifPresent(binding -> checkBinding(kpi, binding, problems));
        }
    }

    private void checkBinding(Kpi kpi, KpiBinding binding, Problems problems) {
        CanonicalTable table = canonical.get(binding.table().text());
        if (table == null) {
            problems.add(
                    binding.table(),
                    "KPI " + kpi.name().text(),
                    "binding: there is no table '" + binding.table().text() + "'"
                            + DidYouMean.hint(binding.table().text(), canonical.keySet()));
        } else {
            BindingCompiler.check(kpi, columns(table), problems);
        }
    }

    private RelDataType columns(CanonicalTable table) {
        RelDataTypeFactory factory = CareTypeFactory.shared();
        RelDataTypeFactory.Builder columns = factory.builder();
        for (Map<String, CanonicalColumn> known : List.of(table.columns(), table.derived())) {
            known.forEach((name, column) -> columns.add(name, column.type().relType(factory)));
        }
        tables.stream()
                .filter(mapped -> mapped.name().equals(table.name()))
                .flatMap(mapped -> mapped.rowType().getFieldList().stream())
                .filter(field -> table.column(field.getName()).isEmpty())
                .forEach(columns::add);
        return columns.build();
    }
}
