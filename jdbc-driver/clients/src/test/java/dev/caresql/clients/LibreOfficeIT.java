package dev.caresql.clients;

import static dev.caresql.clients.Office.as;
import static dev.caresql.clients.Office.property;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.star.beans.PropertyValue;
import com.sun.star.beans.XPropertySet;
import com.sun.star.container.XIndexAccess;
import com.sun.star.container.XNameAccess;
import com.sun.star.frame.XStorable;
import com.sun.star.lang.XComponent;
import com.sun.star.sdbc.XConnection;
import com.sun.star.sdbc.XDataSource;
import com.sun.star.sdbc.XResultSet;
import com.sun.star.sdbc.XRow;
import com.sun.star.sdbcx.XColumnsSupplier;
import com.sun.star.sdbcx.XKeysSupplier;
import com.sun.star.sdbcx.XTablesSupplier;
import com.sun.star.sheet.XCellRangeData;
import com.sun.star.sheet.XCellRangeReferrer;
import com.sun.star.util.XRefreshable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calc and Base of the installed LibreOffice, without a window, on what the install script has written. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LibreOfficeIT {
    private static final Path SCRIPT = Path.of("libreoffice", "install.py").toAbsolutePath();
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);

    /** The columns of the sheets after the first, each as SQL over the exports; KEY is the group. */
    private static final List<String> BY_HAND = List.of(
            "SELECT KEY(started_at), count(*) FROM interactions.csv LEFT JOIN teams.csv USING (team_id)"
                    + " WHERE channel_code = 'VOICE' AND outcome_code = 'ANSWERED' GROUP BY 1",
            "SELECT KEY(responded_at), 100.0 * (count(CASE WHEN score >= 9 THEN 1 END) - count(CASE WHEN score <= 6 THEN 1"
                    + " END)) / count(*) FROM survey_responses.csv LEFT JOIN teams.csv USING (team_id)"
                    + " WHERE survey_type = 'NPS' AND score BETWEEN 0 AND 10 GROUP BY 1",
            "SELECT KEY(responded_at), 100.0 * count(CASE WHEN score >= 4 THEN 1 END) / count(*) FROM survey_responses.csv"
                    + " LEFT JOIN teams.csv USING (team_id) WHERE survey_type = 'CSAT' AND score BETWEEN 1 AND 5 GROUP BY 1",
            "SELECT KEY(started_at), 100.0 * count(CASE WHEN outcome_code = 'ANSWERED'"
                    + " AND queue_wait_s <= coalesce(q.sl_threshold_s, 20) THEN 1 END) / count(*)"
                    + " FROM interactions.csv i LEFT JOIN teams.csv USING (team_id) LEFT JOIN queues.csv q"
                    + " ON q.queue_id = i.queue_id WHERE i.channel_code = 'VOICE'"
                    + " AND direction_code = 'INBOUND' AND (outcome_code = 'ANSWERED' OR outcome_code IN"
                    + " ('ABANDONED', 'TIMED_OUT') AND queue_wait_s > coalesce(q.short_abandon_s, 5)) GROUP BY 1",
            "SELECT KEY(handled_at), avg(talk_s + coalesce(hold_s, 0) + coalesce(acw_s, 0)) FROM interactions.csv"
                    + " LEFT JOIN teams.csv USING (team_id) WHERE channel_code = 'VOICE' AND outcome_code = 'ANSWERED'"
                    + " GROUP BY 1");

    @TempDir
    private static Path folder;

    private static Office office;

    @BeforeAll
    static void installAndStart() throws Exception {
        assumeTrue(
                isInstalled("soffice"),
                "soffice is missing (Debian: libreoffice-calc libreoffice-base libreoffice-java-common)");
        assumeTrue(isInstalled("python3"), "python3 is missing");
        for (int i = 0; i < 2; i++) {
            Program install = install();
            assertThat(install.exitCode()).as(install.output()).isZero();
        }
        String settings = Files.readString(folder.resolve("profile/user/registrymodifications.xcu"));
        assertThat(settings).containsOnlyOnce("org.openoffice.caresql");
        office = Office.start(folder.resolve("profile"), folder.resolve("soffice.log"));
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    private static Program install() throws IOException, InterruptedException {
        return Program.run(
                folder,
                List.of(
                        "python3",
                        SCRIPT.toString(),
                        Company.URL.substring("jdbc:caresql:".length()),
                        "--jar",
                        Company.JAR.toString(),
                        "--out",
                        folder.resolve("documents").toString(),
                        "--profile",
                        folder.resolve("profile").toString()));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (office != null) {
            office.stop();
        }
    }

    @Test
    void calcFillsItsSheetsWithKpis() throws Exception {
        XComponent document = office.open(folder.resolve("documents/kpis.fods"));
        List<Object[]> teams = refresh(document, "kpis_by_team");
        List<Object[]> months = refresh(document, "kpis_by_month");
        for (int column = 1; column <= BY_HAND.size(); column++) {
            String sql = BY_HAND.get(column - 1);
            Map<String, Double> byTeam = Company.byHand(sql.replaceAll("KEY\\(\\w+\\)", "team_name"));
            byTeam.remove(null);
            Numbers.assertSame(column(teams, column), byTeam);
            Numbers.assertSame(
                    column(months, column),
                    Company.byHand(sql.replaceAll("KEY\\((\\w+)\\)", "strftime($1, '%Y-%m')")
                            .replace("WHERE ", "WHERE year(" + time(sql) + ") = 2025 AND ")));
        }
        Path csv = folder.resolve("kpis.csv");
        store(
                document,
                csv,
                property("FilterName", "Text - txt - csv (StarCalc)"),
                property("FilterOptions", "44,34,76"));
        Map<String, Double> nps = Company.byHand(BY_HAND.get(1).replaceAll("KEY\\(\\w+\\)", "team_name"));
        nps.remove(null);
        nps.forEach((team, value) -> assertThat(read(csv))
                .containsPattern(
                        "(?m)^" + team + ",(\"[^\"]*\"|[^,]*)," + String.format(Locale.ROOT, "%.1f", value) + ","));
        Path pdf = folder.resolve("kpis.pdf");
        store(document, pdf, property("FilterName", "calc_pdf_Export"));
        assertThat(Files.readAllBytes(pdf))
                .startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII))
                .hasSizeGreaterThan(10_000);
    }

    private static String time(String sql) {
        return sql.replaceAll("(?s).*KEY\\((\\w+)\\).*", "$1");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void store(XComponent document, Path file, PropertyValue... properties) throws Exception {
        as(XStorable.class, document).storeToURL(file.toUri().toString(), properties);
    }

    /** Fills a database range from its query, as Data &gt; Refresh Range does; its rows below the header. */
    private static List<Object[]> refresh(XComponent document, String name) throws Exception {
        XNameAccess ranges =
                as(XNameAccess.class, as(XPropertySet.class, document).getPropertyValue("DatabaseRanges"));
        Object range = ranges.getByName(name);
        as(XRefreshable.class, range).refresh();
        Object[][] cells = as(
                        XCellRangeData.class,
                        as(XCellRangeReferrer.class, range).getReferredCells())
                .getDataArray();
        return Arrays.asList(cells).subList(1, cells.length);
    }

    /** The numbers of a column by the first column, which is a text or a day; empty cells are left out. */
    private static Map<String, Double> column(List<Object[]> rows, int column) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (Object[] row : rows) {
            String key = row[0] instanceof Double day
                    ? DAY_ZERO.plusDays(day.longValue()).toString().substring(0, 7)
                    : row[0].toString();
            if (row[column] instanceof Double number && (column > 1 || number > 0)) {
                values.put(key, number);
            }
        }
        return values;
    }

    @Test
    void baseShowsTablesColumnsAndKeys() throws Exception {
        XConnection connection =
                connect(folder.resolve("documents/caresql.odb").toUri().toString());
        XNameAccess tables = as(XTablesSupplier.class, connection).getTables();
        assertThat(tables.getElementNames()).contains("care.survey_responses", "care.interactions", "care.customers");
        Object table = tables.getByName("care.survey_responses");
        XNameAccess columns = as(XColumnsSupplier.class, table).getColumns();
        assertThat(columns.getElementNames()).contains("response_id", "score", "responded_at", "business_date");
        assertThat(as(XPropertySet.class, columns.getByName("score")).getPropertyValue("TypeName"))
                .isEqualTo("INTEGER");
        XIndexAccess keys = as(XKeysSupplier.class, table).getKeys();
        List<Object> names = new ArrayList<>();
        for (int i = 0; i < keys.getCount(); i++) {
            names.add(as(XPropertySet.class, keys.getByIndex(i)).getPropertyValue("ReferencedTable"));
        }
        assertThat(names).contains("care.customers", "care.agents");
    }

    @Test
    void baseRunsStatementsThroughItsOwnParser() throws Exception {
        XConnection connection = connect("caresql");
        XResultSet rows = connection
                .createStatement()
                .executeQuery("SELECT team_id, NPS(score) AS nps FROM survey_responses"
                        + " WHERE survey_type = 'NPS' AND team_id IS NOT NULL GROUP BY team_id");
        XRow row = as(XRow.class, rows);
        Map<String, Double> nps = new LinkedHashMap<>();
        while (rows.next()) {
            nps.put(row.getString(1), row.getDouble(2));
        }
        Numbers.assertSame(nps, Company.byHand(Company.NPS_BY_TEAM_BY_HAND));
    }

    private static XConnection connect(String name) throws Exception {
        XNameAccess sources = office.service(XNameAccess.class, "com.sun.star.sdb.DatabaseContext");
        return as(XDataSource.class, sources.getByName(name)).getConnection("", "");
    }

    @Test
    void theScriptLeavesTheSettingsOfARunningLibreOfficeAlone() throws Exception {
        Program install = install();
        assertThat(install.exitCode()).isEqualTo(1);
        assertThat(install.output()).contains("LibreOffice is running");
    }
}
