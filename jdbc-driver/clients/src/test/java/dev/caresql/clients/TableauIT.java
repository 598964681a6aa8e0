package dev.caresql.clients;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The connector: its parts fit together, its scripts connect, and each formula of its dialect runs. */
@Timeout(120)
class TableauIT {
    private static final Path FOLDER = Path.of("tableau");
    private static final String ROW = " FROM (SELECT 2.5e0 AS c_real, 3 AS c_int, 'abc' AS c_str, score > 0 AS c_bool,"
            + " DATE '2025-03-09' AS c_date, TIMESTAMP '2025-03-09 14:30:45' AS c_datetime"
            + " FROM survey_responses WHERE response_id = 'R1') x";
    private static final List<LocalDateTime> TIMES = List.of(
            LocalDateTime.of(2025, 3, 9, 14, 30, 45),
            LocalDateTime.of(2024, 2, 29, 23, 59, 59),
            LocalDateTime.of(2023, 1, 1, 0, 0, 0),
            LocalDateTime.of(2024, 12, 30, 8, 0, 0),
            LocalDateTime.of(2021, 1, 3, 12, 0, 1));

    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        Map<String, Object> fields =
                Map.of("server", Company.URL.substring("jdbc:caresql:".length()), "v-fan-out", "error");
        Properties properties = new Properties();
        properties.putAll(run("connectionProperties.js", fields));
        assertThat(properties).containsOnlyKeys("fanOut");
        Object url = run("connectionBuilder.js", fields).get("0");
        assertThat(url).isEqualTo(Company.URL);
        connection = DriverManager.getConnection(String.valueOf(url), properties);
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    /** What a script of the connector returns for what the user has typed. */
    private static Map<String, Object> run(String script, Map<String, Object> typed) {
        try (Context context = Context.enter()) {
            ScriptableObject scope = context.initStandardObjects();
            Scriptable helper = context.newObject(scope);
            helper.put("attributeServer", helper, "server");
            scope.put("connectionHelper", scope, helper);
            Scriptable fields = context.newObject(scope);
            typed.forEach((name, value) -> fields.put(name, fields, value));
            scope.put("fields", scope, fields);
            String source = Files.readString(FOLDER.resolve(script)).strip();
            Scriptable result = (Scriptable) context.evaluateString(scope, source + "(fields)", script, 1, null);
            Map<String, Object> values = new TreeMap<>();
            for (Object id : result.getIds()) {
                String name = String.valueOf(id);
                Object value = id instanceof Integer index ? result.get(index, result) : result.get(name, result);
                values.put(name, String.valueOf(value));
            }
            return values;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Element root(String file) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(FOLDER.resolve(file).toFile())
                .getDocumentElement();
    }

    private static List<Element> all(Element element, String name) {
        NodeList found = element.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    @Test
    void thePartsFitTogether() throws Exception {
        Element manifest = root("manifest.xml");
        List<String> files = new ArrayList<>();
        for (String part : List.of("connection-fields", "connection-metadata", "connection-resolver", "dialect")) {
            files.add(all(manifest, part).get(0).getAttribute("file"));
        }
        Element resolver = root("connectionResolver.tdr");
        all(resolver, "script").forEach(script -> files.add(script.getAttribute("file")));
        assertThat(files).hasSize(6).allSatisfy(file -> assertThat(FOLDER.resolve(file))
                .isRegularFile());
        assertThat(List.of(
                        manifest.getAttribute("class"),
                        resolver.getAttribute("class"),
                        root("dialect.tdd").getAttribute("class")))
                .containsOnly("caresql");
        List<Element> fields = all(root("connectionFields.xml"), "field");
        assertThat(all(resolver, "attr").stream().map(Node::getTextContent))
                .containsExactlyElementsOf(
                        fields.stream().map(field -> field.getAttribute("name")).toList());
        assertThat(fields)
                .allSatisfy(field -> assertThat(field.getAttribute("name")).matches("server|authentication|v-[a-z-]+"));
        assertThat(all(manifest, "customization").stream().map(capability -> capability.getAttribute("name")))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("CAP_"));
    }

    /** The schemas are Tableau's and not ours to pass on: clone tableau/connector-plugin-sdk and name its folder validation. */
    @Test
    @EnabledIfSystemProperty(named = "caresql.tableau.schemas", matches = ".+")
    void thePartsAreValid() throws Exception {
        Path schemas = Path.of(requireNonNull(System.getProperty("caresql.tableau.schemas")));
        Map<String, String> parts = Map.of(
                "manifest.xml", "connector_plugin_manifest_latest.xsd",
                "connectionFields.xml", "connection_fields.xsd",
                "connectionMetadata.xml", "connector_plugin_metadata.xsd",
                "connectionResolver.tdr", "tdr_latest.xsd",
                "dialect.tdd", "tdd_latest.xsd");
        for (Map.Entry<String, String> part : parts.entrySet()) {
            File schema = schemas.resolve(part.getValue()).toFile();
            SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(schema)
                    .newValidator()
                    .validate(new StreamSource(FOLDER.resolve(part.getKey()).toFile()));
        }
    }

    @Test
    void everyFunctionOfTheDialectRuns() throws Exception {
        Map<String, String> failures = new LinkedHashMap<>();
        int count = 0;
        for (Element function : all(root("dialect.tdd"), "function")) {
            for (String part : List.of("formula", "unagg-formula")) {
                for (Element formula : all(function, part)) {
                    count++;
                    List<Element> arguments = all(function, "argument");
                    String sql = formula.getTextContent();
                    for (int i = arguments.size(); i >= 1; i--) {
                        String type = arguments.get(i - 1).getAttribute("type");
                        sql = sql.replace("%" + i, type.startsWith("local") ? "0.9" : "x.c_" + type);
                    }
                    boolean castsText = function.getAttribute("group").equals("cast") && sql.contains("c_str");
                    String text = function.getAttribute("return-type").startsWith("date") ? "'2025-03-09'" : "'42'";
                    String statement = "SELECT " + (castsText ? sql.replace("x.c_str", text) : sql) + ROW;
                    try (Statement run = connection.createStatement();
                            ResultSet rows = run.executeQuery(statement)) {
                        rows.next();
                        rows.getObject(1);
                    } catch (SQLException e) {
                        failures.put(statement.replace(ROW, ""), e.getMessage());
                    }
                }
            }
        }
        assertThat(failures).isEmpty();
        assertThat(count).isGreaterThan(200);
    }

    @Test
    void datesArePartedTruncatedAndCountedAsTableauDoes() throws Exception {
        Map<String, String> wrong = new LinkedHashMap<>();
        for (LocalDateTime time : TIMES) {
            LocalDateTime later = time.plusDays(40).plusHours(3);
            parts(time).forEach((part, value) -> check(wrong, "DATEPART", part, value, literal(time)));
            truncated(time).forEach((part, value) -> check(wrong, "DATETRUNC", part, value, literal(time)));
            differences(time, later)
                    .forEach((part, value) -> check(wrong, "DATEDIFF", part, value, literal(time), literal(later)));
            added(time).forEach((part, value) -> check(wrong, "DATEADD", part, value, "5", literal(time)));
            names(time).forEach((part, value) -> check(wrong, "DATENAME", part, value, literal(time)));
        }
        assertThat(wrong).isEmpty();
    }

    private static String literal(LocalDateTime time) {
        return "(TIMESTAMP '" + time.toString().replace('T', ' ') + (time.getSecond() == 0 ? ":00" : "") + "')";
    }

    private static void check(
            Map<String, String> wrong, String function, String part, Object expected, String... arguments) {
        try {
            Element definition = all(root("dialect.tdd"), "date-function").stream()
                    .filter(candidate -> candidate.getAttribute("name").equals(function))
                    .findFirst()
                    .orElseThrow();
            List<Element> formulas = all(definition, "formula");
            Element formula = formulas.stream()
                    .filter(candidate -> candidate.getAttribute("part").equals(part))
                    .findFirst()
                    .orElseGet(() -> formulas.stream()
                            .filter(candidate -> candidate.getAttribute("part").isEmpty())
                            .findFirst()
                            .orElseThrow());
            String unit = all(root("dialect.tdd"), "part").stream()
                    .filter(candidate -> candidate.getAttribute("name").equals(part))
                    .map(candidate -> candidate.getAttribute("value"))
                    .findFirst()
                    .orElse(part);
            String sql = formula.getTextContent().replace("%1", unit);
            for (int i = 0; i < arguments.length; i++) {
                sql = sql.replace("%" + (i + 2), arguments[i]);
            }
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT " + sql)) {
                rows.next();
                Object actual = expected instanceof LocalDateTime
                        ? rows.getObject(1, LocalDateTime.class)
                        : expected instanceof String ? rows.getString(1) : (Object) rows.getLong(1);
                if (!expected.equals(actual)) {
                    wrong.put(function + " " + part + " " + List.of(arguments), actual + ", not " + expected);
                }
            }
        } catch (Exception e) {
            wrong.put(function + " " + part + " " + List.of(arguments), e.getMessage());
        }
    }

    private static Map<String, Object> parts(LocalDateTime t) {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("year", (long) t.getYear());
        parts.put("quarter", (long) t.get(IsoFields.QUARTER_OF_YEAR));
        parts.put("month", (long) t.getMonthValue());
        parts.put("day", (long) t.getDayOfMonth());
        parts.put("dayofyear", (long) t.getDayOfYear());
        parts.put("weekday", 1L + t.getDayOfWeek().getValue() % 7);
        parts.put("hour", (long) t.getHour());
        parts.put("minute", (long) t.getMinute());
        parts.put("second", (long) t.getSecond());
        LocalDateTime first = t.with(TemporalAdjusters.firstDayOfYear());
        parts.put("week", (t.getDayOfYear() - 1 + first.getDayOfWeek().getValue() % 7) / 7 + 1L);
        parts.put("iso-week", (long) t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        parts.put("iso-year", (long) t.get(IsoFields.WEEK_BASED_YEAR));
        parts.put("iso-weekday", (long) t.getDayOfWeek().getValue());
        return parts;
    }

    private static Map<String, Object> truncated(LocalDateTime t) {
        LocalDateTime day = t.truncatedTo(ChronoUnit.DAYS);
        return Map.of(
                "year", day.withDayOfYear(1),
                "quarter", day.with(t.getMonth().firstMonthOfQuarter()).withDayOfMonth(1),
                "month", day.withDayOfMonth(1),
                "week", day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY)),
                "iso-week", day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)),
                "day", day,
                "hour", t.truncatedTo(ChronoUnit.HOURS),
                "minute", t.truncatedTo(ChronoUnit.MINUTES));
    }

    /** Boundaries between the two, not whole units. */
    private static Map<String, Object> differences(LocalDateTime from, LocalDateTime to) {
        Map<String, Object> differences = new LinkedHashMap<>();
        differences.put("year", (long) to.getYear() - from.getYear());
        differences.put(
                "quarter",
                4L * (to.getYear() - from.getYear())
                        + to.get(IsoFields.QUARTER_OF_YEAR)
                        - from.get(IsoFields.QUARTER_OF_YEAR));
        differences.put("month", 12L * (to.getYear() - from.getYear()) + to.getMonthValue() - from.getMonthValue());
        for (String part : List.of("week", "iso-week", "day", "hour", "minute")) {
            Map<String, Object> start = truncated(from);
            Map<String, Object> end = truncated(to);
            ChronoUnit unit =
                    part.endsWith("week") ? ChronoUnit.WEEKS : ChronoUnit.valueOf(part.toUpperCase(Locale.ROOT) + "S");
            differences.put(part, unit.between((LocalDateTime) requireNonNull(start.get(part)), (LocalDateTime)
                    requireNonNull(end.get(part))));
        }
        differences.put("second", ChronoUnit.SECONDS.between(from, to));
        return differences;
    }

    private static Map<String, Object> added(LocalDateTime t) {
        return Map.of(
                "year", t.plusYears(5),
                "quarter", t.plusMonths(15),
                "month", t.plusMonths(5),
                "week", t.plusWeeks(5),
                "iso-week", t.plusWeeks(5),
                "day", t.plusDays(5),
                "weekday", t.plusDays(5),
                "hour", t.plusHours(5),
                "second", t.plusSeconds(5));
    }

    private static Map<String, Object> names(LocalDateTime t) {
        return Map.of(
                "year", String.valueOf(t.getYear()),
                "month", t.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                "weekday", t.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                "day", String.valueOf(t.getDayOfMonth()));
    }

    /** As Tableau writes them: names in quotes, the aggregate passed through, grouped by position. */
    @Test
    void theCalculatedFieldsAreTheKpis() throws Exception {
        Pattern rawSql = Pattern.compile("RAWSQLAGG_REAL\\(\"(.*)\", \\[(\\w+)\\], \\[(\\w+)\\]\\)");
        Map<String, String> byHand = Map.of(
                "NPS",
                        "100.0 * (count(CASE WHEN score >= 9 THEN 1 END) - count(CASE WHEN score <= 6 THEN 1 END)) / count(*)"
                                + " FROM survey_responses.csv WHERE survey_type = 'NPS' AND score BETWEEN 0 AND 10",
                "CSAT %",
                        "100.0 * count(CASE WHEN score >= 4 THEN 1 END) / count(*)"
                                + " FROM survey_responses.csv WHERE survey_type = 'CSAT' AND score BETWEEN 1 AND 5",
                "CES", "avg(score) FROM survey_responses.csv WHERE survey_type = 'CES' AND score BETWEEN 1 AND 7");
        List<Element> columns = all(root("surveys.tds"), "column");
        assertThat(columns).hasSameSizeAs(byHand.keySet());
        for (Element column : columns) {
            Matcher formula = rawSql.matcher(all(column, "calculation").get(0).getAttribute("formula"));
            assertThat(formula.matches()).isTrue();
            String kpi = formula.group(1)
                    .replace("%1", "\"survey_responses\".\"" + formula.group(2) + "\"")
                    .replace("%2", "\"survey_responses\".\"" + formula.group(3) + "\"");
            String sql = "SELECT \"survey_responses\".\"team_id\" AS \"team_id\",\n  " + kpi + " AS \"usr:kpi:ok\"\n"
                    + "FROM \"care\".\"survey_responses\" \"survey_responses\"\n"
                    + "WHERE (NOT (\"survey_responses\".\"team_id\" IS NULL))\nGROUP BY 1\nHAVING (COUNT(1) > 0)"
                    + " AND (" + kpi + " IS NOT NULL)";
            String expected = requireNonNull(byHand.get(column.getAttribute("caption")));
            Numbers.assertSame(
                    Company.byKey(connection, sql),
                    Company.byHand("SELECT team_id, " + expected + " AND team_id IS NOT NULL GROUP BY team_id"));
        }
    }
}
