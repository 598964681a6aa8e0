package dev.caresql.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiBinding;
import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.catalog.KpiComponent;
import dev.caresql.catalog.KpiMeasure.Additivity;
import dev.caresql.config.Problems;
import dev.caresql.formula.FormulaCompiler;
import dev.caresql.plan.TestingDatabase;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A calendar year from its days: what each day has of a decomposable KPI, put together in plain Java, is the KPI of the
 * year; and the quarters and the year of the scorecard are of their rows, whatever the KPI.
 */
final class YearFromDaysTest {
    private static final double TOLERANCE = 1e-9;
    private static final KpiCatalog CATALOG = KpiCatalogLoader.load(List.of(), new Problems());
    private static final FormulaCompiler COMPILER = new FormulaCompiler(CATALOG);
    private static final List<Double> FACTORS = List.of(1.0, 100.0, 1e6, 1 / 60.0, 1 / 3600.0, 1 / 86400.0, 3600.0);

    /** A day's few answers are withheld by default. */
    private static final Map<String, String> OPTIONS = Map.of("ENPS", "min_n => 0");

    /** Options under which the random rows have something to count. */
    private static final Map<String, String> WIDER = Map.of("LEAD_RESPONSE_WITHIN_RATE", "minutes_limit => 43200");

    private static final String YEAR = "BETWEEN DATE '2024-01-01' AND DATE '2024-12-31'";

    private static final Map<String, List<Row>> ROWS = new LinkedHashMap<>();
    private static TestingDatabase database;

    @BeforeAll
    static void fillTables() throws SQLException {
        database = TestingTables.create(CATALOG)
                .asOf(RandomRows.AS_OF.toInstant(ZoneOffset.UTC).toString());
        for (Kpi kpi : bound()) {
            String table = binding(kpi).table().text();
            if (!ROWS.containsKey(table)) {
                ROWS.put(table, new YearRows(CATALOG, 366).fill(database, table));
            }
        }
    }

    @AfterAll
    static void close() throws SQLException {
        database.close();
    }

    @TestFactory
    Stream<DynamicTest> daysMakeTheYear() {
        return bound().stream()
                .filter(YearFromDaysTest::isDecomposable)
                .map(kpi -> DynamicTest.dynamicTest(kpi.name().text(), () -> {
                    List<List<@Nullable Object>> days = parts(kpi, " GROUP BY " + day(kpi));
                    List<@Nullable Object> year = parts(kpi, "").get(0);
                    assertThat(days).hasSizeGreaterThan(250);
                    same(
                            year.get(0),
                            byHand(kpi, YearRows.FIRST_DAY, YearRows.LAST_DAY),
                            kpi.name().text() + " by hand");
                    if (isQuotient(kpi)) {
                        same(total(days, 1), number(year.get(1)), kpi.name().text() + " numerators");
                        same(total(days, 2), number(year.get(2)), kpi.name().text() + " denominators");
                        same(
                                year.get(0),
                                factor(kpi, days) * total(days, 1) / total(days, 2),
                                kpi.name().text() + " of the days");
                    } else if (kpi.name().text().startsWith("MAX_")) {
                        same(
                                year.get(0),
                                values(days, 0).mapToDouble(x -> x).max().orElseThrow(),
                                kpi.name().text() + " of the days");
                    } else {
                        same(year.get(0), total(days, 0), kpi.name().text() + " of the days");
                    }
                }));
    }

    private static Stream<Double> values(List<List<@Nullable Object>> rows, int column) {
        return rows.stream().filter(row -> row.get(column) != null).map(row -> number(row.get(column)));
    }

    private static double total(List<List<@Nullable Object>> rows, int column) {
        return values(rows, column).mapToDouble(x -> x).sum();
    }

    private static List<List<@Nullable Object>> parts(Kpi kpi, String grouping) throws SQLException {
        String name = kpi.name().text();
        String options = "(" + OPTIONS.getOrDefault(name, oracle(kpi).options()) + ")";
        String components = isQuotient(kpi) ? ", " + name + "_NUM" + options + ", " + name + "_DEN" + options : "";
        return database.rows("SELECT " + name + options + components + " FROM "
                + binding(kpi).table().text() + " WHERE " + day(kpi) + " " + YEAR + grouping);
    }

    private static String day(Kpi kpi) {
        String table = binding(kpi).table().text();
        String time = binding(kpi).time().text();
        boolean isDate = ROWS.get(table).stream().anyMatch(row -> row.values().get(time) instanceof LocalDate);
        return isDate ? time : "CAST(BUSINESS_TIME(" + time + ") AS DATE)";
    }

    private static boolean isQuotient(Kpi kpi) {
        return COMPILER.components(kpi).contains(KpiComponent.DEN);
    }

    /** What quotients are multiplied with to be in the KPI's unit, the same on every day. */
    private static double factor(Kpi kpi, List<List<@Nullable Object>> days) {
        double[] factors = days.stream()
                .filter(day -> day.get(0) != null && number(day.get(0)) != 0)
                .mapToDouble(day -> number(day.get(0)) * number(day.get(2)) / number(day.get(1)))
                .toArray();
        assertThat(factors).as(kpi.name().text()).isNotEmpty();
        for (double factor : factors) {
            same(factor, factors[0], "factor");
        }
        assertThat(FACTORS).anySatisfy(known -> assertThat(factors[0]).isCloseTo(known, within(TOLERANCE)));
        return factors[0];
    }

    private static boolean isDecomposable(Kpi kpi) {
        return COMPILER.additivity(kpi) == Additivity.ADDITIVE || COMPILER.additivity(kpi) == Additivity.WINDOWED;
    }

    private static List<Kpi> bound() {
        return CATALOG.kpis().stream().filter(kpi -> kpi.binding().isPresent()).toList();
    }

    private static KpiBinding binding(Kpi kpi) {
        return kpi.binding().orElseThrow();
    }

    /** Of the KPI as it is, or else with some options. */
    private static Oracle oracle(Kpi kpi) {
        return KpiAgreementTest.oracles()
                .filter(known -> known.kpi().equals(kpi.name().text()))
                .min(Comparator.comparing(known -> !known.options().equals(WIDER.getOrDefault(known.kpi(), ""))))
                .orElseThrow(() -> new AssertionError(kpi.name().text()));
    }

    private static @Nullable Double byHand(Kpi kpi, LocalDate from, LocalDate to) {
        Oracle oracle = oracle(kpi);
        List<Row> rows = ROWS.get(binding(kpi).table().text()).stream()
                .filter(row -> YearRows.day(row.values().get(binding(kpi).time().text()))
                        .filter(day -> !day.isBefore(from) && !day.isAfter(to))
                        .isPresent())
                .toList();
        return oracle.java().apply(new Rows(rows).where(oracle.population().java()));
    }

    private static double number(@Nullable Object value) {
        assertThat(value).isInstanceOf(Number.class);
        return ((Number) value).doubleValue();
    }

    private static void same(@Nullable Object actual, @Nullable Double expected, String what) {
        if (expected == null) {
            assertThat(actual).as(what).isNull();
        } else {
            assertThat(number(actual))
                    .as(what)
                    .isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
        }
    }

    @Test
    void theScorecardsQuartersAndYearAreOfTheirRows() throws SQLException {
        Map<List<String>, Object> actuals = new HashMap<>();
        for (List<@Nullable Object> row : database.rows("SELECT kpi_code, grain_code, CAST(period_start AS VARCHAR),"
                + " actual FROM scorecard WHERE scope_type = 'COMPANY' AND grain_code IN ('QUARTER', 'YEAR')"
                + " AND period_start " + YEAR)) {
            actuals.put(List.of("" + row.get(0), "" + row.get(1), "" + row.get(2)), row.get(3));
        }
        Set<String> missing = new TreeSet<>();
        List<String> recomputed = new ArrayList<>();
        for (Kpi kpi : bound()) {
            String name = kpi.name().text();
            if (!actuals.containsKey(List.of(name, "YEAR", "2024-01-01"))) {
                missing.add(name);
                continue;
            }
            same(actuals.get(List.of(name, "YEAR", "2024-01-01")), of(kpi, YearRows.FIRST_DAY, 12), name);
            for (LocalDate start = YearRows.FIRST_DAY; start.isBefore(YearRows.LAST_DAY); start = start.plusMonths(3)) {
                Object actual = actuals.get(List.of(name, "QUARTER", start.toString()));
                same(actual, of(kpi, start, 3), name + " of the quarter from " + start);
            }
            if (!isDecomposable(kpi)) {
                recomputed.add(name);
            }
        }
        assertThat(missing).isEmpty();
        assertThat(recomputed).hasSizeGreaterThan(20);
    }

    /** A KPI over the rows of some months: by hand, or where that has options that the scorecard has not, by a query. */
    private static @Nullable Double of(Kpi kpi, LocalDate start, int months) throws SQLException {
        LocalDate end = start.plusMonths(months).minusDays(1);
        if (oracle(kpi).options().isEmpty()) {
            return byHand(kpi, start, end);
        }
        Object value = database.value("SELECT " + kpi.name().text() + "() FROM "
                + binding(kpi).table().text() + " WHERE " + day(kpi) + " BETWEEN DATE '" + start + "' AND DATE '" + end
                + "'");
        return value == null ? null : number(value);
    }
}
