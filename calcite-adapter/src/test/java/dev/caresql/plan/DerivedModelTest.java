package dev.caresql.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caresql.engine.ProgressListener;
import dev.caresql.error.CareSqlException;
import dev.caresql.model.CanonicalTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Derived tables of a model that is imported from files: CareSQL's, a user's own, and those that lack something. */
class DerivedModelTest {
    private static final String TICKETS = """
            model: m
            timeZone: Asia/Ho_Chi_Minh
            sources:
              s: {file: t.csv, timeZone: UTC}
            tables:
              tickets: {from: s, columns: {ticket_id: id, created_at: created, resolved_at: "NULLIF(resolved, '')"}}
            """;
    private static final String OWN = """
            derived:
              busy_days:
                description: Days on which more tickets came than went
                sql: SELECT business_date, created_count - resolved_count AS growth FROM ticket_backlog_daily
                  WHERE created_count > resolved_count
                materialized: true
                key: [business_date]
                time: business_date
                columns:
                  business_date: {type: date, description: Day}
                  growth: {type: bigint, description: Tickets that stayed}
              open_now:
                description: Open tickets and their age
                needs: [tickets.created_at]
                sql: SELECT ticket_id, TIMESTAMPDIFF(HOUR, created_at, AS_OF()) AS age_h, team_id FROM tickets
                  WHERE created_at <= AS_OF() AND (resolved_at IS NULL OR resolved_at > AS_OF())
                columns:
                  ticket_id: {type: varchar, description: Ticket}
                  age_h: {type: bigint, description: Hours}
                  team_id: {type: varchar, description: Team}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void createFile() throws IOException {
        Files.writeString(folder.resolve("t.csv"), """
                id,created,resolved
                1,2025-01-01 16:59:59,2025-01-02 18:00:00
                2,2025-01-01 17:00:00,
                3,2025-01-03 00:00:00,2025-01-03 01:00:00
                """);
    }

    private CareDatabase open(String yaml) throws IOException {
        Files.writeString(folder.resolve("caresql.yaml"), yaml);
        return CareDatabase.open(DatabaseSettings.of(folder), ProgressListener.NONE);
    }

    @Test
    void anImportStoresTheBacklogInTheBusinessTimeZone() throws Exception {
        try (CareDatabase database = open(TICKETS)) {
            assertThat(query(database, "SELECT * FROM ticket_backlog_daily ORDER BY 1", database.asOf()))
                    .containsExactly(
                            "2025-01-01|null|null|null|null|0|1|0|0|0|1",
                            "2025-01-02|null|null|null|null|1|1|0|0|0|2",
                            "2025-01-03|null|null|null|null|2|1|0|2|0|1");
            assertThat(database.isView("dates")).isTrue();
            assertThat(database.isView("ticket_backlog_daily")).isFalse();
            assertThat(query(
                            database,
                            "SELECT BUSINESS_TIME(created_at) FROM tickets WHERE ticket_id = '1'",
                            database.asOf()))
                    .containsExactly("2025-01-01 23:59:59.0");
        }
    }

    @Test
    void todayIsTheBusinessDay() throws Exception {
        for (String zone : List.of("Pacific/Kiritimati", "Pacific/Pago_Pago")) {
            String model = TICKETS.replace("Asia/Ho_Chi_Minh", zone);
            LocalDate before = LocalDate.now(ZoneId.of(zone));
            try (CareDatabase database = open(model)) {
                List<String> days = query(
                        database,
                        "SELECT CURRENT_DATE, {fn CURDATE()}, CAST(BUSINESS_TIME(CURRENT_TIMESTAMP) AS DATE) FROM tickets"
                                + " WHERE business_date < CURRENT_DATE AND ticket_id = '1'",
                        database.asOf());
                LocalDate after = LocalDate.now(ZoneId.of(zone));
                assertThat(List.of(before, after))
                        .anySatisfy(day -> assertThat(days).containsExactly(day + "|" + day + "|" + day));
            }
        }
    }

    @Test
    void ordersAreNumberedAndComplaintsKnownWhereTheyAreNotMapped() throws Exception {
        Files.writeString(folder.resolve("o.csv"), """
                id,customer,at,cancelled,status,seq
                1,a,2025-01-03 00:00:00,,PAID,9
                2,a,2025-01-01 00:00:00,2025-01-02 00:00:00,OPEN,8
                3,a,2025-01-02 00:00:00,,,7
                4,a,2025-01-02 00:00:00,,RETURNED,6
                5,a,2025-01-03 00:00:00,,OPEN,5
                6,,2025-01-03 00:00:00,,OPEN,4
                7,b,2025-01-03 00:00:00,,OPEN,3
                """);
        String model = """
                model: m
                sources: {s: {file: o.csv}}
                tables:
                  orders: {from: s, columns: {order_id: id, customer_id: customer, ordered_at: at, cancelled_at: cancelled, status_code: status}}
                  tickets: {from: s, columns: {ticket_id: id, complaint_level: "CASE id WHEN '1' THEN 'FORMAL' WHEN '2' THEN 'NONE' END"}}
                """;
        String numbers = "SELECT order_id, order_seq FROM orders ORDER BY 1";
        try (CareDatabase database = open(model)) {
            assertThat(query(database, numbers, database.asOf()))
                    .containsExactly("1|2", "2|null", "3|1", "4|null", "5|3", "6|null", "7|1");
            assertThat(query(database, "SELECT ticket_id, is_complaint FROM tickets ORDER BY 1", database.asOf()))
                    .startsWith("1|true", "2|false", "3|null");
            assertThat(query(
                            database,
                            "SELECT customer_id, order_count, has_repurchased FROM customer_periods"
                                    + " WHERE grain_code = 'YEAR' ORDER BY 1",
                            database.asOf()))
                    .containsExactly("a|3|true", "b|1|false");
        }
        try (CareDatabase database = open(model.replace("ordered_at: at", "ordered_at: at, order_seq: seq"))) {
            assertThat(query(database, numbers, database.asOf())).startsWith("1|9", "2|8", "3|7");
        }
    }

    @Test
    void whatAModelMapsIsNotDerived() throws Exception {
        String states = TICKETS + "  agent_states: {from: s, columns: {agent_id: id, state_code: \"'AVAILABLE'\","
                + " started_at: created, ended_at: \"NULLIF(resolved, '')\"}}\n";
        try (CareDatabase database = open(states)) {
            assertThat(query(
                            database,
                            "SELECT agent_id, business_date, available_s, scheduled_s FROM agent_time_daily ORDER BY 1, 2",
                            database.asOf()))
                    .containsExactly(
                            "1|2025-01-01|1|null",
                            "1|2025-01-02|86400|null",
                            "1|2025-01-03|3600|null",
                            "2|2025-01-02|86400|null",
                            "2|2025-01-03|28800|null",
                            "3|2025-01-03|3600|null");
        }
        String reported = states
                + "  agent_time_daily: {from: s, columns: {agent_id: id, business_date: created, available_s: \"CAST(id AS INTEGER)\","
                + " talk_s: \"3 * CAST(id AS INTEGER)\"}}\n";
        try (CareDatabase database = open(reported)) {
            assertThat(query(
                            database,
                            "SELECT agent_id, available_s, OCCUPANCY() FROM agent_time_daily GROUP BY 1, 2 ORDER BY 1",
                            database.asOf()))
                    .containsExactly("1|1|75.0", "2|2|75.0", "3|3|75.0");
        }
    }

    @Test
    void threeOfFiveIssuesAreResolvedAtFirst() throws Exception {
        Files.writeString(folder.resolve("c.csv"), """
                id,customer,reason,at,moved
                1,A,bill,2025-01-01 08:00:00,false
                2,A,bill,2025-01-04 08:00:00,false
                3,A,bill,2025-01-20 08:00:00,false
                4,B,tech,2025-01-02 08:00:00,false
                5,C,bill,2025-01-03 08:00:00,true
                6,D,ship,2025-01-05 08:00:00,false
                7,,ship,2025-01-06 08:00:00,false
                8,E,ship,2025-02-01 08:00:00,
                """);
        String model = """
                model: m
                sources: {s: {file: c.csv}}
                tables:
                  interactions: {from: s, columns: {interaction_id: id, customer_id: customer, reason_code: reason, started_at: at,
                    transferred: moved, channel_code: "'VOICE'", direction_code: "'INBOUND'", outcome_code: "'ANSWERED'"}}
                """;
        String rates =
                "SELECT 100 * COUNT(*) FILTER (WHERE is_resolved_at_first) / COUNT(*) FILTER (WHERE is_first_contact),"
                        + " 100 * COUNT(*) FILTER (WHERE is_first_contact AND NOT has_repeat_contact)"
                        + " / COUNT(*) FILTER (WHERE is_first_contact) FROM fcr_contacts WHERE is_mature";
        try (CareDatabase database = open(model)) {
            Instant asOf = Instant.parse("2025-02-02T00:00:00Z");
            assertThat(query(database, rates, asOf)).containsExactly("60.0|80.0");
            assertThat(query(database, "SELECT FCR_RATE() FROM interactions", asOf))
                    .containsExactly("60.0");
            assertThat(query(database, "SELECT interaction_id FROM fcr_contacts WHERE NOT is_mature", asOf))
                    .containsExactly("8");
        }
    }

    @Test
    void aUsersTableIsStoredOrAView() throws Exception {
        try (CareDatabase database = open(TICKETS + OWN)) {
            assertThat(query(database, "SELECT * FROM busy_days ORDER BY 1", database.asOf()))
                    .containsExactly("2025-01-01|1", "2025-01-02|1");
            for (String[] expected : new String[][] {
                {"2025-01-02T00:00:00Z", "1|7|null 2|7|null"}, {"2025-01-03T00:00:00Z", "2|31|null 3|0|null"}
            }) {
                assertThat(String.join(
                                " ",
                                query(database, "SELECT * FROM care.open_now ORDER BY 1", Instant.parse(expected[0]))))
                        .isEqualTo(expected[1]);
            }
            assertThat(database.tables()).extracting("name").contains("busy_days", "open_now", "ticket_backlog_daily");
        }
    }

    @Test
    void aChangedDefinitionMakesANewSnapshot() throws Exception {
        open(TICKETS + OWN).close();
        try (CareDatabase database =
                open(TICKETS + OWN.replace("created_count - resolved_count AS", "created_count AS"))) {
            assertThat(query(database, "SELECT SUM(growth) FROM busy_days", database.asOf()))
                    .containsExactly("2");
        }
        try (CareDatabase database = open(TICKETS + OWN.replace("created_count - resolved_count AS", "7 AS"))) {
            assertThat(query(database, "SELECT SUM(growth) FROM busy_days", database.asOf()))
                    .containsExactly("14");
        }
    }

    @Test
    void whatLacksSaysSo() throws Exception {
        String answered =
                "model: m\nsources: {s: {file: t.csv}}\ntables: {agents: {from: s, columns: {agent_id: id}}}\n";
        try (CareDatabase database = open(answered)) {
            assertThat(database.tables()).extracting("name").containsExactly("agents", "dates");
            assertThatThrownBy(() -> database.plan("SELECT * FROM customer_periods", Instant.EPOCH))
                    .hasMessage("Table 'customer_periods' not found: it is derived from subscriptions.started_at or"
                            + " orders.ordered_at, which the model does not map at line 1, column 15");
            assertThatThrownBy(() -> database.plan("SELECT * FROM tickets", Instant.EPOCH))
                    .hasMessage(
                            "Table 'tickets' not found: nothing feeds it; map it under 'tables' in the model at line 1,"
                                    + " column 15");
            assertThatThrownBy(() -> database.plan("SELECT FIRST_RESPONSE_TIME() FROM agents", Instant.EPOCH))
                    .hasMessageContaining("counts rows of tickets, which is not there: nothing feeds it");
        }
    }

    @Test
    void namesTheMistakesOfADefinition() {
        assertMistake(
                OWN.replace("type: bigint, description: Tickets", "type: date, description: Tickets"),
                "caresql.yaml:10: table busy_days: column 'growth' is declared as DATE but its query gives BIGINT; convert it"
                        + " with CAST(... AS DATE)");
        assertMistake(
                OWN.replace("AS growth", "AS grow"),
                "caresql.yaml:10: table busy_days: its query gives a column 'grow' that is not declared; did you mean"
                        + " 'growth'?");
        assertMistake(
                OWN.replace("                  growth: {type: bigint, description: Tickets that stayed}\n", "")
                        .replace("      growth: {type: bigint, description: Tickets that stayed}\n", ""),
                "caresql.yaml:10: table busy_days: its query gives a column 'growth' that is not declared");
        assertMistake(
                OWN.replace("FROM ticket_backlog_daily", "FROM busy_days"),
                "caresql.yaml:10: table busy_days: sql: Column 'created_count' not found in any table at line 1, column 85");
        assertMistake(
                OWN.replace("created_count > resolved_count", "business_date < CAST(AS_OF() AS DATE)"),
                "caresql.yaml:10: table busy_days: a materialized table must not depend on AS_OF(), which a connection may"
                        + " change");
        assertMistake(
                OWN.replace("busy_days:", "tickets:"),
                "caresql.yaml:9: table tickets: the care model has a table of that name; choose another");
        assertMistake(
                OWN.replace("key: [business_date]", "key: [day]"),
                "caresql.yaml:9: table busy_days: there is no column day");
        assertMistake(
                OWN.replace("FROM tickets\n", "FROM tickets CROSS JOIN (SELECT COUNT(*) AS n FROM open_now) AS o\n"),
                "reads the table itself");
    }

    private void assertMistake(String derived, String message) {
        assertThatThrownBy(() -> open(TICKETS + derived).close())
                .isInstanceOf(CareSqlException.class)
                .hasMessageContaining(message);
    }

    @Test
    void everyDerivedTableOfCareSqlCompilesOverAnyModel() throws Exception {
        try (CareDatabase database = open(TICKETS)) {
            assertThat(CanonicalTables.derived()).isNotEmpty();
            database.checkDerivedTables(CanonicalTables.derived().values());
        }
    }

    private static List<String> query(CareDatabase database, String sql, Instant asOf) throws SQLException {
        try (Connection session = database.connect();
                Statement statement = session.createStatement();
                ResultSet result =
                        statement.executeQuery(database.plan(sql, asOf).sql().text())) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    cells.add(String.valueOf(result.getObject(i)));
                }
                rows.add(String.join("|", cells));
            }
            return rows;
        }
    }
}
