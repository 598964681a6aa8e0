package dev.caresql.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import dev.caresql.formula.FormulaCompiler;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every KPI of the product's own catalog must have. */
final class KpiCatalogTest {
    private final Problems problems = new Problems();
    private final KpiCatalog catalog = KpiCatalogLoader.load(List.of(), problems);

    @Test
    void everyFormulaCompiles() {
        new FormulaCompiler(catalog).check(problems);
        assertThat(problems.list()).isEmpty();
        assertThat(catalog.kpis()).isNotEmpty();
    }
}
