package dev.caresql.examples;

import java.io.IOException;

/** The table of invitations to a survey: one for each answer, and those that nobody answered. */
final class SurveyInvitations {
    static final Table TABLE = Table.of(
            "survey_invitations",
            Table.text("invitation_id"),
            Table.text("survey_type"),
            Table.text("customer_id"),
            Table.text("interaction_id"),
            Table.text("agent_id"),
            Table.text("channel_code"),
            Table.time("sent_at"),
            Table.time("delivered_at"),
            Table.time("responded_at"));

    private static final double UNDELIVERED = 0.04;

    private final CsvFile file;
    private final Period period;
    private final double unansweredShare;
    private final Dice dice;
    private long invitations;

    SurveyInvitations(CsvFile file, CompanySettings settings) {
        this.file = file;
        period = settings.period();
        CompanySettings.Volume volume = settings.volume();
        // Somewhat more invitations stay without an answer than get one, as far as there are contacts.
        unansweredShare = Math.min(1, 1.4 * volume.responses() / volume.interactions());
        dice = Dice.of(settings.seed(), Dice.Purpose.INVITATIONS, 0);
    }

    /** The invitation that was answered after a contact. */
    long answered(SurveyAnswer answer, Contact contact) throws IOException {
        long sent = Math.min(contact.handledAt() + dice.between(20, 90), answer.respondedAt());
        begin(answer.type(), contact);
        times(sent, answer.respondedAt());
        return invitations;
    }

    /** The invitation out of the blue that was answered. */
    long answered(SurveyAnswer answer, long customer) throws IOException {
        invitations++;
        file.id("N", invitations)
                .code(answer.type())
                .id("C", customer)
                .blank()
                .blank()
                .code(Channel.EMAIL);
        times(answer.respondedAt() - dice.skewed(6 * Period.HOUR, 1), answer.respondedAt());
        return invitations;
    }

    /** Perhaps asks after a contact that brings no answer. */
    void unanswered(Contact contact) throws IOException {
        long sent = contact.handledAt() + dice.between(20, 90);
        if (!contact.request().identified() || !dice.chance(unansweredShare) || sent + 60 >= period.endSecond()) {
            return;
        }
        begin(SurveyType.draw(dice, contact.startedAt(), period), contact);
        times(sent, CsvFile.BLANK);
    }

    private void begin(SurveyType type, Contact contact) {
        invitations++;
        file.id("N", invitations).code(type).id("C", contact.request().customer());
        file.id("I", contact.number());
        file.id("A", contact.handling().orElseThrow().agent().number());
        file.code(contact.request().channel());
    }

    private void times(long sent, long responded) throws IOException {
        boolean lost = responded == CsvFile.BLANK && dice.chance(UNDELIVERED);
        long delivered = sent + dice.between(1, 30);
        file.time(sent);
        file.time(lost ? CsvFile.BLANK : responded == CsvFile.BLANK ? delivered : Math.min(delivered, responded));
        file.time(responded).endRow();
    }
}
