package dev.caresql.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import dev.caresql.formula.FormulaCompiler;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** KPIs made of KPIs of several tables. */
class SpanningKpiTest {
    private static final String PARTS = """
            kpis:
              - name: COST
                parameters: {amount: decimal}
                formula: SUM(amount)
                binding: {table: operating_costs, time: cost_date, arguments: {amount: amount}}
                unit: money
              - name: CALLS
                parameters: {call_id: varchar}
                formula: COUNT(call_id)
                binding: {table: interactions, time: started_at, arguments: {call_id: interaction_id}}
                unit: calls
              - name: LOOSE
                parameters: {call_id: varchar}
                formula: COUNT(call_id)
                unit: calls
              - name: COST_OF_CALL
                parameters: {amount: decimal, call_id: varchar}
                formula: %s
                binding: {spans: [%s]}
                unit: money
            """;

    @Test
    void worksOnRowsThatHoldBoth() throws SQLException {
        try (TestingDatabase database = new TestingDatabase(catalog("COST(amount) / CALLS(call_id)", "COST, CALLS"))) {
            database.duckDb("CREATE TABLE spend AS SELECT * FROM (VALUES ('A', 10.5, 'c1'), ('A', NULL, 'c2'),"
                    + " ('B', 1, NULL)) t(team, amount, call_id)");
            assertThat(database.rows("SELECT team, COST_OF_CALL(amount, call_id) FROM spend GROUP BY ROLLUP(team)"
                            + " ORDER BY team"))
                    .isEqualTo(List.of(Arrays.asList("A", 5.25), Arrays.asList("B", null), Arrays.asList(null, 5.75)));
        }
    }

    @Test
    void isRefusedWithoutArgumentsEvenWhereOneOfItsTablesStands() throws SQLException {
        try (TestingDatabase database = new TestingDatabase(catalog("COST(amount) / CALLS(call_id)", "COST, CALLS"))) {
            database.duckDb("CREATE TABLE operating_costs (cost_date DATE, amount DECIMAL(19, 4))");
            assertThatThrownBy(() -> database.value("SELECT COST_OF_CALL() FROM operating_costs"))
                    .hasMessage(
                            "COST_OF_CALL() is made of COST() and CALLS(), which count rows of different tables; ask"
                                    + " for it FROM kpis, or write COST_OF_CALL(amount, call_id) over rows that hold both");
        }
    }

    @Test
    void mistakesInThePartsAreNamed() {
        assertThat(mistakes("COST(amount) / CALLS(call_id)", "COST, CALL"))
                .containsExactly("KPI COST_OF_CALL: binding: there is no KPI 'CALL'; did you mean 'CALLS'?");
        assertThat(mistakes("COST(amount) / LOOSE(call_id)", "COST, LOOSE"))
                .containsExactly("KPI COST_OF_CALL: binding: KPI LOOSE has no table of its own");
        assertThat(mistakes("COST(amount) / COUNT(call_id)", "COST, CALLS"))
                .containsExactly("KPI COST_OF_CALL: binding: the formula does not call CALLS");
        assertThat(mistakes("COST(amount) / CALLS(call_id)", "COST, CALLS], where: [x"))
                .containsExactly("KPI COST_OF_CALL: unknown key 'where'");
        assertThat(mistakes("COST(amount) / CALLS(call_id)", "COST, CALLS")).isEmpty();
    }

    private static KpiCatalog catalog(String formula, String spans) {
        return new KpiCatalogLoader(new Problems())
                .add("my.yaml", PARTS.formatted(formula, spans))
                .catalog();
    }

    private static List<String> mistakes(String formula, String spans) {
        Problems problems = new Problems();
        KpiCatalog catalog = new KpiCatalogLoader(problems)
                .add("my.yaml", PARTS.formatted(formula, spans))
                .catalog();
        new CatalogCheck(new FormulaCompiler(catalog), List.of(), Optional.empty()).check(catalog.kpis(), problems);
        return problems.list().stream()
                .map(problem -> problem.subject() + ": " + problem.reason())
                .toList();
    }
}
