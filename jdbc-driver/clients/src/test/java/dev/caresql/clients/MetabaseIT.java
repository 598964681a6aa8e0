package dev.caresql.clients;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import clojure.java.api.Clojure;
import clojure.lang.IFn;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yaml.snakeyaml.Yaml;

/** The plugin, loaded by Clojure with the multimethods of Metabase alone, and Metabase's calls of the driver. */
@Timeout(120)
class MetabaseIT {
    private static final Path PLUGIN = Path.of("metabase");
    private static final Path HONEYSQL =
            Path.of(System.getProperty("caresql.honeysql", "/usr/share/java/honeysql.jar"));
    private static final String MODEL = Company.URL.substring("jdbc:caresql:".length());
    private static final LocalDateTime TIME = LocalDateTime.of(2024, 12, 31, 14, 30, 45);

    private static Connection connection;

    @BeforeAll
    static void load() throws Exception {
        assumeTrue(Files.isReadable(HONEYSQL), HONEYSQL + " is missing (Debian: libhoneysql-clojure)");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        URL[] path = {HONEYSQL.toUri().toURL(), PLUGIN.resolve("src").toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, MetabaseIT.class.getClassLoader());
                InputStream stubs = MetabaseIT.class.getResourceAsStream("/metabase/stubs.clj")) {
            thread.setContextClassLoader(loader);
            Clojure.var("clojure.core", "load-string")
                    .invoke(new String(requireNonNull(stubs).readAllBytes(), StandardCharsets.UTF_8));
            for (String namespace : List.of("honey.sql", "metabase.driver.caresql")) {
                Clojure.var("clojure.core", "require").invoke(Clojure.read(namespace));
            }
        } finally {
            thread.setContextClassLoader(before);
        }
        connection = DriverManager.getConnection(url("{:model \"" + MODEL + "\" :fan-out \"correct\"}"));
    }

    @AfterAll
    static void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    private static Object evaluate(String form) {
        IFn loadString = Clojure.var("clojure.core", "load-string");
        return loadString.invoke(form);
    }

    private static String url(String details) {
        return (String) evaluate("(let [spec (metabase.driver.sql-jdbc.connection/connection-details->spec :caresql "
                + details + ")] (str \"jdbc:\" (:subprotocol spec) \":\" (:subname spec)))");
    }

    /** What HoneySQL makes of one expression of the plugin, over a literal time. */
    private static String sql(String expression) {
        return (String) evaluate("(let [t [:raw \"TIMESTAMP '2024-12-31 14:30:45'\"]"
                + " later [:raw \"TIMESTAMP '2025-02-14 09:00:00'\"]]"
                + " (first (honey.sql/format {:select [[" + expression + " :x]]} {:inline true})))");
    }

    private static Object ask(String expression, Class<?> type) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql(expression))) {
            assertThat(rows.next()).isTrue();
            return rows.getObject(1, type);
        }
    }

    @Test
    void theManifestNamesWhatThereIs() throws Exception {
        Map<String, Object> manifest =
                new Yaml().load(Files.readString(PLUGIN.resolve("resources/metabase-plugin.yaml")));
        assertThat(manifest).containsOnlyKeys("info", "driver", "init");
        Map<?, ?> driver = (Map<?, ?>) requireNonNull(manifest.get("driver"));
        assertThat(driver.get("name")).isEqualTo("caresql");
        assertThat(String.valueOf(evaluate("(str @metabase.driver/registered)")))
                .isEqualTo("{:caresql {:parent :sql-jdbc}}");
        assertThat(String.valueOf(manifest.get("init")))
                .isEqualTo("[{step=load-namespace, namespace=metabase.driver.caresql},"
                        + " {step=register-jdbc-driver, class=dev.caresql.jdbc.CareDriver}]");
        assertThat(String.valueOf(driver.get("connection-properties")))
                .contains("name=model", "name=fan-out", "name=as-of");
        assertThat(Class.forName("dev.caresql.jdbc.CareDriver")).isNotNull();
    }

    @Test
    void theDetailsBecomeAUrl() {
        assertThat(url("{:model \"/data/x\"}")).isEqualTo("jdbc:caresql:/data/x");
        assertThat(
                        url(
                                "{:model \"/data/x\" :fan-out \"error\" :as-of \"2026-01-31\" :additional-options \"threads=2\"}"))
                .isEqualTo("jdbc:caresql:/data/x;fanOut=error;asOf=2026-01-31;threads=2");
    }

    @Test
    void eachTypeOfTheDatabaseHasOneInMetabase() throws SQLException {
        try (ResultSet types = connection.getMetaData().getTypeInfo()) {
            while (types.next()) {
                String name = types.getString("TYPE_NAME");
                assertThat(evaluate("(metabase.driver.sql-jdbc.sync/database-type->base-type :caresql (keyword \""
                                + name + "\"))"))
                        .as(name)
                        .isNotNull();
            }
        }
    }

    @Test
    void datesAreCutAndCountedAsMetabaseDoes() throws SQLException {
        LocalDateTime day = TIME.truncatedTo(ChronoUnit.DAYS);
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("minute", TIME.truncatedTo(ChronoUnit.MINUTES));
        expected.put("hour", TIME.truncatedTo(ChronoUnit.HOURS));
        expected.put("day", day.toLocalDate());
        expected.put("week", day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
        expected.put("month", day.withDayOfMonth(1));
        expected.put("quarter", day.withMonth(10).withDayOfMonth(1));
        expected.put("year", day.withDayOfYear(1));
        expected.put("default", TIME);
        expected.put("minute-of-hour", 30);
        expected.put("hour-of-day", 14);
        expected.put("day-of-week", 2);
        expected.put("day-of-month", 31);
        expected.put("day-of-year", 366);
        expected.put("week-of-year-iso", TIME.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        expected.put("month-of-year", 12);
        expected.put("quarter-of-year", 4);
        expected.put("year-of-era", 2024);
        for (Map.Entry<String, Object> unit : expected.entrySet()) {
            assertThat(ask(
                            "(metabase.driver.sql.query-processor/date :caresql :" + unit.getKey() + " t)",
                            unit.getValue().getClass()))
                    .as(unit.getKey())
                    .isEqualTo(unit.getValue());
        }
    }

    @Test
    void intervalsAndDifferencesAreRight() throws SQLException {
        String qp = "(metabase.driver.sql.query-processor/";
        assertThat(ask(qp + "add-interval-honeysql-form :caresql t -2 :month)", LocalDateTime.class))
                .isEqualTo(TIME.minusMonths(2));
        assertThat(ask(qp + "add-interval-honeysql-form :caresql t 3 :quarter)", LocalDateTime.class))
                .isEqualTo(TIME.plusMonths(9));
        LocalDateTime later = LocalDateTime.of(2025, 2, 14, 9, 0);
        for (ChronoUnit unit :
                List.of(ChronoUnit.MONTHS, ChronoUnit.WEEKS, ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.YEARS)) {
            String name = unit.toString().toLowerCase(java.util.Locale.ROOT).replaceFirst("s$", "");
            assertThat(ask(qp + "datetime-diff :caresql :" + name + " t later)", Long.class))
                    .as(name)
                    .isEqualTo(unit.between(TIME, later));
        }
        assertThat(ask(qp + "unix-timestamp->honeysql :caresql :seconds 86400)", LocalDateTime.class))
                .isEqualTo(LocalDateTime.of(1970, 1, 2, 0, 0));
        assertThat(ask(qp + "current-datetime-honeysql-form :caresql)", LocalDateTime.class))
                .isNotNull();
    }

    @Test
    void medianAndPercentileAreRight() throws SQLException {
        String median =
                (String) evaluate("(first (honey.sql/format {:select [:team_id [(metabase.driver.sql.query-processor/"
                        + "->honeysql :caresql [:median :talk_s]) :median]] :from [:care.interactions]"
                        + " :where [:<> :team_id nil] :group-by [:team_id]} {:inline true :quoted true}))");
        Numbers.assertSame(
                Company.byKey(connection, median),
                Company.byHand(
                        "SELECT team_id, median(talk_s) FROM interactions.csv WHERE team_id IS NOT NULL GROUP BY team_id"));
    }

    /** In the order of describe-database and describe-table; a table whose probe fails would be left out without a word. */
    @Test
    void theSynchronisationFindsTablesColumnsAndKeys() throws SQLException {
        connection.setReadOnly(true);
        connection.setAutoCommit(true);
        connection.setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT);
        DatabaseMetaData metaData = connection.getMetaData();
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = metaData.getTables(null, "care", "%", new String[] {"TABLE", "VIEW"})) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME"));
            }
        }
        assertThat(tables).contains("survey_responses", "interactions", "kpis");
        for (String table : List.of("survey_responses", "interactions", "kpis")) {
            String probe = "-- Metabase:: userID: 1\nSELECT TRUE AS \"_\" FROM \"care\".\"" + table
                    + "\" WHERE 1 <> 1 LIMIT 0";
            try (PreparedStatement statement = connection.prepareStatement(
                    probe,
                    ResultSet.TYPE_FORWARD_ONLY,
                    ResultSet.CONCUR_READ_ONLY,
                    ResultSet.CLOSE_CURSORS_AT_COMMIT)) {
                assertThat(statement.execute()).isTrue();
            }
        }
        try (ResultSet columns = metaData.getColumns(null, "care", "survey_responses", null)) {
            assertThat(columns.next()).isTrue();
            assertThat(columns.getString("IS_AUTOINCREMENT")).isEqualTo("NO");
            assertThat(columns.getString("REMARKS")).isNotBlank();
        }
        try (ResultSet keys = metaData.getImportedKeys(null, "care", "survey_responses")) {
            assertThat(keys.next()).isTrue();
            assertThat(keys.getString("PKTABLE_SCHEM")).isEqualTo("care");
        }
    }

    @Test
    void aQuestionWithAFilterOfDatesIsTheKpi() throws SQLException {
        String question =
                "SELECT \"care\".\"kpis\".\"team_id\" AS \"team_id\", AVG(\"care\".\"kpis\".\"nps\") AS \"avg\""
                        + " FROM \"care\".\"kpis\" WHERE \"care\".\"kpis\".\"business_date\" >= ? AND \"care\".\"kpis\".\"business_date\" < ?"
                        + " AND \"care\".\"kpis\".\"team_id\" IS NOT NULL GROUP BY \"care\".\"kpis\".\"team_id\""
                        + " ORDER BY \"care\".\"kpis\".\"team_id\" ASC";
        Map<String, Double> answer = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                question, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, ResultSet.CLOSE_CURSORS_AT_COMMIT)) {
            statement.setMaxRows(2000);
            statement.setObject(1, LocalDate.of(2025, 1, 1), java.sql.Types.DATE);
            statement.setObject(2, LocalDate.of(2026, 1, 1), java.sql.Types.DATE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (rows.getObject(2) != null) {
                        answer.put(rows.getString(1), rows.getDouble(2));
                    }
                }
            }
        }
        Numbers.assertSame(answer, Company.byHand(Company.NPS_BY_TEAM_BY_HAND));
    }
}
