package dev.caresql.jdbc;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All KPIs of {@code kpis} in one statement say what those of each table say in one of their own. */
class KpisTogetherTest {
    private static final String BY_QUARTER =
            "SELECT quarter_start%s FROM kpis WHERE quarter_start IS NOT NULL GROUP BY quarter_start ORDER BY 1";

    @TempDir
    static Path snapshots;

    private static Connection connection;
    private static Map<String, List<String>> kpisOfTable = Map.of();

    @BeforeAll
    static void open() throws SQLException {
        connection = DriverManager.getConnection(
                "jdbc:caresql:" + Path.of("..", "examples", "company") + ";snapshotFolder=" + snapshots);
        kpisOfTable = Answers.rows(connection, """
                        SELECT k.table_name, k.kpi_name FROM metadata.kpis k
                        JOIN information_schema.columns c ON c.table_name = 'kpis' AND UPPER(c.column_name) = k.kpi_name
                        WHERE k.is_available AND k.table_name <> '' AND k.kpi_name IN
                          (SELECT kpi_code FROM scorecard WHERE grain_code = 'QUARTER' AND scope_type = 'COMPANY')
                        ORDER BY k.table_name, k.kpi_name""").stream()
                .collect(groupingBy(
                        row -> row.get(0).toString(),
                        TreeMap::new,
                        mapping(row -> row.get(1).toString(), toList())));
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void areAsEachTableAlone() throws SQLException {
        List<String> kpis = kpisOfTable.values().stream().flatMap(List::stream).toList();
        assertThat(kpis).hasSizeGreaterThan(150);
        List<List<Object>> all = Answers.rows(connection, question(kpis));
        List<List<Object>> apart = new ArrayList<>();
        all.forEach(quarter -> apart.add(new ArrayList<>(List.of(quarter.get(0)))));
        for (List<String> names : kpisOfTable.values()) {
            List<List<Object>> alone = Answers.rows(connection, question(names));
            for (List<Object> quarter : apart) {
                quarter.addAll(alone.stream()
                        .filter(row -> row.get(0).equals(quarter.get(0)))
                        .findFirst()
                        .map(row -> row.subList(1, row.size()))
                        .orElseGet(() -> Arrays.asList(new Object[names.size()])));
            }
        }
        Answers.assertSame(zerosAsNull(all), zerosAsNull(apart), true);
    }

    /** The NULLs of dozens of facts would be most of the statement, and reading them most of its time. */
    @Test
    void eachTableIsAggregatedAloneAndNamesItsOwnColumnsOnly() throws SQLException {
        List<String> kpis = kpisOfTable.values().stream().flatMap(List::stream).toList();
        String sql = Answers.rows(connection, "EXPLAIN PLAN FOR " + question(kpis)).stream()
                .map(row -> row.get(0).toString())
                .collect(joining("\n"));
        assertThat(sql.split("UNION ALL BY NAME", -1)).hasSizeGreaterThan(kpisOfTable.size());
        String lastTable = sql.substring(sql.lastIndexOf("UNION ALL BY NAME"));
        assertThat(lastTable).doesNotContainPattern("NULL( AS [A-Z0-9(), ]+\\))? AS \"[$]f");
    }

    private static String question(List<String> kpis) {
        return BY_QUARTER.formatted(
                kpis.stream().map(name -> ", AVG(" + name + ")").collect(joining()));
    }

    /** A quarter that a table has no rows of is there because of another: its counts are 0 then, and not asked for alone. */
    private static List<List<Object>> zerosAsNull(List<List<Object>> rows) {
        List<List<Object>> same = new ArrayList<>();
        for (List<Object> row : rows) {
            List<Object> copy = new ArrayList<>(row);
            copy.replaceAll(value -> value instanceof Number number && number.doubleValue() == 0 ? null : value);
            same.add(copy);
        }
        return same;
    }
}
