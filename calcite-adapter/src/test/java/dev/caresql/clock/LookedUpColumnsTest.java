package dev.caresql.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.plan.CareDatabase;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns that an import fills from other tables, against plain Java over the same rows. */
final class LookedUpColumnsTest {
    private static final String ZONE = "timeZone: Asia/Ho_Chi_Minh\n";
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);

    @TempDir
    private Path folder;

    private ClockModel model;

    private record Membership(
            String agent,
            String team,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            double share) {
        boolean holds(String who, LocalDate day) {
            return agent.equals(who) && (from == null || !from.isAfter(day)) && (to == null || to.isAfter(day));
        }

        String row() {
            return agent + "," + team + "," + (from == null ? "" : from) + "," + (to == null ? "" : to) + "," + share;
        }
    }

    private record Call(int id, String agent, int hour) {
        /** Times of files are those of the model's zone. */
        LocalDate day() {
            return FIRST.plusDays(hour / 24);
        }

        String row() {
            return id + "," + agent + ","
                    + FIRST.atStartOfDay().plusHours(hour).toString().replace('T', ' ');
        }
    }

    @BeforeEach
    void create() {
        model = new ClockModel(folder).yaml(ZONE);
    }

    @Test
    void anEventCountsForTheTeamOfItsDay() throws Exception {
        Random random = new Random(7);
        List<Membership> memberships = new ArrayList<>();
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            LocalDate from = FIRST.plusDays(random.nextInt(60));
            memberships.add(new Membership(
                    "A" + random.nextInt(8),
                    "T" + random.nextInt(5),
                    random.nextInt(6) == 0 ? null : from,
                    random.nextInt(4) == 0 ? null : from.plusDays(random.nextInt(20)),
                    random.nextInt(4) / 4.0));
        }
        for (int i = 0; i < 500; i++) {
            calls.add(new Call(i, random.nextInt(10) == 0 ? "" : "A" + random.nextInt(9), random.nextInt(24 * 80)));
        }
        model.table(
                        "interactions",
                        "interaction_id:varchar,agent_id:varchar,started_at:timestamp",
                        calls.stream().map(Call::row).toList())
                .table(
                        "agent_assignments",
                        "agent_id:varchar,team_id:varchar,valid_from:date,valid_to:date,share:double",
                        memberships.stream().map(Membership::row).toList())
                .table("teams", "team_id:varchar,department_id:varchar", List.of("T0,D0", "T1,D1", "T2,D0", "T3,"));
        List<String> expected = new ArrayList<>();
        for (Call call : calls) {
            String team = memberships.stream()
                    .filter(membership -> membership.holds(call.agent(), call.day()))
                    .min(Comparator.comparing(Membership::share)
                            .reversed()
                            .thenComparing(
                                    membership -> membership.from() == null ? LocalDate.MIN : membership.from(),
                                    Comparator.reverseOrder())
                            .thenComparing(Membership::team))
                    .map(Membership::team)
                    .orElse(null);
            String department = team == null || "T3T4".contains(team) ? null : team.equals("T1") ? "D1" : "D0";
            expected.add(call.id() + " " + team + " " + department);
        }
        try (CareDatabase database = model.open()) {
            List<List<@Nullable Object>> rows = ClockModel.query(
                    database,
                    "SELECT interaction_id, team_id, department_id FROM interactions ORDER BY CAST(interaction_id AS INTEGER)");
            assertThat(rows.stream().map(row -> row.get(0) + " " + row.get(1) + " " + row.get(2)))
                    .isEqualTo(expected);
            assertThat(ClockModel.query(
                            database,
                            "SELECT origin_code, expression FROM metadata.columns WHERE table_name = 'interactions' AND"
                                    + " column_name IN ('team_id', 'agent_id') ORDER BY column_name"))
                    .hasToString("[[MAPPED, agent_id], [DERIVED, null]]");
        }
    }

    @Test
    void whatIsMappedStays() throws Exception {
        model.table(
                        "interactions",
                        "interaction_id:varchar,agent_id:varchar,team_id:varchar,started_at:timestamp",
                        List.of("1,A,old,2025-01-05 00:00", "2,A,,2025-01-05 00:00"))
                .table("agent_assignments", "agent_id:varchar,team_id:varchar,valid_from:date", List.of("A,new,"));
        try (CareDatabase database = model.open()) {
            assertThat(ClockModel.query(database, "SELECT team_id FROM interactions ORDER BY interaction_id"))
                    .hasToString("[[old], [null]]");
        }
    }

    @Test
    void invitationsKnowTheirFirstAnswerAndAnswersTheirRules() throws Exception {
        model.table(
                        "survey_invitations",
                        "invitation_id:varchar,sent_at:timestamp,delivered_at:timestamp",
                        List.of("1,2025-01-01,2025-01-01", "2,2025-01-01,2025-01-01", "3,2025-01-01,2025-01-01"))
                .table(
                        "survey_responses",
                        "response_id:varchar,invitation_id:varchar,survey_id:varchar,survey_type:varchar,responded_at:timestamp,score:integer,binary_rating:varchar",
                        List.of(
                                "1,1,strict,CSAT,2025-01-03,4,",
                                "2,1,strict,CSAT,2025-01-02,5,",
                                "3,3,thumbs,CSAT,2025-01-04,,GOOD",
                                "4,,thumbs,CSAT,2025-01-04,5,BAD",
                                "5,,none,CSAT,2025-01-04,4,",
                                "6,,strict,CSAT,2025-01-04,,GOOD"))
                .table(
                        "survey_positive_rules",
                        "survey_id:varchar,rule_code:varchar,min_score:integer",
                        List.of("strict,MIN_SCORE,5", "thumbs,BINARY_GOOD,"));
        try (CareDatabase database = model.open()) {
            assertThat(
                            ClockModel.query(
                                    database,
                                    "SELECT CAST(BUSINESS_TIME(responded_at) AS DATE) FROM survey_invitations ORDER BY invitation_id"))
                    .hasToString("[[2025-01-02], [null], [2025-01-04]]");
            assertThat(ClockModel.query(database, "SELECT SURVEY_RESPONSE_RATE() FROM survey_invitations"))
                    .containsExactly(List.of(200 / 3.0));
            assertThat(ClockModel.query(
                            database, "SELECT CAST(is_positive AS VARCHAR) FROM survey_responses ORDER BY response_id"))
                    .extracting(row -> String.valueOf(row.get(0)).toLowerCase(java.util.Locale.ROOT))
                    .containsExactly("false", "true", "true", "false", "null", "false");
            assertThat(ClockModel.query(database, "SELECT POSITIVE_RESPONSES() FROM survey_responses"))
                    .as("of the survey without rules the score decides")
                    .containsExactly(List.of(3L));
        }
    }
}
