package dev.caresql.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.engine.ProgressListener;
import dev.caresql.plan.CareDatabase;
import dev.caresql.plan.DatabaseSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked examples of a user's own catalog are computed on their rows, with the model's settings. */
class WrongExamplesTest {
    private static final String MODEL = """
            model: m
            timeZone: Asia/Ho_Chi_Minh
            repeatWindow: {days: 3}
            defaultCalendar: office
            calendars:
              office: {hours: {mon-fri: "08:00-17:00"}}
            kpis: my.yaml
            sources: {s: {file: s.csv}}
            tables:
              survey_responses:
                from: s
                columns: {response_id: id, survey_type: "'NPS'", score: score}
                extra: {shop: shop}
            """;

    @TempDir
    private Path folder;

    /** The warnings about a catalog that begins on line 1. */
    private List<String> warnings(String catalog) throws Exception {
        Files.writeString(folder.resolve("caresql.yaml"), MODEL);
        Files.writeString(folder.resolve("my.yaml"), catalog);
        Files.writeString(folder.resolve("s.csv"), "id,score,shop\n1,9,A\n");
        try (CareDatabase database = CareDatabase.open(DatabaseSettings.of(folder), ProgressListener.NONE)) {
            return new Lints(Clock.systemUTC())
                    .look(database).stream()
                            .map(String::valueOf)
                            .filter(warning -> warning.contains("example"))
                            .toList();
        }
    }

    private static String detractors(String example) {
        return """
                kpis:
                  - name: DETRACTORS
                    parameters: {score: integer, most: {type: integer, default: 6}}
                    valid: score BETWEEN 0 AND 10
                    formula: 100 * COUNT(*) FILTER (WHERE score <= most) / COUNT(*)
                    binding: {table: survey_responses, where: "survey_type = 'NPS'", time: responded_at, arguments: {score: score}}
                    unit: "%"
                    example:
                """ + example.indent(6);
    }

    @Test
    void whatComesOutAsWrittenIsNotMentioned() throws Exception {
        assertThat(warnings(detractors("""
                        - rows: {survey_type: NPS, score: [10, 8, 3, 5, 11]}
                          value: 50
                          answers: {DETRACTORS(most => 3): 25, DETRACTORS_INVALID(): 1, DETRACTORS_CI_LOW(): ~15.00}
                        - rows: {survey_type: CSAT, score: 1}
                          value: null
                        - rows: {survey_type: NPS, score: [1, 2, 9], shop: [A, B, B]}
                          where: shop = 'B'
                          value: 50
                        - rows: {survey_type: NPS, score: [1, 2, 9], times: [1, 1, 4]}
                          value: ~33.33
                        """))).isEmpty();
    }

    @Test
    void anotherResultIsSaidWithEntryFileAndLine() throws Exception {
        assertThat(warnings(detractors("""
                        - rows: {survey_type: NPS, score: [10, 8, 3, 5]}
                          value: 40
                          answers:
                            DETRACTORS(most => 3): 25
                            DETRACTORS_N(): 5
                            DETRACTORS_CI_HIGH(): ~85.01
                        - rows: {survey_type: NPS, score: null}
                          value: 0
                        - rows: {survey_type: NPS, score: 3}
                          value: null
                        """)))
                .containsExactly(
                        "my.yaml:10: KPI DETRACTORS: example: DETRACTORS() gives 50, not 40; mend the formula or the example",
                        "my.yaml:13: KPI DETRACTORS: example: DETRACTORS_N() gives 4, not 5; mend the formula or the example",
                        "my.yaml:14: KPI DETRACTORS: example: DETRACTORS_CI_HIGH() gives 84.99610108478504, not ~85.01; mend"
                                + " the formula or the example",
                        "my.yaml:16: KPI DETRACTORS: example: DETRACTORS() gives NULL, not 0; mend the formula or the example",
                        "my.yaml:17: KPI DETRACTORS: example: DETRACTORS() gives 100, not NULL; mend the formula or the"
                                + " example");
    }

    @Test
    void whatCannotBeComputedSaysWhy() throws Exception {
        assertThat(warnings(detractors("""
                        - rows: {survey_type: NPS, score: many}
                          value: 40
                        - rows: {survey_type: NPS, score: 3}
                          where: scores > 2
                          value: 40
                        - rows: {survey_type: NPS, score: 3}
                          as_of: 2025-03-31
                          value: 100
                        """)))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith(
                                        "my.yaml:10: KPI DETRACTORS: example: it cannot be computed: the rows cannot"
                                                + " be stored: ")
                                .contains("'many'"),
                        second -> assertThat(second)
                                .startsWith("my.yaml:13: KPI DETRACTORS: example: it cannot be computed: ")
                                .contains("scores"),
                        third -> assertThat(third)
                                .startsWith(
                                        "my.yaml:16: KPI DETRACTORS: example: it cannot be computed: as_of '2025-03-31'"
                                                + " is not an instant such as 2025-03-31T00:00:00Z"));
    }

    /** The window of three days, the zone and the calendar are the model's; derived tables come from the rows. */
    @Test
    void anImportsDerivationsAndTheModelsSettingsHold() throws Exception {
        assertThat(warnings("""
                kpis:
                  - name: REPEATS
                    parameters: {has_repeat: boolean}
                    formula: COUNT(*) FILTER (WHERE has_repeat)
                    binding: {table: interactions, time: started_at, arguments: {has_repeat: has_repeat_contact}}
                    unit: calls
                    example:
                      rows: {interaction_id: '{n}', channel_code: VOICE, direction_code: INBOUND, outcome_code: ANSWERED, customer_id: C, started_at: [2025-03-03 09:00:00, 2025-03-05 09:00:00, 2025-03-09 09:00:00]}
                      value: 1
                  - name: DAYS
                    parameters: {day_date: date}
                    formula: COUNT(DISTINCT day_date)
                    binding: {table: interactions, time: started_at, arguments: {day_date: business_date}}
                    unit: days
                    example:
                      rows: {interaction_id: '{n}', started_at: [2025-03-03 16:59:59, 2025-03-03 17:00:00, 2025-03-03 18:00:00]}
                      value: 2
                  - name: WORK_TIME
                    parameters: {starts_at: timestamp, ends_at: timestamp}
                    formula: SUM(BUSINESS_SECONDS(starts_at, ends_at))
                    unit: s
                    example:
                      rows: {starts_at: 2025-03-07 09:00:00, ends_at: 2025-03-10 02:00:00}
                      value: 7200
                  - name: SPELLS
                    parameters: {spell_no: integer}
                    formula: MAX(spell_no)
                    binding: {table: customer_spells, time: started_at, arguments: {spell_no: spell_no}}
                    unit: spells
                    example:
                      tables:
                        subscriptions: {subscription_id: '{n}', customer_id: C, started_at: [2025-01-01, 2025-03-01], ended_at: [2025-02-01, null]}
                      value: 2
                  - name: SPELLS_GIVEN
                    parameters: {spell_no: integer}
                    formula: MAX(spell_no)
                    binding: {table: customer_spells, time: started_at, arguments: {spell_no: spell_no}}
                    unit: spells
                    example: {rows: {customer_id: C, spell_no: [1, 2, 3]}, value: 3}
                  - name: OWN_COST_PER_CONTACT
                    parameters: {amount: double, contact_id: varchar}
                    formula: OPERATING_COST(amount) / CONTACT_COUNT(contact_id)
                    binding: {spans: [OPERATING_COST, CONTACT_COUNT]}
                    unit: money
                    example:
                      tables:
                        operating_costs: {cost_date: 2025-01-01, amount: [100, 50]}
                        interactions: {interaction_id: '{n}', started_at: 2025-01-02, channel_code: VOICE, outcome_code: ANSWERED, direction_code: INBOUND, times: 3}
                      value: 50
                """)).isEmpty();
    }
}
