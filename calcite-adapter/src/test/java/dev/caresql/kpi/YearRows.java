package dev.caresql.kpi;

import static java.util.stream.Collectors.joining;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiCatalog;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.CanonicalTables;
import dev.caresql.plan.TestingDatabase;
import dev.caresql.sql.ColumnType;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * The random rows of a table spread over every day of a calendar year but a few, with times left out and off the year now
 * and then, and one week without any row.
 */
public final class YearRows {
    public static final LocalDate FIRST_DAY = LocalDate.parse("2024-01-01");
    public static final LocalDate LAST_DAY = LocalDate.parse("2024-12-31");
    private static final LocalDate CLOSED_FROM = LocalDate.parse("2024-08-12");
    private static final LocalDate CLOSED_UNTIL = LocalDate.parse("2024-08-19");
    private static final int EMPTY_PERCENT = 4;
    private static final int MOST_ROWS_OF_A_DAY = 9;

    private final KpiCatalog catalog;
    private final Random random;

    public YearRows(KpiCatalog catalog, long seed) {
        this.catalog = catalog;
        this.random = new Random(seed);
    }

    /** The day of a time in the business time zone of the test's databases; empty for none. */
    static Optional<LocalDate> day(Object time) {
        if (time instanceof LocalDate date) {
            return Optional.of(date);
        }
        return Optional.ofNullable((LocalDateTime) time)
                .map(instant -> instant.plusHours(7).toLocalDate());
    }

    /** Fills a table with rows; its first column is a key in ascending order and never missing. */
    public List<Row> fill(TestingDatabase database, String table) throws SQLException {
        CanonicalTable canonical = CanonicalTables.load().table(table).orElseThrow();
        Map<String, Function<Random, Object>> columns = new LinkedHashMap<>(RandomRows.columns(table));
        Set<String> times = new LinkedHashSet<>();
        canonical.timeColumn().ifPresent(times::add);
        for (Kpi kpi : catalog.kpis()) {
            kpi.binding()
                    .filter(binding -> binding.table().text().equals(table))
                    .ifPresent(binding -> times.add(binding.time().text()));
        }
        for (String time : times) {
            boolean isDate = canonical.allColumns().get(time).type() == ColumnType.DATE;
            columns.putIfAbsent(time, isDate ? YearRows::lately : RandomRows.time(20));
        }
        List<Row> rows = new ArrayList<>();
        for (LocalDate day = FIRST_DAY; !day.isAfter(LAST_DAY); day = day.plusDays(1)) {
            boolean isClosed = !day.isBefore(CLOSED_FROM) && day.isBefore(CLOSED_UNTIL);
            int count = isClosed || random.nextInt(100) < EMPTY_PERCENT ? 0 : 1 + random.nextInt(MOST_ROWS_OF_A_DAY);
            for (int i = 0; i < count; i++) {
                rows.add(row(columns, new ArrayList<>(times), day, rows.size(), canonical));
            }
        }
        insert(database, table, rows);
        return rows;
    }

    private static Object lately(Random random) {
        return RandomRows.AS_OF.toLocalDate().minusDays(random.nextInt(20));
    }

    /** A random row that is moved so that one of its times lies on the day. */
    private Row row(
            Map<String, Function<Random, Object>> columns,
            List<String> times,
            LocalDate day,
            int number,
            CanonicalTable table) {
        Map<String, Object> values = new LinkedHashMap<>();
        columns.forEach((column, value) -> {
            boolean isMissing = random.nextInt(100) < RandomRows.MISSING_PERCENT;
            Object some = value.apply(random);
            values.put(column, isMissing ? null : some);
        });
        Collections.shuffle(times, random);
        Optional<LocalDate> anchor = times.stream()
                .map(values::get)
                .flatMap(time -> day(time).stream())
                .findFirst();
        long days = ChronoUnit.DAYS.between(anchor.orElse(RandomRows.AS_OF.toLocalDate()), day);
        values.replaceAll((column, value) -> value instanceof LocalDateTime time
                ? time.plusDays(days)
                : value instanceof LocalDate date ? date.plusDays(days) : value);
        values.put(columns.keySet().iterator().next(), String.format(Locale.ROOT, "K%04d", number));
        if (table.derived().containsKey("business_date")) {
            values.put(
                    "business_date",
                    table.timeColumn().map(values::get).flatMap(YearRows::day).orElse(null));
        }
        return new Row(values);
    }

    private static void insert(TestingDatabase database, String table, List<Row> rows) throws SQLException {
        String tuples = rows.stream()
                .map(row ->
                        row.values().values().stream().map(RandomRows::literal).collect(joining(", ", "(", ")")))
                .collect(joining(", "));
        String columns = String.join(", ", rows.get(0).values().keySet());
        database.duckDb("INSERT INTO " + table + " (" + columns + ") VALUES " + tuples);
        TestingTables.derive(database, table);
    }
}
