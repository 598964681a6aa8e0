package dev.caresql.plan;

import dev.caresql.catalog.ExampleRows;
import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiBinding;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import dev.caresql.engine.EngineTable;
import dev.caresql.error.DidYouMean;
import dev.caresql.formula.FormulaCompiler;
import dev.caresql.model.CanonicalColumn;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.CanonicalTables;
import dev.caresql.model.CareModel;
import dev.caresql.sql.CareParser;
import dev.caresql.sql.CareTypeFactory;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.util.SqlBasicVisitor;

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
        compiler.checkScalars(compiler.catalog().usersScalars(), problems);
        for (Kpi kpi : kpis) {
            kpi.binding().ifPresent(binding -> checkBinding(kpi, binding, problems));
            kpi.spans().forEach(part -> checkPart(kpi, part, problems));
            compiler.catalog().examples(kpi).forEach(example -> example.tables()
                    .forEach((table, rows) -> checkExample(kpi, table, rows, problems)));
        }
    }

    /** A part is a KPI with a table of its own or parts of its own, and the formula calls it. */
    private void checkPart(Kpi kpi, Located part, Problems problems) {
        String subject = "KPI " + kpi.name().text();
        Optional<Kpi> known = compiler.catalog().find(part.text());
        if (known.isEmpty()) {
            problems.add(
                    part,
                    subject,
                    "binding: there is no KPI '" + part.text() + "'"
                            + DidYouMean.hint(part.text(), compiler.catalog().names()));
        } else if (known.get().binding().isEmpty() && known.get().spans().isEmpty()) {
            problems.add(part, subject, "binding: KPI " + part.text() + " has no table of its own");
        } else if (!calls(kpi, part.text())) {
            problems.add(part, subject, "binding: the formula does not call " + part.text());
        }
    }

    private static boolean calls(Kpi kpi, String part) {
        boolean[] found = new boolean[1];
        CareParser.expression(kpi.formula().text()).accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                found[0] |= call.getOperator().getName().equalsIgnoreCase(part);
                return super.visit(call);
            }
        });
        return found[0];
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

    private void checkExample(Kpi kpi, Located name, ExampleRows rows, Problems problems) {
        String subject = "KPI " + kpi.name().text();
        boolean isOfCallersRows = kpi.binding().isEmpty() && kpi.spans().isEmpty();
        CanonicalTable table = canonical.get(name.text());
        if (table == null && !isOfCallersRows) {
            problems.add(
                    name,
                    subject,
                    "example: there is no table '" + name.text() + "'"
                            + DidYouMean.hint(name.text(), canonical.keySet()));
            return;
        }
        List<String> known = table == null
                ? kpi.parameters().stream().map(KpiParameter::name).toList()
                : columns(table).getFieldNames();
        for (ExampleRows.Column column : rows.columns()) {
            if (!known.contains(column.name())) {
                problems.add(
                        name,
                        subject,
                        "example: " + name.text() + " has no column '" + column.name() + "'"
                                + DidYouMean.hint(column.name(), known));
            }
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
