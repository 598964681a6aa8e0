package dev.caresql.examples;

import dev.caresql.examples.Contact.Handling;
import java.io.IOException;

/**
 * Asks customers for their opinion, after a contact or out of the blue, until exactly the wanted number of answers is
 * in. How they answer follows from how the contact went and from the agent's skill.
 */
final class Surveys {
    private static final double PATIENCE_OF_DEBT = 6;
    private static final double LARGEST_DEBT = 64;

    private final SurveyResponses responses;
    private final Customers customers;
    private final Period period;
    private final CompanySettings.Volume volume;
    private final Dice dice;
    private long written;

    Surveys(SurveyResponses responses, Customers customers, CompanySettings settings) {
        this.responses = responses;
        this.customers = customers;
        period = settings.period();
        volume = settings.volume();
        dice = Dice.of(settings.seed(), Dice.Purpose.SURVEYS, 0);
    }

    void after(Contact contact, long ticket) throws IOException {
        double debt = (double) volume.responses() * contact.number() / volume.interactions() - written;
        while (debt > LARGEST_DEBT) {
            askOutOfTheBlue(contact.startedAt());
            debt--;
        }
        long before = written;
        ask(contact, ticket, debt);
        if (written == before && contact.handling().isPresent()) {
            responses.invitations().unanswered(contact);
        }
    }

    private void ask(Contact contact, long ticket, double debt) throws IOException {
        if (debt < 1) {
            return;
        }
        if (dice.chance(0.015)) {
            askOutOfTheBlue(contact.startedAt());
        } else if (contact.handling().isPresent() && dice.chance(debt / PATIENCE_OF_DEBT)) {
            askAfter(contact, contact.handling().orElseThrow(), ticket);
        }
    }

    /** Collects the answers that are still missing on the last day. */
    void finish() throws IOException {
        while (written < volume.responses()) {
            askOutOfTheBlue(period.endSecond() - dice.between(600, 36_000));
        }
    }

    private void askAfter(Contact contact, Handling handling, long ticket) throws IOException {
        long respondedAt = contact.handledAt() + dice.skewed(25 * Period.MINUTE, 1.3);
        if (respondedAt >= period.endSecond()) {
            return;
        }
        SurveyType type = SurveyType.draw(dice, contact.startedAt(), period);
        double mood = mood(contact, handling);
        written++;
        responses.write(
                new SurveyAnswer(
                        written, type, respondedAt, mood, handling.result().solved()),
                contact,
                ticket);
    }

    private void askOutOfTheBlue(long second) throws IOException {
        int day = Math.toIntExact((second - period.startSecond()) / Period.DAY);
        long customer = customers.drawKnown(day, dice);
        SurveyType type = dice.chance(0.1) ? SurveyType.SERVQUAL : SurveyType.NPS;
        written++;
        responses.write(new SurveyAnswer(written, type, second, dice.bell() + 0.1, true), customer);
    }

    private double mood(Contact contact, Handling handling) {
        double wait =
                contact.request().channel().synchronous() ? contact.queueing().total() / 300.0 : 0;
        return 0.3 * handling.agent().skill()
                + (handling.result().solved() ? 0.35 : -1.1)
                - (handling.result().transfers() > 0 ? 0.3 : 0)
                - (contact.request().reason().complaint() ? 0.6 : 0)
                - 0.5 * Math.min(1.5, wait)
                + dice.bell();
    }
}
