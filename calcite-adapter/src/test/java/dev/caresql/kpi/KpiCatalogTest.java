package dev.caresql.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiBinding;
import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import dev.caresql.formula.FormulaCompiler;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.CanonicalTables;
import dev.caresql.plan.TestingDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every KPI of the product's own catalog must have. */
final class KpiCatalogTest {
    /** KPIs of rows that no table of the care model holds. */
    private static final Set<String> OF_THE_CALLERS_ROWS = Set.of("SCORECARD_SCORE");

    private final Problems problems = new Problems();
    private final KpiCatalog catalog = KpiCatalogLoader.load(List.of(), problems);

    @Test
    void everyFormulaCompiles() {
        new FormulaCompiler(catalog).check(catalog.kpis(), problems);
        assertThat(problems.list()).isEmpty();
        assertThat(catalog.kpis()).isNotEmpty();
    }

    @Test
    void everyKpiIsDescribedInBothLanguages() {
        for (Kpi kpi : catalog.kpis()) {
            String name = kpi.name().text();
            assertThat(kpi.texts().labelEn()).as(name).isNotBlank();
            assertThat(kpi.texts().labelVi()).as(name).isNotBlank();
            assertThat(kpi.texts().descriptionEn()).as(name).endsWith(".");
            assertThat(kpi.texts().descriptionVi()).as(name).endsWith(".");
            assertThat(kpi.source()).as(name).isNotBlank();
            assertThat(kpi.since()).as(name).matches("[0-9]+\\.[0-9]+");
            assertThat(kpi.measure().unit()).as(name).isNotBlank();
        }
    }

    @Test
    void noTwoKpisShareALabel() {
        assertThat(catalog.kpis()).extracting(kpi -> kpi.texts().labelEn()).doesNotHaveDuplicates();
        assertThat(catalog.kpis()).extracting(kpi -> kpi.texts().labelVi()).doesNotHaveDuplicates();
    }

    @Test
    void everyKpiIsBoundToColumnsOfTheCareModel() throws SQLException {
        CanonicalTables tables = CanonicalTables.load();
        try (TestingDatabase database = TestingTables.create(catalog)) {
            for (Kpi kpi : catalog.kpis()) {
                String name = kpi.name().text();
                if (OF_THE_CALLERS_ROWS.contains(name)) {
                    assertThat(kpi.binding()).as(name).isEmpty();
                    continue;
                }
                if (!kpi.spans().isEmpty()) {
                    assertThat(kpi.spans()).as(name).allMatch(part -> catalog.find(part.text())
                            .orElseThrow()
                            .binding()
                            .isPresent());
                    continue;
                }
                KpiBinding binding = kpi.binding().orElseThrow(() -> new AssertionError(name + " has no binding"));
                CanonicalTable table =
                        tables.table(binding.table().text()).orElseThrow(() -> new AssertionError(name + ": table"));
                assertThat(table.column(binding.time().text())).as(name).isPresent();
                Object empty = database.value("SELECT " + name + "() FROM " + table.name());
                assertThat(empty).as(name + " of no rows").isIn(null, 0L);
            }
        }
    }
}
