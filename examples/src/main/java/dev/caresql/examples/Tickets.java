package dev.caresql.examples;

import dev.caresql.examples.Contact.Handling;
import java.io.IOException;

/** The table of tickets: matters that could not be closed while the customer was there. */
final class Tickets {
    static final Table TABLE = Table.of(
            "tickets",
            Table.text("ticket_id"),
            Table.text("customer_id"),
            Table.text("channel_code"),
            Table.text("reason_code"),
            Table.text("product_id"),
            Table.text("sla_policy_id"),
            Table.text("priority_code"),
            Table.text("status_code"),
            Table.text("complaint_level"),
            Table.time("created_at"),
            Table.time("first_contact_at"),
            Table.time("first_assigned_at"),
            Table.time("first_reply_at"),
            Table.time("first_resolved_at"),
            Table.time("resolved_at"),
            Table.time("closed_at"),
            Table.time("first_reply_due_at"),
            Table.time("resolution_due_at"),
            Table.number("reply_count"),
            Table.number("customer_reply_count"),
            Table.number("reopen_count"),
            Table.number("assignee_count"),
            Table.number("escalation_level"),
            Table.text("assignee_agent_id"),
            Table.text("resolver_agent_id"),
            Table.text("team_id"),
            Table.text("department_id"));

    private static final long AUTO_CLOSE = 3 * Period.DAY;

    private final CsvFile file;
    private final Dice dice;
    private final TicketPlan plan;
    private final TicketEvents events;
    private final long now;
    private long tickets;

    Tickets(CsvFile file, TicketEvents events, CompanySettings settings) {
        this.file = file;
        dice = Dice.of(settings.seed(), Dice.Purpose.TICKETS, 0);
        this.events = events;
        plan = new TicketPlan(dice);
        now = settings.period().endSecond();
    }

    /** The ticket that a contact belongs to; opens one where that is due. */
    long ticketOf(Contact contact) throws IOException {
        long open = contact.request().ticket();
        if (open != CsvFile.BLANK || contact.handling().isEmpty() || contact.handledAt() >= now) {
            return open;
        }
        Handling handling = contact.handling().orElseThrow();
        Request request = contact.request();
        if (request.direction() == Direction.OUTBOUND
                || !dice.chance(
                        request.reason().complaint() ? 0.6 : handling.result().solved() ? 0.025 : 0.38)) {
            return CsvFile.BLANK;
        }
        tickets++;
        write(contact, handling.agent());
        return tickets;
    }

    private void write(Contact contact, Agent agent) throws IOException {
        Priority priority = Priority.draw(dice);
        TicketPlan.Life life = plan.life(contact.handledAt(), priority);
        Request request = contact.request();
        file.id("TK", tickets).id("C", request.customer());
        file.code(request.channel()).code(request.reason());
        file.code(request.product().map(Product::id).orElse(""))
                .code(Promises.POLICY)
                .code(priority);
        file.code(status(life)).code(complaintLevel(request.reason()));
        file.time(life.createdAt()).time(contact.startedAt());
        file.time(known(life.assignedAt())).time(known(life.repliedAt()));
        file.time(known(life.solution().firstResolvedAt())).time(resolvedAt(life));
        file.time(closedAt(life));
        file.time(life.createdAt() + priority.replyWithin());
        file.time(life.createdAt() + priority.resolveWithin());
        writeCounts(life);
        writePeople(life, agent);
        file.endRow();
        events.write(tickets, life, agent, resolvedAt(life), closedAt(life));
    }

    private void writeCounts(TicketPlan.Life life) {
        boolean replied = life.repliedAt() < now;
        boolean reopened = reopened(life);
        int replies = replied ? dice.between(1, 3) + (reopened ? 1 : 0) : 0;
        file.number(replies).number(replied ? dice.below(replies + 1) : 0);
        file.number(reopened ? 1 : 0).number(life.assignedAt() < now ? 1 + life.escalation() : 0);
        file.number(life.escalation());
    }

    private void writePeople(TicketPlan.Life life, Agent agent) {
        if (life.assignedAt() < now) {
            file.id("A", agent.number());
        } else {
            file.blank();
        }
        file.id("A", resolvedAt(life) == CsvFile.BLANK ? CsvFile.BLANK : agent.number());
        file.code(agent.team().id()).code(agent.team().department().id());
    }

    private String status(TicketPlan.Life life) {
        if (life.assignedAt() >= now) {
            return "NEW";
        }
        if (resolvedAt(life) != CsvFile.BLANK) {
            return closedAt(life) == CsvFile.BLANK ? "SOLVED" : "CLOSED";
        }
        if (life.repliedAt() >= now || reopened(life)) {
            return "OPEN";
        }
        double mark = dice.unit();
        if (mark < 0.45) {
            return "OPEN";
        }
        return mark < 0.8 ? "PENDING" : "ON_HOLD";
    }

    private String complaintLevel(Reason reason) {
        if (reason.complaint()) {
            return dice.chance(0.3) ? "FORMAL" : "INFORMAL";
        }
        return dice.chance(0.02) ? "INFORMAL" : "NONE";
    }

    private long closedAt(TicketPlan.Life life) {
        long resolved = resolvedAt(life);
        return resolved == CsvFile.BLANK ? CsvFile.BLANK : known(resolved + AUTO_CLOSE);
    }

    /** Whether the customer has already asked to open it again. */
    private boolean reopened(TicketPlan.Life life) {
        return life.solution().reopenedAt() != CsvFile.BLANK && life.solution().reopenedAt() < now;
    }

    /** The last resolution so far; a ticket that is open again has none. */
    private long resolvedAt(TicketPlan.Life life) {
        if (reopened(life) || life.solution().reopenedAt() == CsvFile.BLANK) {
            return known(life.solution().resolvedAt());
        }
        return known(life.solution().firstResolvedAt());
    }

    private long known(long second) {
        return second < now ? second : CsvFile.BLANK;
    }
}
