package dev.caresql.kpi;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.caresql.catalog.ExampleRows;
import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.catalog.KpiExample;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import dev.caresql.engine.DerivationCompiler;
import dev.caresql.engine.Derivations;
import dev.caresql.engine.RelSql;
import dev.caresql.engine.duckdb.DuckDbDialect;
import dev.caresql.formula.FormulaCompiler;
import dev.caresql.model.CanonicalColumn;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.CanonicalTables;
import dev.caresql.model.RepeatWindow;
import dev.caresql.plan.TestingDatabase;
import dev.caresql.sql.CareTypeFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The worked examples of the catalog: their rows are put into tables, what an import derives is derived, and the calls are
 * asked in SQL.
 */
final class CatalogExamplesTest {
    private static final KpiCatalog CATALOG = KpiCatalogLoader.load(List.of(), new Problems());
    private static final FormulaCompiler FORMULAS = new FormulaCompiler(CATALOG);
    private static final CanonicalTables TABLES = CanonicalTables.load();
    private static final Map<String, String> SETTINGS = RepeatWindow.DEFAULT.settings();
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final String CALLERS_ROWS = "rows";
    private static final double TOLERANCE = 1e-9;

    @TestFactory
    List<DynamicTest> everyExampleHolds() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Kpi kpi : CATALOG.kpis()) {
            for (KpiExample example : CATALOG.examples(kpi)) {
                tests.add(dynamicTest(kpi.name().text(), () -> check(kpi, example)));
            }
        }
        return tests;
    }

    @Test
    void everyKpiHasAnExample() {
        assertThat(CATALOG.kpis())
                .allSatisfy(kpi ->
                        assertThat(CATALOG.examples(kpi)).as(kpi.name().text()).isNotEmpty());
    }

    private static void check(Kpi kpi, KpiExample example) throws SQLException {
        try (TestingDatabase database = new TestingDatabase(FORMULAS)) {
            example.asOf().ifPresent(instant -> database.asOf(instant.text()));
            Set<String> given = new LinkedHashSet<>();
            for (Map.Entry<Located, ExampleRows> entry : example.tables().entrySet()) {
                given.add(entry.getKey().text());
                fill(database, kpi, entry.getKey().text(), entry.getValue());
            }
            boolean isDerived = false;
            for (Kpi counted : counted(kpi)) {
                String table = counted.binding().orElseThrow().table().text();
                if (given.add(table)) {
                    isDerived |= table(table).query().isPresent();
                    if (!isDerived) {
                        TestingTables.create(database, table);
                    }
                }
            }
            if (isDerived) {
                database.derive(ZONE);
            }
            String where = example.where()
                    .map(condition -> " WHERE " + condition.text())
                    .orElse("");
            for (KpiExample.Answer answer : example.answers()) {
                for (String question : questions(kpi, answer.call())) {
                    compare(answer, question, database.value(question + where));
                }
            }
        }
    }

    private static List<Kpi> counted(Kpi kpi) {
        return kpi.spans().isEmpty()
                ? kpi.binding().isPresent() ? List.of(kpi) : List.of()
                : kpi.spans().stream()
                        .map(part -> CATALOG.find(part.text()).orElseThrow())
                        .toList();
    }

    /** A call in both forms over the table of its KPI; the column of a KPI of several tables. */
    private static List<String> questions(Kpi kpi, String call) {
        if (!kpi.spans().isEmpty()) {
            return List.of("SELECT AGGREGATE(" + call.replace("()", "") + ") FROM kpis");
        }
        int open = call.indexOf('(');
        String options = call.substring(open + 1, call.length() - 1);
        if (kpi.binding().isEmpty()) {
            String columns = kpi.columns().stream().map(KpiParameter::name).collect(joining(", "));
            return List.of("SELECT " + call.substring(0, open + 1) + columns + (options.isEmpty() ? "" : ", " + options)
                    + ") FROM \"" + CALLERS_ROWS + "\"");
        }
        String from = " FROM " + kpi.binding().get().table().text();
        return List.of(
                "SELECT " + call + from, "SELECT " + Examples.explicit(call.substring(0, open), kpi, options) + from);
    }

    private static void compare(KpiExample.Answer answer, String question, @Nullable Object actual) {
        Optional<BigDecimal> expected = answer.number().map(BigDecimal::new);
        if (expected.isEmpty()) {
            assertThat(actual).as(question).isNull();
            return;
        }
        assertThat(actual).as(question).isInstanceOf(Number.class);
        double value = ((Number) actual).doubleValue();
        if (answer.isRounded()) {
            assertThat(BigDecimal.valueOf(value).setScale(expected.get().scale(), RoundingMode.HALF_UP))
                    .as(question)
                    .isEqualTo(expected.get());
        } else {
            double exact = expected.get().doubleValue();
            assertThat(value).as(question).isCloseTo(exact, within(TOLERANCE * Math.max(1, Math.abs(exact))));
        }
    }

    private static void fill(TestingDatabase database, Kpi kpi, String table, ExampleRows example) throws SQLException {
        boolean isOfCallersRows = table.equals(CALLERS_ROWS);
        if (isOfCallersRows) {
            database.duckDb(kpi.columns().stream()
                    .map(column -> column.name() + " " + column.type())
                    .collect(joining(", ", "CREATE TABLE " + CALLERS_ROWS + " (", ")")));
        } else {
            TestingTables.create(database, table);
        }
        List<String> columns =
                example.columns().stream().map(ExampleRows.Column::name).toList();
        database.duckDb("INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES "
                + example.rows().stream().map(CatalogExamplesTest::tuple).collect(joining(", ")));
        if (!isOfCallersRows) {
            derive(database, table(table), columns);
        }
    }

    private static String tuple(List<Optional<String>> row) {
        return row.stream()
                .map(cell ->
                        cell.map(text -> "'" + text.replace("'", "''") + "'").orElse("NULL"))
                .collect(joining(", ", "(", ")"));
    }

    /** What an import would derive from the columns of the example, and from NULL in the others. */
    private static void derive(TestingDatabase database, CanonicalTable table, List<String> given) throws SQLException {
        Map<String, RelDataType> stored = new LinkedHashMap<>();
        for (CanonicalColumn column : table.allColumns().values()) {
            if (column.derivation().isEmpty() || given.contains(column.name())) {
                stored.put(column.name(), column.type().relType(CareTypeFactory.shared()));
            }
        }
        if (table.timeColumn().isPresent() && table.column("business_date").isPresent()) {
            database.duckDb("UPDATE " + table.name() + " SET business_date = CAST("
                    + table.timeColumn().get() + " + INTERVAL 7 HOUR AS DATE)");
        }
        Derivations derivations = new DerivationCompiler(table, List.of(table.name()), stored, SETTINGS).compile();
        RelSql sql = new RelSql(DuckDbDialect.INSTANCE);
        for (Derivations.Pass pass : derivations.passes()) {
            set(database, table, pass.initial(), sql);
            database.duckDb("UPDATE " + table.name() + " AS target SET "
                    + pass.columns().stream()
                            .map(column -> column.name() + " = computed." + column.name())
                            .collect(joining(", "))
                    + " FROM (" + sql.write(pass.plan()).text() + ") AS computed WHERE computed.rowid = target.rowid");
        }
        set(database, table, derivations.computed(), sql);
    }

    private static void set(
            TestingDatabase database, CanonicalTable table, Map<CanonicalColumn, RelNode> values, RelSql sql)
            throws SQLException {
        for (Map.Entry<CanonicalColumn, RelNode> value : values.entrySet()) {
            database.duckDb("UPDATE " + table.name() + " SET " + value.getKey().name() + " = "
                    + sql.writeExpression(value.getValue()));
        }
    }

    private static CanonicalTable table(String name) {
        return TABLES.table(name).orElseThrow(() -> new AssertionError("there is no table " + name));
    }
}
