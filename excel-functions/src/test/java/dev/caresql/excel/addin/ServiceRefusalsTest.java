package dev.caresql.excel.addin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caresql.excel.addin.service.StandInService;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service that stands in for the real one does with mistakes, hostile values and strangers. */
class ServiceRefusalsTest extends CompanyServiceTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/kpi/NOPE|404|42883|There is no KPI 'NOPE'; GET /kpis lists those there are",
                "/kpi/NPS?token=abc|400|22018|There is no parameter 'token' here;",
                "/kpi/NPS?period=2025&period=2026|400|22018|The parameter 'period' is given 2 times",
                "/kpi/NPS?period=2025-02-30|400|22018|'2025-02-30' is no period, for there is no such day;",
                "/kpi/NPS?period=2025-03..2025-01|400|22018|'2025-03..2025-01' is no period, for it ends before it begins;",
                "/kpi/NPS?period=yesterday|400|22018|'yesterday' is no period;",
                "/kpi/NPS?filter=teem=x|400|42703|'teem' is no dimension; there are business_date, ",
                "/kpi/NPS?filter=team|400|22018|'team' is no filter, from character 1 on;",
                "/kpi/NPS?filter=team=a%27b|400|22018|'team=a'b' is no filter, from character 7 on;",
                "/kpi/NPS?filter=year_no=x|400|22018|'x' is no integer",
                "/kpi/NPS?option=colour=red|400|42883|KPI NPS has no option 'colour'; it has none",
                "/kpi/CSAT?option=min_satisfied=x|400|22018|'x' is no integer",
                "/kpi/NPS?format=xml|406||There is no format 'xml'; there are json and csv",
                "/kpi/NPS?filter=complaint_level=NONE|400|42P18|kpis: survey_responses has no complaint_level,",
                "/kpi/CHURN_RATE?filter=team=x|400|42703|'team' is no dimension; there are subscription_id, ",
                "/query|400|22018|The parameter 'sql' is missing",
                "/query?sql=SELECT+1+FRM+x|400|42601|",
                "/query?sql=SELECT+x+FROM+nowhere|400|42P01|",
                "/query?sql=DELETE+FROM+kpi_targets|403|25006|",
                "/query?limit=2&sql=SELECT+kpi_name+FROM+metadata.kpis|413|54000|The answer has more than 2 rows;",
                "/query?limit=0&sql=SELECT+1|400|22018|'limit' is from 1 to 1048576",
                "/elsewhere|404||There is nothing at /elsewhere; see the contract",
                "/batch|405||GET is not possible here",
            })
    void mistakesAreToldWithTheirState(String path, int status, String state, String detail) throws Exception {
        HttpResponse<String> answer = get(path);
        JsonNode problem = JSON.readTree(answer.body());

        assertThat(problem.path("detail").asText()).startsWith(detail == null ? "" : detail);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(problem.path("sqlState").asText()).isEqualTo(state == null ? "" : state);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void bodiesThatCannotBeReadAreRefused() throws Exception {
        assertThat(post("/batch", "{").statusCode()).isEqualTo(400);
        assertThat(post("/batch", "{\"requests\": []}").statusCode()).isEqualTo(400);
        assertThat(post("/batch", " ".repeat((1 << 20) + 1)).statusCode()).isEqualTo(413);
        assertThat(get("/query?sql=" + "x".repeat(17_000)).statusCode()).isEqualTo(414);
        HttpRequest form = request("/query")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("sql=SELECT+1"))
                .build();
        assertThat(send(form).statusCode()).isEqualTo(415);
    }

    /** What a hostile cell may hold; none of it may be more than a value. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x') OR 1=1 --",
                "x' OR 'a'='a",
                "'; DROP TABLE kpis; --",
                "x\\' OR 1=1 --",
                "x\u2019 OR 1=1",
                "%",
                "_",
                "?",
                "{fn user()}",
                "${jndi:ldap://x}",
                "x/*",
                "x\u0000y",
                "\uD83D\uDE00",
                "NULL",
            })
    void hostileValuesAreValues(String hostile) throws Exception {
        int before = service.statements().size();
        String quoted = "'" + hostile.replace("'", "''") + "'";

        JsonNode none = json("/kpi/CONTACT_COUNT?filter=" + encoded("team=" + quoted));
        JsonNode all = json("/kpi/CONTACT_COUNT?filter=" + encoded("channel<>" + quoted));

        assertThat(none.get("value").doubleValue()).isZero();
        assertThat(all.get("value").doubleValue())
                .isEqualTo(number("SELECT CONTACT_COUNT() FROM kpis WHERE channel_code IS NOT NULL"));
        assertThat(service.statements().subList(before, before + 2))
                .containsExactly(
                        "SELECT CONTACT_COUNT() FROM kpis WHERE UPPER(team_name) IN (UPPER(CAST(? AS VARCHAR)))",
                        "SELECT CONTACT_COUNT() FROM kpis WHERE UPPER(channel_code) NOT IN (UPPER(CAST(? AS VARCHAR)))");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/kpi/NPS%28%29%20FROM%20kpis--",
                "/kpi/NPS?filter=1%3D1",
                "/kpi/NPS?filter=team%29+OR+%281=1",
                "/kpi/NPS?filter=team=x%27+OR+1=1",
                "/kpi/NPS?filter=%22team%22=x",
                "/kpi/CSAT?option=min_satisfied=5%29+FROM+kpis+--",
                "/kpi/CSAT?option=min_satisfied+%3D%3E+1,max_scale=5",
                "/kpi/CSAT?option=min_satisfied=1e999999999",
                "/kpi/NPS?period=2025%27%3B",
                "/kpi/NPS?filter=business_date=2025-01-01%27+OR+1=1",
            })
    void hostileNamesNumbersAndDatesAreRefused(String path) throws Exception {
        int before = service.statements().size();

        assertThat(get(path).statusCode()).isBetween(400, 404);
        assertThat(service.statements()).hasSize(before);
    }

    /** An option that is a text becomes a literal, quoted in one place. */
    @Test
    void hostileTextsOfOptionsStayInTheirQuotes() throws Exception {
        JsonNode answer = JSON.readTree(
                get("/kpi/FIRST_RESPONSE_TIME?option=" + encoded("clock=CALENDAR') FROM kpis UNION ALL SELECT 1 --"))
                        .body());

        assertThat(answer.get("status").intValue()).isEqualTo(400);
        assertThat(service.statements().get(service.statements().size() - 1))
                .isEqualTo(
                        "SELECT FIRST_RESPONSE_TIME(clock => 'CALENDAR'') FROM kpis UNION ALL SELECT 1 --') FROM kpis");
    }

    @Test
    void nobodyIsAnsweredWithoutTheToken() throws Exception {
        List<String> wrong =
                List.of("", "Bearer", "Bearer x", "Basic !!", "Basic " + base64("user:x"), "Digest " + TOKEN);
        for (String authorization : wrong) {
            HttpRequest.Builder request = HttpRequest.newBuilder(at("/kpis"));
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            HttpResponse<String> answer = send(request.build());
            assertThat(answer.statusCode()).as(authorization).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Basic realm=");
        }
        HttpRequest basic = HttpRequest.newBuilder(at("/kpis"))
                .header("Authorization", "Basic " + base64("any:" + TOKEN))
                .build();
        assertThat(send(basic).statusCode()).isEqualTo(200);
        try (StandInService closed = new StandInService(connection, Optional.empty(), Set.of())) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(closed.address() + "/kpis"))
                    .header("Authorization", "Bearer ")
                    .build();
            assertThat(send(request).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void onlyAllowedOriginsMayAsk() throws Exception {
        for (String origin : List.of(ORIGIN, "https://evil.example.com", "null")) {
            HttpResponse<String> preflight = send(HttpRequest.newBuilder(at("/batch"))
                    .header("Origin", origin)
                    .header("Access-Control-Request-Method", "POST")
                    .method("OPTIONS", BodyPublishers.noBody())
                    .build());
            Optional<String> allowed = preflight.headers().firstValue("Access-Control-Allow-Origin");
            assertThat(allowed).isEqualTo(origin.equals(ORIGIN) ? Optional.of(ORIGIN) : Optional.empty());
            assertThat(preflight.statusCode()).isEqualTo(204);
            assertThat(preflight
                            .headers()
                            .firstValue("Access-Control-Allow-Headers")
                            .isPresent())
                    .isEqualTo(origin.equals(ORIGIN));
        }
        HttpResponse<String> asked =
                send(request("/kpis").header("Origin", ORIGIN).build());
        assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).contains(ORIGIN);
    }
}
