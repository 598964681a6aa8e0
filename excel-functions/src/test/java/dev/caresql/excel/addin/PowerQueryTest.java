package dev.caresql.excel.addin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caresql.excel.TestingCatalog;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The text for Power Query: Microsoft's parser reads it, and what it asks for, the service answers. */
class PowerQueryTest extends CompanyServiceTests {
    @Test
    void itAsksForNothingThatTheContractDoesNotKnow() throws IOException {
        JsonNode read = read();

        for (JsonNode call : read.get("asked")) {
            String path = "/" + call.get(0).asText();
            JsonNode operation = read.at("/contract/paths")
                    .get(path.equals("/kpi/") ? "/kpi/{name}" : path)
                    .get("get");
            List<String> known = new ArrayList<>();
            for (JsonNode parameter : operation.get("parameters")) {
                known.add(parameter
                        .path("name")
                        .asText(parameter.path("$ref").asText().replaceFirst(".*/", "")));
            }
            assertThat(known).as(path).containsAll(names(call.get(1)));
        }
        assertThat(read.get("asked").toString())
                .isEqualTo(
                        "[[\"kpi/\",[\"period\",\"filter\",\"option\",\"format\"]],"
                                + "[\"query\",[\"sql\",\"describe\",\"format\"]],[\"query\",[\"sql\",\"format\"]],[\"kpis\",[\"format\"]]]");
    }

    @Test
    void theAddressIsFilledInAndNoSecretIsInTheText() {
        assertThat(text())
                .contains("Endpoint = \"https://kpi.example.com/care\",")
                .doesNotContain("{{");
    }

    /** Web.Contents joins the path with a slash, escapes as RFC 3986, and repeats the parameter for each text of a list. */
    @Test
    void theServiceAnswersWhatWebContentsSends() throws Exception {
        JsonNode kpi = json("/kpi/NPS?" + query("period", "2025-11")
                + "&" + query("filter", "channel=chat,email") + "&" + query("filter", "team<>Đội x")
                + "&" + query("format", "json"));
        assertThat(kpi.get("value").doubleValue())
                .isEqualTo(number(
                        "SELECT NPS() FROM kpis WHERE month_start = DATE '2025-11-01' AND channel_code IN ('CHAT',"
                                + " 'EMAIL') AND team_name <> 'Đội x'"));

        String sql = "SELECT channel_code, NPS() AS nps, MAX(business_date) AS d FROM kpis WHERE nps_filter IS NULL";
        assertThat(get("/query?" + query("sql", sql) + "&" + query("format", "csv"))
                        .statusCode())
                .isEqualTo(400);
        String good =
                "SELECT channel_code, 1 + 1 AS \"a&b=c%\", MAX(business_date) AS d FROM interactions GROUP BY channel_code"
                        + " ORDER BY channel_code";
        JsonNode columns = json("/query?" + query("sql", good) + "&" + query("describe", "true") + "&"
                        + query("format", "json"))
                .get("columns");
        HttpResponse<String> rows = get("/query?" + query("sql", good) + "&" + query("format", "csv"));
        assertThat(columns.toString())
                .isEqualTo("[{\"name\":\"channel_code\",\"type\":\"text\"},{\"name\":\"a&b=c%\",\"type\":\"integer\"},"
                        + "{\"name\":\"d\",\"type\":\"date\"}]");
        assertThat(rows.body()).startsWith("channel_code,a&b=c%,d\r\n").contains("\r\nVOICE,2,2025-12-31\r\n");
        assertThat(get("/kpis?format=csv").body().lines())
                .hasSizeGreaterThan(200)
                .contains("NPS,Net Promoter Score,Chỉ số người ủng hộ ròng,points,higher");
    }

    /** The types that the text knows are those that the contract has. */
    @Test
    void everyTypeOfTheContractIsAType() throws IOException {
        List<String> names = names(read().at("/contract/components/schemas/Column/properties/type/enum"));
        String types = text().substring(text().indexOf("Types = ["), text().indexOf("// The types come first"));

        assertThat(names).hasSize(8).allSatisfy(name -> assertThat(types).containsPattern("\\b" + name + " = "));
    }

    private static JsonNode read() throws IOException {
        Path file = folder.resolve("CareSQL.pq");
        Files.writeString(file, text());
        return JSON.readTree(
                NodeScripts.required().run(folder, "powerquery.cjs", file.toString(), CONTRACT.toString()));
    }

    private static String text() {
        AddinAddresses addresses = AddinAddresses.parse("https://kpi.example.com/care", "https://kpi.example.com");
        return new String(
                Objects.requireNonNull(new Addin(TestingCatalog.COMPILER.catalog(), addresses, "0.1.0")
                        .files()
                        .get("CareSQL.pq")),
                UTF_8);
    }

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.forEach(name -> names.add(name.asText()));
        return names;
    }

    private static String query(String name, String value) {
        return name + "=" + URLEncoder.encode(value, UTF_8).replace("+", "%20");
    }
}
