package dev.caresql.examples;

import dev.caresql.examples.Contact.Handling;
import dev.caresql.examples.Contact.Queueing;
import java.io.IOException;

/** The table of contacts. What is still going on at the moment of the export has no end and no durations yet. */
final class Interactions {
    static final Table TABLE = Table.of(
            "interactions",
            Table.text("interaction_id"),
            Table.text("ticket_id"),
            Table.text("customer_id"),
            Table.text("channel_code"),
            Table.text("direction_code"),
            Table.text("reason_code"),
            Table.text("queue_id"),
            Table.text("product_id"),
            Table.text("campaign_id"),
            Table.text("agent_id"),
            Table.text("team_id"),
            Table.text("department_id"),
            Table.time("started_at"),
            Table.time("answered_at"),
            Table.time("ended_at"),
            Table.time("handled_at"),
            Table.number("ivr_s"),
            Table.number("queue_wait_s"),
            Table.number("ring_s"),
            Table.number("talk_s"),
            Table.number("hold_s"),
            Table.number("acw_s"),
            Table.text("outcome_code"),
            Table.flag("transferred"),
            Table.number("transfer_count"),
            Table.flag("resolved_flag"),
            Table.text("disposition_code"));

    private final CsvFile file;
    private final Campaigns campaigns;
    private final long now;

    Interactions(CsvFile file, Period period, Campaigns campaigns) {
        this.file = file;
        this.campaigns = campaigns;
        now = period.endSecond();
    }

    void write(Contact contact, long ticket) throws IOException {
        Request request = contact.request();
        file.id("I", contact.number()).id("TK", ticket).id("C", request.customer());
        file.code(request.channel()).code(request.direction()).code(request.reason());
        writeTopic(contact);
        if (contact.handling().isPresent()) {
            writeHandled(contact, contact.handling().orElseThrow());
        } else {
            writeMissed(contact);
        }
        file.endRow();
    }

    private void writeTopic(Contact contact) {
        Request request = contact.request();
        boolean inbound = request.direction() == Direction.INBOUND;
        file.code(inbound ? Queue.of(request.channel(), request.reason()).id() : "");
        file.code(request.product().map(Product::id).orElse(""));
        file.code(inbound ? "" : campaigns.id(Campaigns.Kind.TELESALES, contact.startedAt()));
    }

    private void writePlace(Team team, long agent) {
        file.id("A", agent).code(team.id()).code(team.department().id());
    }

    private void writeHandled(Contact contact, Handling handling) {
        writePlace(handling.agent().team(), handling.agent().number());
        file.time(contact.startedAt()).time(known(contact.reachedAt()));
        file.time(known(contact.endedAt())).time(known(contact.handledAt()));
        writeQueueing(contact.queueing());
        boolean over = contact.handledAt() < now;
        file.number(over ? handling.talk() : CsvFile.BLANK);
        file.number(over ? handling.hold() : CsvFile.BLANK).number(over ? handling.acw() : CsvFile.BLANK);
        file.code(contact.queueing().outcome());
        Contact.Result result = handling.result();
        file.flag(result.transfers() > 0).number(result.transfers());
        switch (result.claim()) {
            case SOLVED -> file.flag(true);
            case NOT_SOLVED -> file.flag(false);
            case NOT_STATED -> file.blank();
        }
        file.code(result.disposition());
    }

    private void writeMissed(Contact contact) {
        long dialler = contact.place().dialler().map(a -> (long) a.number()).orElse(CsvFile.BLANK);
        writePlace(contact.place().team(), dialler);
        file.time(contact.startedAt()).blank().time(known(contact.endedAt())).blank();
        writeQueueing(contact.queueing());
        file.blank().blank().blank();
        file.code(contact.queueing().outcome());
        file.flag(false).number(0).blank().blank();
    }

    private void writeQueueing(Queueing queueing) {
        file.number(queueing.ivr()).number(queueing.waited()).number(queueing.ring());
    }

    private long known(long second) {
        return second < now ? second : CsvFile.BLANK;
    }
}
