package dev.caresql.examples;

import java.io.IOException;

/** The table of survey answers; hands SERVQUAL answers on to their own table. */
final class SurveyResponses {
    static final Table TABLE = Table.of(
            "survey_responses",
            Table.text("response_id"),
            Table.text("invitation_id"),
            Table.text("survey_type"),
            Table.text("customer_id"),
            Table.text("interaction_id"),
            Table.text("ticket_id"),
            Table.text("agent_id"),
            Table.text("team_id"),
            Table.text("target_department_id"),
            Table.text("channel_code"),
            Table.time("responded_at"),
            Table.score("score"),
            Table.text("resolved_answer"),
            Table.text("feedback_type"),
            Table.text("comment_text"));

    private static final double SKIPPED = 0.03;

    private final CsvFile file;
    private final ServqualAnswers servqual;
    private final SurveyInvitations invitations;
    private final Dice dice;

    SurveyResponses(CsvFile file, ServqualAnswers servqual, SurveyInvitations invitations, CompanySettings settings) {
        this.file = file;
        this.servqual = servqual;
        this.invitations = invitations;
        dice = Dice.of(settings.seed(), Dice.Purpose.SURVEYS, 1);
    }

    /** An answer given after a contact. */
    void write(SurveyAnswer answer, Contact contact, long ticket) throws IOException {
        Agent agent = contact.handling().orElseThrow().agent();
        Team team = agent.team();
        file.id("R", answer.number()).id("N", invitations.answered(answer, contact));
        file.code(answer.type()).id("C", contact.request().customer());
        file.id("I", contact.number()).id("TK", ticket);
        file.id("A", agent.number()).code(team.id()).code(team.department().id());
        file.code(contact.request().channel());
        writeOpinion(answer, true);
    }

    /** An answer to a letter that asked for the general opinion. */
    void write(SurveyAnswer answer, long customer) throws IOException {
        Department[] departments = Department.values();
        file.id("R", answer.number()).id("N", invitations.answered(answer, customer));
        file.code(answer.type()).id("C", customer);
        file.blank().blank().blank().blank();
        file.code(departments[dice.below(departments.length)].id()).code(Channel.EMAIL);
        writeOpinion(answer, false);
    }

    SurveyInvitations invitations() {
        return invitations;
    }

    private void writeOpinion(SurveyAnswer answer, boolean afterContact) throws IOException {
        file.time(answer.respondedAt());
        if (answer.type() == SurveyType.SERVQUAL) {
            file.blank();
            servqual.write(answer);
        } else {
            file.number(dice.chance(SKIPPED) ? CsvFile.BLANK : answer.type().score(answer.mood()));
        }
        file.code(afterContact ? resolvedAnswer(answer.solved()) : "");
        if (dice.chance(0.1)) {
            Feedback feedback = Feedback.draw(dice, answer.mood());
            file.code(feedback).text(feedback.comment(dice));
        } else {
            file.blank().blank();
        }
        file.endRow();
    }

    private String resolvedAnswer(boolean solved) {
        if (dice.chance(0.35)) {
            return "";
        }
        return solved == dice.chance(0.94) ? "YES" : "NO";
    }
}
