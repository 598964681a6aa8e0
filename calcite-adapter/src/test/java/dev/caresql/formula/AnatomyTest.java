package dev.caresql.formula;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.catalog.KpiMeasure.Additivity;
import dev.caresql.catalog.KpiMeasure.Interval;
import dev.caresql.config.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read off a formula: its fraction, its interval, its additivity. */
final class AnatomyTest {
    private final Problems problems = new Problems();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            100 * COUNT(*) FILTER (WHERE x >= 4) / COUNT(*)                                         | WILSON | 100 * $0 / $1
            100 * COUNT(*) FILTER (WHERE x >= 4) / NULLIF(COUNT(*), 0)                              | WILSON | 100 * $0 / $1
            COUNT(*) FILTER (WHERE x >= 4) / COUNT(*) * 100                                         | WILSON | 100 * $0 / $1
            100 - 100 * COUNT(*) FILTER (WHERE x >= 4) / COUNT(*)                                   | WILSON | 100 * -($1, $0) / $1
            100 * (1 - COUNT(*) FILTER (WHERE x >= 4) / COUNT(*))                                   | WILSON | 100 * -($1, $0) / $1
            100 * (COUNT(*) - COUNT(*) FILTER (WHERE x >= 4)) / COUNT(*)                            | WILSON | 100 * -($0, $1) / $0
            100 * COUNT(*) FILTER (WHERE t = 'A') / COUNT(*) FILTER (WHERE t IN ('A', 'B'))         | WILSON | 100 * $0 / $1
            100 * COUNT(*) FILTER (WHERE t IN ('A', 'C')) / COUNT(*) FILTER (WHERE t IN ('A', 'B')) | NONE   | 100 * $0 / $1
            100 * COUNT(*) FILTER (WHERE x > 2) / COUNT(*) FILTER (WHERE x > 1 OR y > 7)            | WILSON | 100 * $0 / $1
            100 * COUNT(*) FILTER (WHERE x > 2) / COUNT(*) FILTER (WHERE NOT (x <= 2 AND y > 7))    | WILSON | 100 * $0 / $1
            100 * COUNT(*) FILTER (WHERE x > 2) / COUNT(*) FILTER (WHERE x > 2 AND y > 7)           | NONE   | 100 * $0 / $1
            100 * COUNT(*) FILTER (WHERE x > 2) / COUNT(x)                                          | WILSON | 100 * $0 / $1
            100 * COUNT(*) FILTER (WHERE x > 2) / COUNT(y)                                          | NONE   | 100 * $0 / $1
            100 * COUNT(y) FILTER (WHERE x > 2) / COUNT(y)                                          | WILSON | 100 * $0 / $1
            100 * COUNT(*) / COUNT(*) FILTER (WHERE x > 2)                                          | NONE   | 100 * $0 / $1
            100 * COUNT(DISTINCT t) FILTER (WHERE x > 2) / COUNT(DISTINCT t)                        | WILSON | 100 * $0 / $1
            100 * COUNT(DISTINCT t) FILTER (WHERE x > 2) / COUNT(*)                                 | NONE   | 100 * $0 / $1
            100 * (COUNT(*) FILTER (WHERE x > 8) - COUNT(*) FILTER (WHERE x <= 6)) / COUNT(*)       | NPS    | 100 * -($0, $1) / $2
            100 * (COUNT(*) FILTER (WHERE x > 5) - COUNT(*) FILTER (WHERE x <= 6)) / COUNT(*)       | NONE   | 100 * -($0, $1) / $2
            AVG(x)                                                                                  | MEAN   | 1 * $1 / $2
            AVG(x) / 60                                                                             | MEAN   | 0.01666666666666667 * $1 / $2
            SUM(x) / COUNT(x)                                                                       | MEAN   | 1 * $0 / $1
            SUM(x) / COUNT(y)                                                                       | NONE   | 1 * $0 / $1
            SUM(x) / SUM(y)                                                                         | NONE   | 1 * $0 / $1
            """)
    void theIntervalFollowsFromTheFormula(String formula, Interval interval, String fraction) {
        Anatomy anatomy = anatomy("formula: \"" + formula + "\"");
        assertThat(anatomy.interval()).isEqualTo(interval);
        Fraction found = anatomy.fraction().orElseThrow();
        assertThat(found.scale().toPlainString() + " * " + found.numerator() + " / " + found.denominator())
                .isEqualTo(fraction);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            COUNT(*)                                | ADDITIVE
            SUM(x) / SUM(y)                         | ADDITIVE
            AVG(x)                                  | ADDITIVE
            MIN(x) + MAX(y)                         | ADDITIVE
            COUNT(DISTINCT t)                       | UNIQUE
            AVG(DISTINCT x)                         | UNIQUE
            SUM(x) / COUNT(DISTINCT t)              | UNIQUE
            MEDIAN(x)                               | QUANTILE
            KPI_PERCENTILE(x, 0.9)                  | QUANTILE
            """)
    void theAdditivityFollowsFromTheFormula(String formula, Additivity additivity) {
        assertThat(anatomy("formula: " + formula).additivity()).isEqualTo(additivity);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            COUNT(DISTINCT t) | additivity: additive | 'additivity: additive' is not what the formula is: COUNT(DISTINCT ...) needs the keys of all days; declare unique, or leave it to the formula
            MEDIAN(x)         | additivity: windowed | 'additivity: windowed' is not what the formula is: KPI_MEDIAN needs the rows of all days; declare quantile, or leave it to the formula
            SUM(x) / COUNT(*) | interval: wilson     | 'interval: wilson' needs a count divided by a count
            COUNT(*)          | interval: mean       | 'interval: mean' needs AVG(x), or SUM(x) divided by COUNT(x)
            COUNT(x)/COUNT(*) | interval: nps        | 'interval: nps' needs the difference of two counts divided by a count
            """)
    void aCatalogThatContradictsTheFormulaIsRefused(String formula, String declared, String reason) {
        KpiCatalog catalog = catalog("formula: " + formula + "\n    " + declared);
        new FormulaCompiler(catalog).check(catalog.kpis(), problems);
        assertThat(problems.list()).singleElement().hasToString("my.yaml:5: KPI K: " + reason);
    }

    @Test
    void theCatalogMaySayWhatCannotBeProved() {
        Anatomy anatomy = anatomy("formula: 100 * COUNT(*) FILTER (WHERE x > 2) / COUNT(y)\n    interval: wilson");
        assertThat(anatomy.interval()).isEqualTo(Interval.WILSON);
        Anatomy none = anatomy("formula: 100 * COUNT(*) FILTER (WHERE x > 2) / COUNT(*)\n    interval: none");
        assertThat(none.interval()).isEqualTo(Interval.NONE);
    }

    private Anatomy anatomy(String entry) {
        KpiCatalog catalog = catalog(entry);
        Kpi kpi = catalog.kpis().iterator().next();
        return new FormulaCompiler(catalog).anatomy(kpi);
    }

    private KpiCatalog catalog(String entry) {
        String yaml =
                "kpis:\n  - name: K\n    unit: u\n    parameters: {x: double, y: double, t: varchar}\n    " + entry;
        return new KpiCatalogLoader(problems).add("my.yaml", yaml).catalog();
    }

    @Test
    void everyRateOfTheProductHasItsInterval() {
        KpiCatalog catalog = KpiCatalogLoader.load(List.of(), problems);
        FormulaCompiler compiler = new FormulaCompiler(catalog);
        assertThat(compiler.anatomy(kpi(catalog, "NPS")).interval()).isEqualTo(Interval.NPS);
        for (String name : List.of("CSAT", "FCR_RATE", "SERVICE_LEVEL", "RESOLUTION_RATE", "ABANDON_RATE")) {
            assertThat(compiler.anatomy(kpi(catalog, name)).interval()).as(name).isEqualTo(Interval.WILSON);
        }
        assertThat(compiler.anatomy(kpi(catalog, "SURVEY_RESPONSE_RATE")).interval())
                .isEqualTo(Interval.NONE);
    }

    private static Kpi kpi(KpiCatalog catalog, String name) {
        return catalog.find(name).orElseThrow();
    }
}
