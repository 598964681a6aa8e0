package dev.caresql.excel.addin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiCatalog;
import dev.caresql.excel.TestingCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every function of the add-in, called as Excel calls it, gives what SQL gives. */
class AddinAgreementTest extends CompanyServiceTests {
    private static final double TOLERANCE = 1e-9;
    private static final String QUARTER = "business_date BETWEEN DATE '2025-10-01' AND DATE '2025-12-31'";
    private static final KpiCatalog CATALOG = TestingCatalog.COMPILER.catalog();
    private static final int COLUMNS_AT_ONCE = 25;

    @Test
    void everyFunctionOfTheCatalogGivesTheNumberOfSql() throws Exception {
        NodeScripts.required();
        Set<String> columns = kpiColumns();
        List<Kpi> kpis = List.copyOf(CATALOG.kpis());
        List<List<@Nullable Object>> calls = new ArrayList<>();
        kpis.forEach(kpi -> calls.add(Arrays.asList(kpi.name().text())));
        kpis.forEach(kpi -> calls.add(Arrays.asList(kpi.name().text(), "2025-Q4")));

        List<JsonNode> answers = ask(calls);

        Map<String, @Nullable Double> everything = sql(columns, "TRUE");
        Map<String, @Nullable Double> quarter = sql(columns, QUARTER);
        int numbers = 0;
        for (int i = 0; i < kpis.size(); i++) {
            Kpi kpi = kpis.get(i);
            if (isOfItsOwnPeriod(kpi)) {
                continue;
            }
            numbers += same(kpi.name() + " of all", answers.get(i), everything, kpi, columns);
            numbers += same(kpi.name() + " of Q4", answers.get(kpis.size() + i), quarter, kpi, columns);
        }
        assertThat(numbers).isGreaterThan(380);
    }

    /** KPIs that judge rows of before and after their period, by SQL that names it. */
    @Test
    void everyFunctionOfItsOwnPeriodGivesTheNumberOfSql() throws Exception {
        List<Kpi> kpis = CATALOG.kpis().stream()
                .filter(AddinAgreementTest::isOfItsOwnPeriod)
                .toList();
        List<List<@Nullable Object>> calls = new ArrayList<>();
        kpis.forEach(kpi -> calls.add(Arrays.asList(kpi.name().text(), "2025-Q3")));

        List<JsonNode> answers = ask(calls);

        int numbers = 0;
        for (int i = 0; i < kpis.size(); i++) {
            Kpi kpi = kpis.get(i);
            boolean dates = kpi.options().stream()
                    .anyMatch(option -> option.name().equals("period_start")
                            && option.type().name().equals("DATE"));
            // Midnight of Vietnam is 17:00 of the day before in UTC.
            String start = dates ? "DATE '2025-07-01'" : "TIMESTAMP '2025-06-30 17:00:00'";
            String end = dates ? "DATE '2025-10-01'" : "TIMESTAMP '2025-09-30 17:00:00'";
            String call = kpi.name().text() + "(period_start => " + start + ", period_end => " + end + ") AS v";
            String table = kpi.binding().orElseThrow().table().text();
            numbers += same(
                    kpi.name().text(),
                    answers.get(i),
                    row("SELECT " + call + " FROM " + table).get("v"));
        }
        assertThat(kpis).hasSizeGreaterThan(10);
        assertThat(numbers).isGreaterThan(12);
    }

    @Test
    void filtersAndOptionsOfCellsAreThoseOfSql() throws Exception {
        String team = String.valueOf(
                row("SELECT MIN(team_name) AS v FROM teams", true).get("v"));
        List<JsonNode> answers = ask(List.of(
                List.of("NPS", "2025", "team=" + team.toLowerCase(Locale.ROOT)),
                List.of("CSAT", "2025-11", List.of(List.of("channel=chat, email"), List.of("iso_weekday<>6,7")), 5, 4),
                Arrays.asList("CSAT", null, null, null, 5)));

        same(
                "NPS",
                answers.get(0),
                number("SELECT NPS() FROM kpis WHERE year_no = 2025 AND team_name = '" + team + "'"));
        same(
                "CSAT",
                answers.get(1),
                number(
                        "SELECT CSAT(max_scale => 5, min_satisfied => 4) FROM kpis WHERE month_start = DATE '2025-11-01' AND"
                                + " channel_code IN ('CHAT', 'EMAIL') AND iso_weekday NOT IN (6, 7)"));
        same("CSAT", answers.get(2), number("SELECT CSAT(min_satisfied => 5) FROM kpis"));
    }

    @Test
    void queriesSpillTheRowsOfSql() throws Exception {
        List<JsonNode> answers = ask(List.of(
                List.of(
                        "QUERY",
                        "SELECT channel_code, CONTACT_COUNT() AS n FROM kpis WHERE year_no = ? AND CONTACT_COUNT() > 0"),
                Arrays.asList(
                        "QUERY",
                        "SELECT '=1+1' AS f, CAST(NULL AS INTEGER) AS n, DATE '2025-11-05' AS d FROM teams WHERE team_id = ?",
                        false,
                        String.valueOf(
                                row("SELECT MIN(team_id) AS v FROM teams", true).get("v"))),
                List.of(
                        "QUERY",
                        "SELECT COUNT(*) AS n FROM interactions WHERE EXTRACT(YEAR FROM business_date) = ?",
                        true,
                        2025),
                List.of("QUERY", "DROP TABLE teams")));

        assertThat(answers.get(0).get("error").asText()).isEqualTo("#VALUE!");
        assertThat(answers.get(1).get("value").toString()).isEqualTo("[[\"=1+1\",\"\",\"2025-11-05\"]]");
        assertThat(answers.get(2).get("value").toString())
                .isEqualTo("[[\"n\"],["
                        + (long) number(
                                "SELECT COUNT(*) FROM interactions WHERE EXTRACT(YEAR FROM business_date) = 2025")
                        + "]]");
        assertThat(answers.get(3).get("message").asText())
                .startsWith("The service does not allow this: ")
                .endsWith("[25006]");
    }

    private static boolean isOfItsOwnPeriod(Kpi kpi) {
        return kpi.options().stream().anyMatch(option -> option.name().equals("period_start"));
    }

    private static List<JsonNode> ask(List<? extends List<? extends @Nullable Object>> calls) throws IOException {
        Path addin = folder.resolve("addin");
        new Addin(CATALOG, AddinAddresses.parse(service.address().toString(), "https://k.example.com"), "0.1.0")
                .write(addin);
        Path file = folder.resolve("calls.json");
        JSON.writeValue(file.toFile(), calls);
        JsonNode said = JSON.readTree(NodeScripts.required()
                .run(folder, "ask.cjs", addin.toString(), service.address().toString(), TOKEN, file.toString()));
        List<JsonNode> answers = new ArrayList<>();
        said.forEach(answers::add);
        JsonNode sent = answers.remove(answers.size() - 1);
        sent.forEach(exchange -> exchanged(JSON.convertValue(exchange, MAP)));
        return answers;
    }

    /** Compares with SQL's column; a KPI that the model lacks columns for is a mistake in both. Returns 1 for a number. */
    private static int same(
            String what, JsonNode answer, Map<String, @Nullable Double> sql, Kpi kpi, Set<String> columns) {
        String column = kpi.name().text().toLowerCase(Locale.ROOT);
        if (!columns.contains(column)) {
            assertThat(answer.path("error").asText()).as(what).isEqualTo("#VALUE!");
            return 0;
        }
        Double number = sql.get(column);
        if (number != null && number.isNaN()) {
            assertThat(answer.path("message").asText())
                    .as(what)
                    .contains("cannot be grouped or filtered by business_date")
                    .endsWith("[42P18]");
            return 0;
        }
        return same(what, answer, number);
    }

    private static int same(String what, JsonNode answer, @Nullable Double sql) {
        if (sql == null) {
            assertThat(answer.path("error").asText()).as(what + ": " + answer).isEqualTo("#N/A");
            return 0;
        }
        assertThat(answer.path("value").isNumber()).as(what + ": " + answer).isTrue();
        assertThat(answer.get("value").doubleValue())
                .as(what)
                .isCloseTo(sql, within(TOLERANCE * Math.max(1, Math.abs(sql))));
        return 1;
    }

    private static Set<String> kpiColumns() throws SQLException {
        Set<String> columns = new TreeSet<>();
        try (ResultSet all = connection.getMetaData().getColumns(null, "care", "kpis", null)) {
            while (all.next()) {
                Optional.of(all.getString("COLUMN_NAME"))
                        .filter(name -> CATALOG.find(name).isPresent())
                        .ifPresent(columns::add);
            }
        }
        return columns;
    }

    /** All KPIs as columns, some at once: another form of them than the service asks in. */
    private static Map<String, @Nullable Double> sql(Set<String> columns, String condition) throws SQLException {
        Map<String, @Nullable Double> values = new LinkedHashMap<>();
        List<String> all = List.copyOf(columns);
        for (int from = 0; from < all.size(); from += COLUMNS_AT_ONCE) {
            List<String> some = all.subList(from, Math.min(all.size(), from + COLUMNS_AT_ONCE));
            try {
                values.putAll(averages(some, condition));
            } catch (SQLSyntaxErrorException oneOfThem) {
                for (String name : some) {
                    values.putAll(averageOrRefusal(name, condition));
                }
            }
        }
        return values;
    }

    private static Map<String, @Nullable Double> averages(List<String> names, String condition) throws SQLException {
        String select = String.join(
                ", ", names.stream().map(name -> "AVG(" + name + ") AS " + name).toList());
        return row("SELECT " + select + " FROM kpis WHERE " + condition);
    }

    /** NaN for a KPI that the model has no time for. */
    private static Map<String, @Nullable Double> averageOrRefusal(String name, String condition) throws SQLException {
        try {
            return averages(List.of(name), condition);
        } catch (SQLSyntaxErrorException e) {
            assertThat(e.getMessage()).contains("cannot be grouped or filtered by business_date");
            return Map.of(name, Double.NaN);
        }
    }

    private static Map<String, @Nullable Double> row(String sql) throws SQLException {
        Map<String, @Nullable Double> values = new LinkedHashMap<>();
        row(sql, false)
                .forEach((name, value) -> values.put(name, value == null ? null : ((Number) value).doubleValue()));
        return values;
    }

    private static Map<String, @Nullable Object> row(String sql, boolean text) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                values.put(
                        row.getMetaData().getColumnLabel(column), text ? row.getString(column) : row.getObject(column));
            }
            return values;
        }
    }
}
