package dev.caresql.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@Timeout(120)
class SpringIT {
    private static final LocalDate FROM = LocalDate.of(2025, 4, 1);
    private static final LocalDate UNTIL = LocalDate.of(2025, 7, 1);

    private static JdbcTemplate template;

    @BeforeAll
    static void open() {
        template = new JdbcTemplate(new SingleConnectionDataSource(Company.URL, true));
    }

    @Test
    void aTemplateReadsKpisOfAPeriodThatIsBound() throws Exception {
        Map<String, Double> byHand =
                Company.byHand("SELECT channel_code, 100.0 * count(CASE WHEN score >= 4 THEN 1 END)"
                        + " / count(*) FROM survey_responses.csv WHERE survey_type = 'CSAT' AND score BETWEEN 1 AND 5"
                        + " AND responded_at >= '2025-04-01' AND responded_at < '2025-07-01' GROUP BY channel_code");
        String sql = "SELECT channel_code, CSAT() AS csat FROM survey_responses WHERE business_date >= ?"
                + " AND business_date < ? GROUP BY channel_code HAVING CSAT_N() > 0 ORDER BY channel_code";
        List<Map<String, Object>> rows = template.queryForList(sql, FROM, UNTIL);
        assertThat(rows).hasSameSizeAs(byHand.keySet());
        for (Map<String, Object> row : rows) {
            Double expected = byHand.get(String.valueOf(row.get("channel_code")));
            assertThat((Double) row.get("csat")).isEqualTo(Objects.requireNonNull(expected), within(1e-9));
        }
    }

    @Test
    void namedParametersAndRecordsWork() throws Exception {
        Integer contacts = new NamedParameterJdbcTemplate(template)
                .queryForObject(
                        "SELECT COUNT(*) FROM interactions WHERE channel_code IN (:channels) AND business_date < :until",
                        Map.of("channels", List.of("VOICE", "CHAT"), "until", FROM),
                        Integer.class);
        Map<String, Double> counted = Company.byHand("SELECT 'n', count(*) FROM interactions.csv"
                + " WHERE channel_code IN ('VOICE', 'CHAT') AND started_at < '2025-04-01'");
        assertThat(contacts).isEqualTo(Objects.requireNonNull(counted.get("n")).intValue());

        List<TeamNps> teams = JdbcClient.create(template)
                .sql("SELECT team_id, NPS() AS nps, NPS_N() AS answers FROM survey_responses"
                        + " WHERE team_id IS NOT NULL GROUP BY team_id ORDER BY team_id")
                .query(TeamNps.class)
                .list();
        Map<String, Double> byHand = Company.byHand(Company.NPS_BY_TEAM_BY_HAND);
        assertThat(teams).hasSameSizeAs(byHand.keySet());
        teams.forEach(team ->
                assertThat(team.nps()).isEqualTo(Objects.requireNonNull(byHand.get(team.teamId())), within(1e-9)));
        assertThat(teams).allSatisfy(team -> assertThat(team.answers()).isPositive());
    }

    @Test
    void aMistakeIsBadGrammarToSpring() {
        assertThatThrownBy(() -> template.queryForList("SELECT NPX() FROM survey_responses"))
                .isInstanceOf(BadSqlGrammarException.class)
                .cause()
                .hasMessageContaining("NPS");
    }

    /** A row that Spring fills by the labels of the columns. */
    record TeamNps(String teamId, double nps, long answers) {}
}
