package dev.caresql.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicketsTest {
    private static final List<String> STEPS = List.of(
            "first_contact_at",
            "created_at",
            "first_assigned_at",
            "first_reply_at",
            "first_resolved_at",
            "resolved_at",
            "closed_at");

    @TempDir
    private static Path folder;

    @BeforeAll
    static void generate() throws IOException {
        TestingCompany.generate(TestingCompany.settings(11, 60_000, 0), folder);
    }

    @Test
    void theStepsComeInOrder() {
        for (CSVRecord ticket : tickets()) {
            List<String> times =
                    STEPS.stream().map(ticket::get).filter(t -> !t.isEmpty()).toList();
            assertThat(times).as(ticket.get("ticket_id")).isSorted();
        }
    }

    @Test
    void theStatusFitsTheTimes() {
        for (CSVRecord ticket : tickets()) {
            String status = ticket.get("status_code");
            assertThat(ticket.get("resolved_at").isEmpty())
                    .as(ticket.get("ticket_id"))
                    .isEqualTo(!Set.of("SOLVED", "CLOSED").contains(status));
            assertThat(ticket.get("closed_at").isEmpty()).isEqualTo(!status.equals("CLOSED"));
            assertThat(ticket.get("first_assigned_at").isEmpty()).isEqualTo(status.equals("NEW"));
        }
    }

    @Test
    void someAreOpenReopenedOverdueAndComplaints() {
        List<CSVRecord> tickets = tickets();
        assertThat(tickets).anyMatch(t -> t.get("status_code").equals("OPEN"));
        assertThat(tickets).anyMatch(t -> t.get("status_code").equals("PENDING"));
        assertThat(tickets).anyMatch(t -> t.get("reopen_count").equals("1"));
        assertThat(tickets).anyMatch(t -> t.get("complaint_level").equals("FORMAL"));
        assertThat(tickets).anyMatch(t -> t.get("resolved_at").compareTo(t.get("resolution_due_at")) > 0);
    }

    private static List<CSVRecord> tickets() {
        return new TestingCompany(folder).rows(Tickets.TABLE);
    }
}
