package dev.caresql.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiBinding;
import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import dev.caresql.plan.TestingDatabase;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every KPI four times over the same random rows: with its arguments, without, in DuckDB's SQL by hand and in plain
 * Java. All four agree in every kind of query.
 */
final class KpiAgreementTest {
    private static final double TOLERANCE = 1e-9;
    private static final KpiCatalog CATALOG = KpiCatalogLoader.load(List.of(), new Problems());

    /** By table. */
    private static final Map<String, Subject> SUBJECTS = subjects();

    private static final Map<String, List<Row>> ROWS = new LinkedHashMap<>();
    private static TestingDatabase database;

    /** The same rows, planned as if they were many. */
    private static TestingDatabase large;

    @BeforeAll
    static void fillTables() throws SQLException {
        database = open();
        large = open().large();
        for (String table : SUBJECTS.keySet()) {
            ROWS.put(table, new RandomRows(20250630).fill(database, table));
            new RandomRows(20250630).fill(large, table);
        }
    }

    private static TestingDatabase open() throws SQLException {
        return TestingTables.create(CATALOG)
                .asOf(RandomRows.AS_OF.toInstant(ZoneOffset.UTC).toString());
    }

    @AfterAll
    static void close() throws SQLException {
        database.close();
        large.close();
    }

    @Test
    void everyKpiHasAnOracle() {
        List<String> known = SUBJECTS.values().stream()
                .flatMap(subject -> subject.oracles().stream())
                .map(Oracle::kpi)
                .toList();
        assertThat(CATALOG.kpis())
                .filteredOn(kpi -> kpi.binding().isPresent())
                .extracting(kpi -> kpi.name().text())
                .allMatch(known::contains);
    }

    @TestFactory
    Stream<DynamicTest> agreesEverywhere() {
        return SUBJECTS.entrySet().stream().flatMap(entry -> entry.getValue().oracles().stream()
                .map(oracle -> DynamicTest.dynamicTest(oracle.kpi() + "(" + oracle.options() + ")", () -> {
                    Case test = new Case(database, entry.getKey(), entry.getValue(), oracle, ROWS.get(entry.getKey()));
                    test.whole();
                    test.where();
                    test.filtered();
                    test.grouped();
                    test.rolledUp();
                    test.partitioned();
                    test.running();
                })));
    }

    private static Map<String, Subject> subjects() {
        Map<String, Subject> subjects = new LinkedHashMap<>();
        Map<List<Oracle>, String> places = new LinkedHashMap<>();
        places.put(CustomerOracles.periods(), "customer_periods period_start is_complete customer_id customer_id");
        places.put(SurveyOracles.all(), "survey_responses channel_code agent_id team_id response_id");
        places.put(SurveyOracles.invitations(), "survey_invitations channel_code agent_id survey_id invitation_id");
        places.put(ServqualOracles.all(), "servqual_answers response_id item_no source_system source_row_id");
        places.put(
                both(InteractionOracles.all(), WorkforceOracles.contacts()),
                "interactions reason_code agent_id team_id interaction_id");
        places.put(
                both(both(TicketOracles.all(), TicketVolumeOracles.all()), MarketingOracles.complaints()),
                "tickets channel_code priority_code team_id ticket_id");
        places.put(CustomerOracles.subscriptions(), "subscriptions plan_code product_id source_system subscription_id");
        places.put(
                both(CustomerOracles.leads(), WorkforceOracles.leads()),
                "leads source_code owner_agent_id current_stage_code lead_id");
        places.put(OrderOracles.orders(), "orders channel_code agent_id team_id order_id");
        places.put(OrderOracles.lines(), "order_lines product_line customer_id source_system source_row_id");
        places.put(LeadOracles.touches(), "touches channel_code agent_id touch_type touch_id");
        places.put(LeadOracles.stages(), "funnel_events funnel_id stage_code source_system source_row_id");
        places.put(
                both(LeadOracles.activities(), WorkforceOracles.activities()),
                "activities activity_type agent_id team_id activity_id");
        places.put(MarketingOracles.mails(), "email_stats campaign_id view_count source_system source_row_id");
        places.put(MarketingOracles.costs(), "marketing_spend channel_code campaign_id source_system source_row_id");
        places.put(MarketingOracles.movements(), "mrr_movements currency_code customer_id source_system movement_id");
        places.put(MarketingOracles.customers(), "customers region_code segment_code customer_type customer_id");
        places.put(LeadOracles.relationships(), "customer_status business_date is_active customer_id customer_id");
        places.put(
                WorkforceOracles.customerDays(),
                "customer_status_daily business_date is_active customer_id customer_id");
        places.put(CohortOracles.all(), "funnel_cohorts funnel_id stage_code source_code owner_agent_id");
        places.put(InteractionOracles.contacts(), "customer_contacts reason_code agent_id team_id contact_id");
        places.put(TicketOracles.nextReplies(), "next_replies channel_code priority_code team_id ticket_id");
        places.put(TicketOracles.replies(), "ticket_replies channel_code priority_code team_id ticket_id");
        places.putAll(WorkforceOracles.places());
        places.forEach((oracles, place) -> {
            String[] names = place.split(" ");
            subjects.put(names[0], new Subject(oracles, names[1], names[2], names[3], names[4]));
        });
        return subjects;
    }

    /** Of windows nothing is written differently for large tables. */
    @TestFactory
    Stream<DynamicTest> agreesOnLargeTables() {
        return SUBJECTS.entrySet().stream().flatMap(entry -> entry.getValue().oracles().stream()
                .map(oracle -> DynamicTest.dynamicTest(oracle.kpi() + "(" + oracle.options() + ")", () -> {
                    Case test = new Case(large, entry.getKey(), entry.getValue(), oracle, ROWS.get(entry.getKey()));
                    test.whole();
                    test.where();
                    test.filtered();
                    test.grouped();
                    test.rolledUp();
                })));
    }

    /** What every KPI of one table gives, by hand. */
    static Stream<Oracle> oracles() {
        return SUBJECTS.values().stream().flatMap(subject -> subject.oracles().stream());
    }

    private static List<Oracle> both(List<Oracle> some, List<Oracle> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** The oracles of a table, two columns to group by, one to filter by and the key that orders the rows. */
    private record Subject(List<Oracle> oracles, String group, String second, String split, String key) {}

    /** One KPI over the rows of its table. */
    private record Case(TestingDatabase database, String table, Subject subject, Oracle oracle, List<Row> rows) {
        void whole() throws SQLException {
            agree("%s FROM " + table, Map.of(List.of(), rows));
        }

        void where() throws SQLException {
            agree("%s FROM " + table + " WHERE " + split(), Map.of(List.of(), splitRows()));
        }

        void filtered() throws SQLException {
            Map<List<Object>, List<Row>> expected = Map.of(List.of(), splitRows());
            compare(
                    "SELECT " + explicit(" AND " + split()) + ", " + zero() + " FILTER (WHERE " + split() + ") FROM "
                            + table,
                    expected);
        }

        void grouped() throws SQLException {
            String group = subject.group();
            Map<List<Object>, List<Row>> expected = new HashMap<>();
            for (Row row : rows) {
                add(expected, row, row.values().get(group));
            }
            agree(group + ", %s FROM " + table + " GROUP BY " + group, expected);
        }

        void rolledUp() throws SQLException {
            String group = subject.group();
            String second = subject.second();
            Map<List<Object>, List<Row>> expected = new HashMap<>();
            for (Row row : rows) {
                if (row.has(group) && row.has(second)) {
                    add(expected, row, row.values().get(group), row.values().get(second));
                    add(expected, row, row.values().get(group), null);
                    add(expected, row, null, null);
                }
            }
            agree(
                    group + ", " + second + ", %s FROM " + table + " WHERE " + group + " IS NOT NULL AND " + second
                            + " IS NOT NULL GROUP BY ROLLUP(" + group + ", " + second + ")",
                    expected);
        }

        void partitioned() throws SQLException {
            window("PARTITION BY " + subject.group(), "TRUE", (row, other) -> true);
        }

        void running() throws SQLException {
            String key = subject.key();
            window(
                    "PARTITION BY " + subject.group() + " ORDER BY " + key
                            + " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
                    "b." + key + " <= a_key",
                    (row, other) -> other.text(key).compareTo(row.text(key)) <= 0);
        }

        private void window(String over, String frameSql, BiPredicate<Row, Row> frame) throws SQLException {
            String group = subject.group();
            String key = subject.key();
            Map<List<Object>, List<Row>> expected = new HashMap<>();
            for (Row row : rows) {
                for (Row other : rows) {
                    if (Objects.equals(row.values().get(group), other.values().get(group)) && frame.test(row, other)) {
                        add(expected, other, row.values().get(key));
                    }
                }
            }
            compare(
                    "SELECT " + key + ", " + explicit("") + " OVER (" + over + "), " + zero() + " OVER (" + over
                            + ") FROM " + table,
                    expected);
            compareDuckDb(
                    "SELECT a_key, " + oracle.sql() + " FROM (SELECT " + key + " AS a_key, " + group
                            + " AS a_group FROM "
                            + table + ") JOIN " + markedRows() + " AS b ON b." + group
                            + " IS NOT DISTINCT FROM a_group AND " + frameSql + " GROUP BY a_key",
                    expected);
        }

        /** Asks the same in CareSQL, in both forms, and in DuckDB's SQL; %s stands for the KPI. */
        private void agree(String query, Map<List<Object>, List<Row>> expected) throws SQLException {
            compare("SELECT " + query.replace("%s", explicit("") + ", " + zero()), expected);
            compareDuckDb(
                    "SELECT "
                            + query.replace("FROM " + table, "FROM " + markedRows())
                                    .replace("%s", oracle.sql()),
                    expected);
        }

        private void compare(String sql, Map<List<Object>, List<Row>> expected) throws SQLException {
            compare(sql, database.rows(sql), 2, expected);
        }

        private void compareDuckDb(String sql, Map<List<Object>, List<Row>> expected) throws SQLException {
            compare(sql, database.duckDbRows(sql), 1, expected);
        }

        private void compare(String sql, List<List<Object>> answers, int forms, Map<List<Object>, List<Row>> expected) {
            assertThat(answers).as(sql).hasSameSizeAs(expected.keySet());
            for (List<Object> answer : answers) {
                int keys = answer.size() - forms;
                List<Object> key = new ArrayList<>(answer.subList(0, keys));
                assertThat(expected).as(sql).containsKey(key);
                Rows counting =
                        new Rows(expected.get(key)).where(oracle.population().java());
                @Nullable Double value = oracle.java().apply(counting);
                for (Object form : answer.subList(keys, answer.size())) {
                    assertThat(form).as("%s for %s", sql, key).satisfies(actual -> assertSame(actual, value));
                }
            }
        }

        private static void assertSame(Object actual, @Nullable Double expected) {
            if (expected == null) {
                assertThat(actual).isNull();
            } else {
                assertThat(actual).isInstanceOf(Number.class);
                double tolerance = TOLERANCE * Math.max(1, Math.abs(expected));
                assertThat(((Number) actual).doubleValue()).isCloseTo(expected, within(tolerance));
            }
        }

        private static void add(Map<List<Object>, List<Row>> groups, Row row, Object... key) {
            groups.computeIfAbsent(new ArrayList<>(Arrays.asList(key)), ignored -> new ArrayList<>())
                    .add(row);
        }

        private String split() {
            return subject.split().equals("business_date")
                    ? "business_date >= DATE '2025-06-15'"
                    : subject.split() + " IN ('T1', 'S1', 'MQL')";
        }

        private List<Row> splitRows() {
            return rows.stream()
                    .filter(row -> subject.split().equals("business_date")
                            ? row.has("business_date")
                                    && !((LocalDate) row.values().get("business_date"))
                                            .isBefore(LocalDate.of(2025, 6, 15))
                            : row.is(subject.split(), "T1", "S1", "MQL"))
                    .toList();
        }

        private String markedRows() {
            return "(SELECT *, (" + oracle.population().sql() + ") AS ok FROM " + table + ")";
        }

        private String zero() {
            return oracle.kpi() + "(" + oracle.options() + ")";
        }

        /** The call with the arguments and the condition of its binding, spelt out. */
        private String explicit(String condition) {
            Kpi kpi = Examples.kpi(oracle.kpi());
            KpiBinding binding = kpi.binding().orElseThrow();
            List<String> arguments = new ArrayList<>();
            for (KpiParameter column : kpi.columns()) {
                arguments.add(binding.arguments().get(column.name()).text());
            }
            if (!oracle.options().isEmpty()) {
                arguments.add(oracle.options());
            }
            String where = binding.where().map(Located::text).orElse("TRUE");
            return oracle.kpi() + "(" + String.join(", ", arguments) + ") FILTER (WHERE (" + where + ")" + condition
                    + ")";
        }
    }
}
