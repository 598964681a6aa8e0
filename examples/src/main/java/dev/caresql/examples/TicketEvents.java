package dev.caresql.examples;

import java.io.IOException;

/** The table of what happened to tickets: the moments that the tickets themselves show, and who was at work. */
final class TicketEvents {
    static final Table TABLE = Table.of(
            "ticket_events",
            Table.text("event_id"),
            Table.text("ticket_id"),
            Table.time("occurred_at"),
            Table.text("event_code"),
            Table.text("from_code"),
            Table.text("to_code"),
            Table.text("actor_agent_id"));

    private final CsvFile file;
    private final long now;
    private long events;

    TicketEvents(CsvFile file, Period period) {
        this.file = file;
        now = period.endSecond();
    }

    /** Writes the events of a ticket; {@code resolved} and {@code closed} as the ticket shows them. */
    void write(long ticket, TicketPlan.Life life, Agent agent, long resolved, long closed) throws IOException {
        TicketPlan.Solution solution = life.solution();
        event(ticket, life.createdAt(), new Step("CREATED", "", "NEW"), CsvFile.BLANK);
        event(ticket, life.assignedAt(), new Step("ASSIGNED", "", agent.id()), agent.number());
        event(ticket, life.repliedAt(), new Step("PUBLIC_REPLY", "", ""), agent.number());
        event(ticket, solution.firstResolvedAt(), new Step("STATUS", "OPEN", "SOLVED"), agent.number());
        if (solution.reopenedAt() != CsvFile.BLANK) {
            event(ticket, solution.reopenedAt(), new Step("REOPENED", "SOLVED", "OPEN"), CsvFile.BLANK);
            event(ticket, solution.resolvedAt(), new Step("STATUS", "OPEN", "SOLVED"), agent.number());
        }
        if (resolved != CsvFile.BLANK && closed != CsvFile.BLANK) {
            event(ticket, closed, new Step("STATUS", "SOLVED", "CLOSED"), CsvFile.BLANK);
        }
    }

    private void event(long ticket, long second, Step step, long actor) throws IOException {
        if (second >= now) {
            return;
        }
        events++;
        file.id("E", events).id("TK", ticket).time(second);
        file.code(step.event()).code(step.from()).code(step.to()).id("A", actor).endRow();
    }

    private record Step(String event, String from, String to) {}
}
