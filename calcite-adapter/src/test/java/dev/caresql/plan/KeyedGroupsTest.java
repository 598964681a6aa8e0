package dev.caresql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts of keys by their first and last flags, with ties, and keys, instants and flags missing, against plain Java. */
final class KeyedGroupsTest {
    private static final String CATALOG = """
            kpis:
              - name: %s
                parameters: {who: varchar, began: timestamp, starts: boolean, ended: timestamp, ends: boolean}
                formula: %s
                unit: customers
            """;
    private static final List<String> FORMULAS = List.of(
            "KPI_FIRST_TRUE(KPI_HISTORY(who, began, starts))",
            "KPI_LAST_TRUE(KPI_HISTORY(who, ended, ends))",
            "KPI_FIRST_AND_LAST_TRUE(KPI_HISTORY(who, began, starts), KPI_HISTORY(who, ended, ends))",
            "COUNT(DISTINCT began) * 1000 + KPI_FIRST_TRUE(KPI_HISTORY(who, began, starts) FILTER (WHERE ends))");
    private static final String CALLS = String.join(
            ", ",
            "COUNT_0(who, began, starts, ended, ends)",
            "COUNT_1(who, began, starts, ended, ends)",
            "COUNT_2(who, began, starts, ended, ends) FILTER (WHERE counts)",
            "COUNT_3(who, began, starts, ended, ends)",
            "COUNT(*)",
            "COUNT(DISTINCT who)",
            "MIN(ended)");

    private TestingDatabase database;
    private final List<Row> rows = new ArrayList<>();

    private record Row(
            String team,
            @Nullable String channel,
            @Nullable String who,
            @Nullable LocalDate began,
            @Nullable Boolean starts,
            @Nullable LocalDate ended,
            @Nullable Boolean ends,
            boolean counts) {
        static Row random(Random random) {
            return new Row(
                    "t" + random.nextInt(3),
                    random.nextInt(4) == 0 ? null : "c" + random.nextInt(2),
                    random.nextInt(8) == 0 ? null : "w" + random.nextInt(12),
                    day(random),
                    flag(random),
                    day(random),
                    flag(random),
                    random.nextBoolean());
        }

        private static @Nullable LocalDate day(Random random) {
            return random.nextInt(6) == 0 ? null : LocalDate.of(2025, 1, 1 + random.nextInt(4));
        }

        private static @Nullable Boolean flag(Random random) {
            return random.nextInt(6) == 0 ? null : Boolean.valueOf(random.nextInt(3) > 0);
        }

        String tuple() {
            return List.of(
                            quoted(team),
                            quoted(channel),
                            quoted(who),
                            quoted(began),
                            starts + "",
                            quoted(ended),
                            ends + "")
                    .stream()
                    .collect(Collectors.joining(", ", "(", ", " + counts + ")"));
        }

        private static String quoted(@Nullable Object value) {
            return value == null ? "NULL" : "'" + value + "'";
        }
    }

    @BeforeEach
    void open(@TempDir Path folder) throws SQLException, IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < FORMULAS.size(); i++) {
            files.add(Files.writeString(
                    folder.resolve("k" + i + ".yaml"), CATALOG.formatted("COUNT_" + i, FORMULAS.get(i))));
        }
        Problems problems = new Problems();
        database = new TestingDatabase(KpiCatalogLoader.load(files, problems));
        assertThat(problems.list()).isEmpty();
        Random random = new Random(11);
        for (int i = 0; i < 150; i++) {
            rows.add(Row.random(random));
        }
        database.duckDb(
                "CREATE TABLE seen (team VARCHAR, channel VARCHAR, who VARCHAR, began TIMESTAMP, starts BOOLEAN,"
                        + " ended TIMESTAMP, ends BOOLEAN, counts BOOLEAN)");
        database.duckDb(
                "INSERT INTO seen VALUES " + rows.stream().map(Row::tuple).collect(Collectors.joining(", ")));
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void everyGroupAgreesWithPlainJava() throws SQLException {
        agree("GROUP BY team, channel", "team, channel", List.of(2));
        agree("GROUP BY team, who", "team, who", List.of(2));
        agree("GROUP BY ROLLUP(team, channel)", "team, channel", List.of(0, 1, 2));
        agree("GROUP BY GROUPING SETS ((team), ())", "team, CAST(NULL AS VARCHAR)", List.of(0, 1));
    }

    @Test
    void nothingAtAllGivesOneRow() throws SQLException {
        database.duckDb("DELETE FROM seen");
        for (String having : List.of("", " GROUP BY GROUPING SETS ((team), ())")) {
            assertThat(database.rows("SELECT " + CALLS + " FROM seen" + having))
                    .as(having)
                    .isEqualTo(List.of(Arrays.asList(0L, 0L, 0L, 0L, 0L, 0L, null)));
        }
        assertThat(database.rows("SELECT " + CALLS + " FROM seen GROUP BY team"))
                .isEmpty();
    }

    @Test
    void listsGiveTheSame() throws SQLException {
        String grouped = "SELECT team, channel, " + CALLS;
        assertThat(database.plan(grouped + " FROM seen GROUP BY team, channel")
                        .sql()
                        .text())
                .doesNotContain("LIST(");
        String lists = ", STDDEV_POP(CHAR_LENGTH(who)), COUNT(DISTINCT channel, who) FROM seen GROUP BY team, channel";
        assertThat(database.plan(grouped + lists).sql().text()).contains("LIST(");
        assertThat(database.rows(grouped + lists).stream().map(row -> row.subList(0, 9)))
                .containsExactlyInAnyOrderElementsOf(database.rows(grouped + " FROM seen GROUP BY team, channel"));
    }

    @Test
    void aConstantIsAKeyToo() throws SQLException {
        String one =
                "SELECT COUNT_0('1', began, starts, ended, ends), COUNT_0(who, began, starts, ended, ends) FROM seen";
        assertThat(database.rows(one))
                .isEqualTo(List.of(
                        List.of(first(rows, row -> "1", Row::began, Row::starts).isEmpty() ? 0L : 1L, (long)
                                first(rows, Row::who, Row::began, Row::starts).size())));
    }

    private void agree(String groupBy, String keys, List<Integer> sizes) throws SQLException {
        List<List<@Nullable Object>> found =
                database.rows("SELECT " + keys + ", GROUPING(team), " + CALLS + " FROM seen " + groupBy);
        boolean byWho = keys.endsWith("who");
        List<List<@Nullable Object>> expected = new ArrayList<>();
        for (int size : sizes) {
            Set<List<@Nullable String>> groups = rows.stream()
                    .map(row -> group(row, size, byWho))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            for (List<@Nullable String> group : groups) {
                List<Row> own = rows.stream()
                        .filter(row -> group(row, size, byWho).equals(group))
                        .toList();
                List<@Nullable Object> line = new ArrayList<>(group);
                line.add(size == 0 ? 1L : 0L);
                line.addAll(values(own));
                expected.add(line);
            }
        }
        SoftAssertions.assertSoftly(softly ->
                softly.assertThat(text(found)).as(groupBy).containsExactlyInAnyOrderElementsOf(text(expected)));
    }

    private static List<String> text(List<List<@Nullable Object>> lines) {
        return lines.stream()
                .map(line -> line.stream()
                        .map(value -> value instanceof Timestamp instant ? instant.toLocalDateTime() : value)
                        .toList())
                .map(String::valueOf)
                .toList();
    }

    private static List<@Nullable String> group(Row row, int size, boolean byWho) {
        return Arrays.asList(size > 0 ? row.team() : null, size > 1 ? byWho ? row.who() : row.channel() : null);
    }

    private static List<@Nullable Object> values(List<Row> own) {
        List<Row> counted = own.stream().filter(Row::counts).toList();
        Set<String> both = first(counted, Row::who, Row::began, Row::starts);
        both.retainAll(last(counted));
        long days =
                own.stream().map(Row::began).filter(Objects::nonNull).distinct().count();
        List<Row> ending =
                own.stream().filter(row -> Boolean.TRUE.equals(row.ends())).toList();
        return Arrays.asList(
                (long) first(own, Row::who, Row::began, Row::starts).size(),
                (long) last(own).size(),
                (long) both.size(),
                days * 1000 + first(ending, Row::who, Row::began, Row::starts).size(),
                (long) own.size(),
                own.stream().map(Row::who).filter(Objects::nonNull).distinct().count(),
                own.stream()
                        .map(Row::ended)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .map(LocalDate::atStartOfDay)
                        .orElse(null));
    }

    private interface Part<T> {
        @Nullable
        T of(Row row);
    }

    /** The first entry of a key; no instant is before all others, and at one instant false, then true, then no flag. */
    private static Set<String> first(List<Row> own, Part<String> key, Part<LocalDate> instant, Part<Boolean> flag) {
        return ends(own, key, order(instant, flag), flag);
    }

    private static Set<String> last(List<Row> own) {
        return ends(own, Row::who, order(Row::ended, Row::ends).reversed(), Row::ends);
    }

    private static Comparator<Row> order(Part<LocalDate> instant, Part<Boolean> flag) {
        return Comparator.<Row, LocalDate>comparing(
                        instant::of, Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()))
                .thenComparing(flag::of, Comparator.nullsLast(Comparator.<Boolean>naturalOrder()));
    }

    private static Set<String> ends(List<Row> own, Part<String> key, Comparator<Row> order, Part<Boolean> flag) {
        Set<String> found = new LinkedHashSet<>();
        Predicate<Row> hasKey = row -> key.of(row) != null;
        own.stream().filter(hasKey).map(key::of).distinct().forEach(who -> own.stream()
                .filter(hasKey.and(row -> Objects.equals(key.of(row), who)))
                .min(order)
                .filter(row -> Boolean.TRUE.equals(flag.of(row)))
                .ifPresent(row -> found.add(Objects.requireNonNull(who))));
        return found;
    }
}
