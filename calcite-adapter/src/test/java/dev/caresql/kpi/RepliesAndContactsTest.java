package dev.caresql.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import dev.caresql.plan.TestingDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages with their replies, and contacts over all channels, against plain Java over random rows. */
final class RepliesAndContactsTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final LocalDateTime FIRST = LocalDateTime.of(2025, 1, 1, 0, 0);

    private final Random random = new Random(5);
    private TestingDatabase database;

    private record Event(int ticket, LocalDateTime at, String code) {}

    private record Contact(
            String id, String customer, String reason, String channel, LocalDateTime at, boolean moved) {}

    @BeforeEach
    void open() throws SQLException {
        database = new TestingDatabase(KpiCatalogLoader.load(List.of(), new Problems())).asOf("2026-01-01T00:00:00Z");
        for (String table : List.of("interactions", "tickets", "ticket_events")) {
            TestingTables.create(database, table);
        }
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void everyMessageMeetsTheNextReply() throws SQLException {
        List<Event> events = new ArrayList<>();
        for (int ticket = 0; ticket < 40; ticket++) {
            LocalDateTime created = FIRST.plusMinutes(random.nextInt(5000));
            database.duckDb("INSERT INTO tickets (ticket_id, created_at, team_id) VALUES ('" + ticket + "', '" + created
                    + "', 'T" + ticket % 3 + "')");
            if (ticket % 4 == 0) {
                event(new Event(ticket, created, "CREATED"));
            } else {
                events.add(new Event(ticket, created, "CUSTOMER_REPLY"));
            }
            for (int i = random.nextInt(8); i > 0; i--) {
                String code = List.of("CUSTOMER_REPLY", "PUBLIC_REPLY", "NOTE").get(random.nextInt(3));
                Event event = new Event(ticket, created.plusMinutes(random.nextInt(60)), code);
                events.add(event);
                event(event);
            }
        }
        database.derive(ZONE);
        double minutes = 0;
        int pairs = 0;
        int unanswered = 0;
        for (Event message : events) {
            if (message.code().equals("CUSTOMER_REPLY")) {
                LocalDateTime reply = events.stream()
                        .filter(event -> event.ticket() == message.ticket()
                                && event.code().equals("PUBLIC_REPLY"))
                        .map(Event::at)
                        .filter(at -> !at.isBefore(message.at()))
                        .min(Comparator.naturalOrder())
                        .orElse(null);
                unanswered += reply == null ? 1 : 0;
                pairs += reply == null ? 0 : 1;
                minutes += reply == null
                        ? 0
                        : Duration.between(message.at(), reply).toMinutes();
            }
        }
        assertThat(pairs).isGreaterThan(20);
        assertThat(database.rows("SELECT AVG_REPLY_TIME_N(), COUNT(*) - COUNT(replied_at) FROM ticket_replies"))
                .hasToString("[[" + pairs + ", " + unanswered + "]]");
        assertThat((Double) database.value("SELECT AVG_REPLY_TIME() FROM ticket_replies"))
                .isCloseTo(minutes / pairs, within(1e-9));
        assertThat((Double) database.value("SELECT AVG(avg_reply_time) FROM kpis"))
                .isCloseTo(minutes / pairs, within(1e-9));
    }

    private void event(Event event) throws SQLException {
        database.duckDb("INSERT INTO ticket_events (ticket_id, occurred_at, event_code, actor_agent_id) VALUES ('"
                + event.ticket() + "', '" + event.at() + "', '" + event.code() + "', 'A')");
    }

    @Test
    void contactsOfAllChannelsAreResolvedAtFirst() throws SQLException {
        List<Contact> contacts = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            LocalDateTime at = FIRST.plusMinutes(i * 97L + random.nextInt(60));
            String customer = "C" + random.nextInt(30);
            String reason = "R" + random.nextInt(2);
            boolean moved = random.nextInt(5) == 0;
            String channel = List.of("VOICE", "CHAT", "EMAIL", "BOT").get(random.nextInt(4));
            boolean isTicket = random.nextInt(3) == 0;
            String outcome = List.of("'ANSWERED'", "NULL", "'ABANDONED'").get(random.nextInt(3));
            boolean isReferred = random.nextInt(4) == 0;
            if (isTicket) {
                database.duckDb("INSERT INTO tickets (ticket_id, customer_id, reason_code, channel_code, created_at,"
                        + " assignee_count) VALUES ('t" + i + "', '" + customer + "', '" + reason + "', '" + channel
                        + "', '"
                        + at + "', " + (moved ? 2 : 1) + ")");
                if (isReferred) {
                    database.duckDb("INSERT INTO interactions (interaction_id, ticket_id, direction_code) VALUES ('x"
                            + i + "', 't" + i + "', 'OUTBOUND')");
                }
            } else {
                database.duckDb(
                        "INSERT INTO interactions (interaction_id, customer_id, reason_code, channel_code, started_at,"
                                + " direction_code, outcome_code, transferred) VALUES ('i" + i + "', '" + customer
                                + "', '" + reason
                                + "', '" + channel + "', '" + at + "', 'INBOUND', " + outcome + ", " + moved + ")");
            }
            boolean counts = isTicket
                    ? !channel.equals("VOICE") && !isReferred
                    : !channel.equals("BOT") && !outcome.contains("ABAN");
            if (counts) {
                contacts.add(new Contact("" + i, customer, reason, channel, at, moved));
            }
        }
        database.derive(ZONE);
        int issues = 0;
        int resolved = 0;
        for (Contact contact : contacts) {
            boolean isFirst = contacts.stream()
                    .noneMatch(other -> isAbout(other, contact) && within7Days(other.at(), contact.at()));
            boolean isRepeated = contacts.stream()
                    .anyMatch(other -> isAbout(other, contact) && within7Days(contact.at(), other.at()));
            issues += isFirst ? 1 : 0;
            resolved += isFirst && !isRepeated && !contact.moved() ? 1 : 0;
        }
        assertThat(resolved).isGreaterThan(5);
        assertThat(database.value("SELECT COUNT(*) FROM customer_contacts")).isEqualTo((long) contacts.size());
        assertThat((Double) database.value("SELECT ONE_CONTACT_RESOLUTION() FROM customer_contacts"))
                .isCloseTo(100.0 * resolved / issues, within(1e-9));
    }

    private static boolean isAbout(Contact other, Contact contact) {
        return !other.id().equals(contact.id())
                && other.customer().equals(contact.customer())
                && Objects.equals(other.reason(), contact.reason());
    }

    private static boolean within7Days(LocalDateTime from, @Nullable LocalDateTime to) {
        return to != null && from.isBefore(to) && !from.plusDays(7).isBefore(to);
    }
}
