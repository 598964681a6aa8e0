package dev.caresql.examples;

import dev.caresql.examples.Contact.Handling;
import java.io.IOException;
import java.util.List;

/** The table of quality evaluations: a few contacts of each agent are listened to, section by section. */
final class QualityEvaluations {
    static final Table TABLE = Table.of(
            "qa_evaluations",
            Table.text("evaluation_id"),
            Table.text("form_id"),
            Table.text("interaction_id"),
            Table.text("agent_id"),
            Table.text("team_id"),
            Table.time("evaluated_at"),
            Table.text("section_code"),
            Table.number("points"),
            Table.number("max_points"),
            Table.number("section_weight"),
            Table.flag("has_critical_error"),
            Table.flag("is_correct"),
            Table.flag("is_in_time"));

    private static final double EVALUATED_SHARE = 0.025;
    private static final int MOST_POINTS = 10;

    private final CsvFile file;
    private final Dice dice;
    private final long now;
    private long forms;

    QualityEvaluations(CsvFile file, CompanySettings settings) {
        this.file = file;
        dice = Dice.of(settings.seed(), Dice.Purpose.QUALITY, 0);
        now = settings.period().endSecond();
    }

    /** Perhaps evaluates a contact that somebody answered. */
    void after(Contact contact) throws IOException {
        if (contact.handling().isEmpty() || !dice.chance(EVALUATED_SHARE)) {
            return;
        }
        long evaluated = contact.handledAt() + dice.between(4, 90) * Period.HOUR;
        if (evaluated < now) {
            forms++;
            for (Section section : Section.values()) {
                write(contact, section, evaluated);
            }
        }
    }

    private void write(Contact contact, Section section, long evaluated) throws IOException {
        Handling handling = contact.handling().orElseThrow();
        Agent agent = handling.agent();
        boolean solved = handling.result().solved();
        double mood = 8.4 + 0.6 * agent.skill() + (solved ? 0.3 : -1) + 1.1 * dice.bell();
        long points = Math.max(0, Math.min(MOST_POINTS, Math.round(mood)));
        boolean accuracy = section == Section.ACCURACY;
        file.code("QA" + forms + '-' + (List.of(Section.values()).indexOf(section) + 1))
                .id("QA", forms)
                .id("I", contact.number());
        file.id("A", agent.number()).code(agent.team().id()).time(evaluated).code(section);
        file.number(points).number(MOST_POINTS).number(section.weight);
        file.flag(section == Section.COMPLIANCE && dice.chance(0.02));
        if (accuracy) {
            file.flag(points >= 6).flag(handling.talk() < 900 && dice.chance(0.96));
        } else {
            file.blank().blank();
        }
        file.endRow();
    }

    private enum Section {
        ATTITUDE(25),
        ACCURACY(30),
        PROCESS(15),
        COMPLIANCE(15),
        RESOLUTION(15);

        private final int weight;

        Section(int weight) {
            this.weight = weight;
        }
    }
}
