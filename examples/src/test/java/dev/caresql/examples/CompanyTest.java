package dev.caresql.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompanyTest {
    private static final long INTERACTIONS = 5_000;
    private static final List<Table> TABLES = List.of(
            Agents.ASSIGNMENTS,
            Agents.TABLE,
            Campaigns.TABLE,
            Customers.TABLE,
            Interactions.TABLE,
            KpiTargets.TABLE,
            LeadTrail.ACTIVITIES,
            LeadTrail.EVENTS,
            LeadTrail.STAGES,
            Leads.TABLE,
            Marketing.COSTS,
            Marketing.EMAILS,
            Marketing.SPEND,
            MrrMovements.TABLE,
            OrderLines.TABLE,
            Orders.TABLE,
            Organisation.CHANNELS,
            Organisation.DEPARTMENTS,
            Organisation.PRODUCTS,
            Organisation.QUEUES,
            Organisation.REASONS,
            Organisation.TEAMS,
            Promises.DAYS,
            Promises.HOURS,
            Promises.POLICIES,
            QualityEvaluations.TABLE,
            Scorecards.CARDS,
            Scorecards.ITEMS,
            ServqualAnswers.TABLE,
            Shifts.DAILY,
            Shifts.SCHEDULES,
            Shifts.STATES,
            Subscriptions.TABLE,
            SurveyForms.POSITIVE,
            SurveyForms.SURVEYS,
            SurveyForms.WEIGHTS,
            SurveyInvitations.TABLE,
            SurveyResponses.TABLE,
            TicketEvents.TABLE,
            Tickets.TABLE,
            Touches.TABLE,
            VolumeForecasts.TABLE);

    private static final Set<Table> KEYS_OF_SEVERAL_COLUMNS = Set.of(
            Agents.ASSIGNMENTS,
            KpiTargets.TABLE,
            LeadTrail.EVENTS,
            LeadTrail.STAGES,
            Marketing.COSTS,
            Marketing.EMAILS,
            Marketing.SPEND,
            OrderLines.TABLE,
            Promises.DAYS,
            Promises.HOURS,
            Promises.POLICIES,
            Scorecards.ITEMS,
            ServqualAnswers.TABLE,
            Shifts.DAILY,
            Shifts.SCHEDULES,
            Shifts.STATES,
            SurveyForms.WEIGHTS);

    @TempDir
    private static Path folder;

    @BeforeAll
    static void generate() throws IOException {
        TestingCompany.generate(
                TestingCompany.settings(7, INTERACTIONS, 0), company().folder());
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        TestingCompany again =
                TestingCompany.generate(TestingCompany.settings(7, INTERACTIONS, 0), folder.resolve("b"));
        assertThat(again.fileNames()).isEqualTo(company().fileNames());
        for (Table table : TABLES) {
            assertThat(Files.mismatch(file(company(), table), file(again, table)))
                    .as(table.fileName())
                    .isEqualTo(-1);
        }
    }

    @Test
    void anotherSeedGivesAnotherCompany() throws IOException {
        TestingCompany other =
                TestingCompany.generate(TestingCompany.settings(8, INTERACTIONS, 0), folder.resolve("c"));
        for (Table table : List.of(Agents.TABLE, Customers.TABLE, Interactions.TABLE, Leads.TABLE)) {
            assertThat(other.lines(table))
                    .as(table.fileName())
                    .isNotEqualTo(company().lines(table));
        }
    }

    @Test
    void writesOneFileForEachTable() {
        assertThat(company().fileNames())
                .containsExactlyInAnyOrderElementsOf(
                        TABLES.stream().map(Table::fileName).toList());
    }

    @ParameterizedTest
    @CsvSource({"interactions, 5000", "survey_responses, 750", "agents, 40", "customers, 625", "leads, 250", "teams, 6"
    })
    void writesTheNumberOfRowsAskedFor(String name, int rows) {
        Table table =
                TABLES.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
        assertThat(company().rows(table)).hasSize(rows);
    }

    @Test
    void everyRowHasTheColumnsOfItsTable() {
        for (Table table : TABLES) {
            List<CSVRecord> rows = company().rows(table);
            assertThat(rows).as(table.name()).isNotEmpty().allMatch(CSVRecord::isConsistent);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "customer_id, customers",
        "agent_id, agents",
        "owner_agent_id, agents",
        "assignee_agent_id, agents",
        "resolver_agent_id, agents",
        "team_id, teams",
        "department_id, departments",
        "target_department_id, departments",
        "reason_code, contact_reasons",
        "ticket_id, tickets",
        "interaction_id, interactions",
        "response_id, survey_responses",
        "invitation_id, survey_invitations",
        "survey_id, surveys",
        "queue_id, queues",
        "product_id, products",
        "campaign_id, campaigns",
        "channel_code, channels",
        "manager_agent_id, agents",
        "actor_agent_id, agents",
        "order_id, orders",
        "lead_id, leads",
        "responds_to_touch_id, touches",
        "scorecard_id, scorecards"
    })
    void everyReferenceLeadsToARow(String column, String target) {
        Table referred =
                TABLES.stream().filter(t -> t.name().equals(target)).findFirst().orElseThrow();
        Set<String> keys = company().values(referred, referred.columns().get(0).name());
        for (Table table : TABLES) {
            if (table.columns().stream().anyMatch(c -> c.name().equals(column))) {
                assertThat(keys)
                        .as("%s.%s", table.name(), column)
                        .containsAll(company().values(table, column));
            }
        }
    }

    @Test
    void keysAreUnique() {
        for (Table table : TABLES) {
            if (!KEYS_OF_SEVERAL_COLUMNS.contains(table)) {
                String key = table.columns().get(0).name();
                assertThat(company().values(table, key)).hasSameSizeAs(company().rows(table));
            }
        }
    }

    @Test
    void contactsComeInOrderOfTime() {
        List<String> starts = company().rows(Interactions.TABLE).stream()
                .map(row -> row.get("started_at"))
                .toList();
        assertThat(starts).isSorted();
    }

    @Test
    void nothingIsKnownThatHappensAfterTheExport() {
        Set<String> planned = Set.of("first_reply_due_at", "resolution_due_at", "due_at", "ends_at");
        for (Table table : TABLES) {
            for (Table.Column column : table.columns()) {
                if (column.kind() == Table.Kind.TIME && !planned.contains(column.name())) {
                    assertThat(company().values(table, column.name()))
                            .as("%s.%s", table.name(), column.name())
                            .allMatch(text -> text.compareTo("2026-01-01") < 0);
                }
            }
        }
    }

    @Test
    void showsWhatRealExportsShow() {
        Set<String> outcomes = company().values(Interactions.TABLE, "outcome_code");
        assertThat(outcomes).contains("ANSWERED", "ABANDONED", "TIMED_OUT", "NO_ANSWER", "VOICEMAIL", "BUSY");
        assertThat(company().values(Interactions.TABLE, "channel_code")).hasSize(Channel.values().length);
        for (String column : List.of("customer_id", "hold_s", "acw_s", "resolved_flag")) {
            assertThat(company().rows(Interactions.TABLE)).as(column).anyMatch(row -> row.get(column)
                    .isEmpty());
        }
        assertThat(company().rows(Tickets.TABLE))
                .anyMatch(row -> row.get("resolved_at").isEmpty());
        assertThat(company().rows(SurveyResponses.TABLE))
                .anyMatch(row ->
                        row.get("score").isEmpty() && !row.get("survey_type").equals(SurveyType.SERVQUAL.name()));
    }

    @Test
    void aServqualAnswerHasTwentyTwoItems() {
        long asked = company().rows(SurveyResponses.TABLE).stream()
                .filter(row -> row.get("survey_type").equals(SurveyType.SERVQUAL.name()))
                .count();
        List<CSVRecord> answers = company().rows(ServqualAnswers.TABLE);
        assertThat(answers).hasSize(Math.toIntExact(asked * 22));
        assertThat(new HashSet<>(company().values(ServqualAnswers.TABLE, "dimension_code")))
                .hasSize(5);
    }

    @Test
    void answersAreOnTheirScale() {
        for (CSVRecord row : company().rows(SurveyResponses.TABLE)) {
            String score = row.get("score");
            int highest =
                    switch (SurveyType.valueOf(row.get("survey_type"))) {
                        case NPS -> 10;
                        case CSAT, CES_V1 -> 5;
                        case CES -> 7;
                        case SERVQUAL -> 0;
                    };
            assertThat(score.isEmpty() || Integer.parseInt(score) <= highest).isTrue();
        }
    }

    private static TestingCompany company() {
        return new TestingCompany(folder.resolve("a"));
    }

    private static Path file(TestingCompany company, Table table) {
        return company.folder().resolve(table.fileName());
    }
}
