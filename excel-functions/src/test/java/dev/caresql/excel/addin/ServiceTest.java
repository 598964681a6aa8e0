package dev.caresql.excel.addin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The service that stands in for the real one, over the example company, against the contract and against SQL. */
class ServiceTest extends CompanyServiceTests {
    @Test
    void aKpiOfAPeriodAndFilterIsThatOfSql() throws Exception {
        JsonNode answer = json("/kpi/nps?period=2025-11&filter=" + encoded("team=" + team()));

        assertThat(answer.get("kpi").asText()).isEqualTo("NPS");
        assertThat(answer.get("from").asText()).isEqualTo("2025-11-01");
        assertThat(answer.get("to").asText()).isEqualTo("2025-11-30");
        assertThat(answer.get("unit").asText()).isEqualTo("points");
        assertThat(answer.get("value").doubleValue())
                .isEqualTo(number(
                        "SELECT 100e0 * (COUNT(*) FILTER (WHERE score >= 9) - COUNT(*) FILTER (WHERE score <= 6)) / COUNT(*)"
                                + " FROM survey_responses r JOIN teams t ON r.team_id = t.team_id WHERE survey_type = 'NPS' AND score"
                                + " BETWEEN 0 AND 10 AND team_name = '" + team()
                                + "' AND business_date BETWEEN DATE '2025-11-01' AND"
                                + " DATE '2025-11-30'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "period=2025-Q4|business_date BETWEEN DATE '2025-10-01' AND DATE '2025-12-31'",
                "period=2025-11-05|business_date = DATE '2025-11-05'",
                "period=2025-09..2025-11|business_date BETWEEN DATE '2025-09-01' AND DATE '2025-11-30'",
                "period=2025-Q4..|business_date >= DATE '2025-10-01'",
                "period=..2025-10-15|business_date <= DATE '2025-10-15'",
                "filter=channel=chat,email|channel_code IN ('CHAT', 'EMAIL')",
                "filter=channel%3C%3EVOICE|channel_code <> 'VOICE'",
                "filter=channel=voice&filter=iso_weekday=1,2|channel_code = 'VOICE' AND iso_weekday IN (1, 2)",
                "filter=channel=voice%3B%20business_date=2025-11-05|channel_code = 'VOICE' AND business_date = DATE '2025-11-05'",
                "filter=agent_id=|agent_id IS NULL",
                "filter=agent_id%3C%3E|agent_id IS NOT NULL",
            })
    void periodsAndFiltersAreConditionsOfSql(String query, String condition) throws Exception {
        double expected = number("SELECT CONTACT_COUNT() FROM kpis WHERE " + condition);

        assertThat(json("/kpi/CONTACT_COUNT?" + query).get("value").doubleValue())
                .isEqualTo(expected)
                .isPositive();
        assertThat(expected).isLessThan(number("SELECT CONTACT_COUNT() FROM kpis"));
    }

    @ParameterizedTest
    @CsvSource({
        "2025, 2025-01-01, 2025-12-31",
        "2024-Q1, 2024-01-01, 2024-03-31",
        "2024-02, 2024-02-01, 2024-02-29",
        "2025-02-28, 2025-02-28, 2025-02-28",
        "2024..2025-06, 2024-01-01, 2025-06-30",
        "..2025-Q4, null, 2025-12-31",
        "2025-Q4.., 2025-10-01, null",
    })
    void periodsHaveFirstAndLastDays(String period, String from, String to) throws Exception {
        JsonNode answer = json("/kpi/NPS?period=" + period);

        assertThat(answer.get("from").asText()).isEqualTo(from);
        assertThat(answer.get("to").asText()).isEqualTo(to);
    }

    @Test
    void optionsAreThoseOfTheKpi() throws Exception {
        double strict = json("/kpi/CSAT?option=min_satisfied=5").get("value").doubleValue();

        assertThat(strict).isEqualTo(number("SELECT CSAT(min_satisfied => 5) FROM kpis"));
        assertThat(strict).isLessThan(json("/kpi/CSAT").get("value").doubleValue());
    }

    @Test
    void aKpiOfItsOwnPeriodTakesIt() throws Exception {
        double churn = json("/kpi/CHURN_RATE?period=2025-Q4").get("value").doubleValue();

        // The company's days begin at midnight of Vietnam, which is 17:00 of the day before in UTC.
        assertThat(churn)
                .isEqualTo(number("SELECT CHURN_RATE(period_start => TIMESTAMP '2025-09-30 17:00:00', period_end =>"
                        + " TIMESTAMP '2025-12-31 17:00:00') FROM subscriptions"))
                .isPositive();
    }

    @Test
    void nothingToCountIsNullWithAReasonAndAnEmptyField() throws Exception {
        JsonNode answer = json("/kpi/NPS?period=1999");

        assertThat(answer.get("value").isNull()).isTrue();
        assertThat(answer.get("reason").asText()).isEqualTo("No rows count for NPS in this period and filter");
        assertThat(get("/kpi/NPS?period=1999&format=csv").body())
                .isEqualTo("kpi,from,to,value,unit\r\nNPS,1999-01-01,1999-12-31,,points\r\n");
    }

    @Test
    void csvIsRfc4180() throws Exception {
        HttpResponse<String> answer = get("/query?format=csv&sql=" + encoded("""
                SELECT 'a "b", c' AS "x,y", '=1+1' AS t, '' AS e, CAST(NULL AS VARCHAR) AS n, DATE '2025-11-05' AS d,
                       TIMESTAMP '2025-11-05 13:45:00.25' AS ts, 1.50 AS dec, 1e-7 AS dbl, TRUE AS b, 'Đỗ' || CHR(10) AS vi"""));

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8; header=present");
        assertThat(answer.body())
                .isEqualTo("\"x,y\",t,e,n,d,ts,dec,dbl,b,vi\r\n\"a \"\"b\"\", c\",=1+1,\"\",,2025-11-05,"
                        + "2025-11-05T13:45:00.25,1.50,1.0E-7,true,\"Đỗ\n\"\r\n");
    }

    @Test
    void jsonKeepsNumbersThatADoubleCannotHoldAsTexts() throws Exception {
        JsonNode table = JSON.readTree(post("/query", """
                {"sql": "SELECT CAST(9007199254740993 AS BIGINT) AS big, CAST(? AS DOUBLE) AS x, CAST(? AS VARCHAR) AS t", \
                "parameters": [0.1, "=1+1"], "limit": 5}""").body());

        assertThat(table.get("rows").toString()).isEqualTo("[[\"9007199254740993\",0.1,\"=1+1\"]]");
        assertThat(table.get("columns").toString())
                .isEqualTo("[{\"name\":\"big\",\"type\":\"integer\"},{\"name\":\"x\",\"type\":\"double\"},"
                        + "{\"name\":\"t\",\"type\":\"text\"}]");
    }

    @Test
    void describingRunsNothing() throws Exception {
        JsonNode table = json(
                "/query?describe=true&sql=" + encoded("SELECT team_name, NPS() AS nps FROM kpis GROUP BY team_name"));

        assertThat(table.get("columns").toString())
                .isEqualTo("[{\"name\":\"team_name\",\"type\":\"text\"},{\"name\":\"nps\",\"type\":\"double\"}]");
        assertThat(table.get("rows").size()).isZero();
    }

    @Test
    void aBatchAnswersEachQuestionByItself() throws Exception {
        JsonNode results = JSON.readTree(post("/batch", """
                {"requests": [{"kpi": "NPS", "period": "2025"}, {"kpi": "NOPE"}, {"kpi": "NPS", "period": "2025-13"},
                 {"kpi": "CSAT", "option": {"min_satisfied": 5}}, {"kpi": "NPS", "colour": "red"}, 7,
                 {"kpi": "NPS", "period": "1999"}]}""").body()).get("results");

        assertThat(results.get(0).get("value").doubleValue())
                .isEqualTo(json("/kpi/NPS?period=2025").get("value").doubleValue());
        assertThat(results.get(1).get("status").intValue()).isEqualTo(404);
        assertThat(results.get(2).get("detail").asText()).startsWith("'2025-13' is no period; write 2026, ");
        assertThat(results.get(3).get("value").doubleValue())
                .isEqualTo(json("/kpi/CSAT?option=min_satisfied=5").get("value").doubleValue());
        assertThat(results.get(4).get("detail").asText()).startsWith("There is no field 'colour' here");
        assertThat(results.get(5).get("status").intValue()).isEqualTo(400);
        assertThat(results.get(6).get("reason").asText()).startsWith("No rows count");
    }

    @Test
    void anAnswerThatStillHoldsIsNotSentAgain() throws Exception {
        HttpResponse<String> first = get("/kpi/NPS?period=2025");
        String etag = first.headers().firstValue("ETag").orElseThrow();

        HttpRequest again =
                request("/kpi/NPS?period=2025").header("If-None-Match", etag).build();
        assertThat(send(again).statusCode()).isEqualTo(304);
        assertThat(get("/kpi/NPS?period=2024").headers().firstValue("ETag")).isNotEqualTo(Optional.of(etag));
        assertThat(get("/kpi/NPS?period=2025&format=csv").headers().firstValue("ETag"))
                .isNotEqualTo(Optional.of(etag));
    }

    @Test
    void headHasTheLengthAndNoBody() throws Exception {
        HttpResponse<String> head =
                send(request("/kpis").method("HEAD", BodyPublishers.noBody()).build());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0))
                .isEqualTo(get("/kpis").body().getBytes(UTF_8).length);
    }

    private static String team() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT MIN(team_name) FROM teams")) {
            row.next();
            return row.getString(1);
        }
    }
}
