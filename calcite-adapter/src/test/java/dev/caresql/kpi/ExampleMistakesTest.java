package dev.caresql.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Worked examples and tags of a user's catalog: what they say, and what is said of mistakes. */
final class ExampleMistakesTest {
    private static final String FILE = """
            family: Survey
            roles: [care, product]
            kpis:
              - name: SHARE
                parameters: {score: integer}
                formula: 100e0 * COUNT(*) FILTER (WHERE score >= 4) / COUNT(*)
                binding: {table: survey_responses, time: responded_at, arguments: {score: score}}
                unit: "%%"
                roles: [Supervisor]
                example: {%s}
              - name: PLAIN
                parameters: {score: integer}
                formula: MAX(score)
                unit: points
            """;

    private final Problems problems = new Problems();

    private KpiCatalog load(String example) {
        return new KpiCatalogLoader(problems)
                .add("my.yaml", FILE.formatted(example))
                .catalog();
    }

    private List<String> mistakes(String example) {
        load(example);
        return problems.list().stream()
                .map(problem -> problem.line() + " " + problem.subject() + ": " + problem.reason())
                .toList();
    }

    @Test
    void anExampleIsOneLine() {
        KpiCatalog catalog =
                load("rows: {score: [5, 3, null], survey_type: CSAT, customer_id: 'C{n}', times: [1, 2, 1]},"
                        + " as_of: 2025-01-01, value: ~33.33, answers: {SHARE_N(): 3}");
        Kpi kpi = catalog.find("share").orElseThrow();
        assertThat(problems.list()).isEmpty();
        assertThat(catalog.examples(kpi)).singleElement().satisfies(example -> assertThat(example.text(kpi.binding()))
                .isEqualTo("score 5, 3, NULL; survey_type CSAT; customer_id C{n}; times 1, 2, 1 · AS_OF() 2025-01-01 →"
                        + " SHARE() ≈ 33.33; SHARE_N() = 3"));
        assertThat(catalog.examples(kpi).get(0).tables().values())
                .singleElement()
                .satisfies(rows -> assertThat(rows.rows())
                        .hasToString("[[Optional[5], Optional[CSAT], Optional[C1]], [Optional[3], Optional[CSAT],"
                                + " Optional[C2]], [Optional[3], Optional[CSAT], Optional[C3]], [Optional.empty,"
                                + " Optional[CSAT], Optional[C4]]]"));
    }

    @Test
    void tagsOfTheFileHoldWhereAnEntryHasNone() {
        KpiCatalog catalog = load("rows: {score: 5}, value: 100");
        assertThat(catalog.find("SHARE").orElseThrow().tags().all()).containsExactly("survey", "supervisor");
        assertThat(catalog.find("PLAIN").orElseThrow().tags().all()).containsExactly("survey", "care", "product");
        assertThat(catalog.find("PLAIN").orElseThrow().tags().has("CARE")).isTrue();
        assertThat(catalog.find("SHARE").orElseThrow().tags().has("care")).isFalse();
    }

    @Test
    void columnsOfUnequalLengthAreRefused() {
        assertThat(mistakes("rows: {score: [5, 3], survey_type: [A, B, C]}, value: 1"))
                .containsExactly("10 KPI SHARE: example: column 'score' has 2 values where others have 3");
    }

    @Test
    void valuesAndTimesAreNumbers() {
        assertThat(mistakes("rows: {score: [5, 3], times: [x, -1]}, value: about 50"))
                .containsExactly(
                        "10 KPI SHARE: example: 'times' must be whole numbers up to 1000000",
                        "10 KPI SHARE: example: 'times' must be whole numbers up to 1000000",
                        "10 KPI SHARE: example: 'about 50' is not a number; a rounded one is written as ~83.02");
    }

    @Test
    void anExampleAnswersACallOfItsKpi() {
        assertThat(mistakes("rows: {score: 5}, answers: {NPS(): 3}"))
                .containsExactly("10 KPI SHARE: example: 'NPS()' is not a call such as SHARE()");
        assertThat(mistakes("row: {score: 5}"))
                .contains(
                        "10 KPI SHARE: unknown key 'row'; did you mean 'rows'?",
                        "10 KPI SHARE: example: 'value' is missing");
    }
}
