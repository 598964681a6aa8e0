package dev.caresql.examples;

import java.io.IOException;
import java.util.List;

/** What leads leave behind: their way through the funnel, the touches on it, and the calls promised to them. */
final class LeadTrail {
    static final Table STAGES = Table.of(
            "funnel_stages",
            Table.text("funnel_id"),
            Table.number("stage_no"),
            Table.text("stage_code"),
            Table.text("stage_name"),
            Table.text("stage_name_vi"));
    static final Table EVENTS = Table.of(
            "funnel_events",
            Table.text("lead_id"),
            Table.text("stage_code"),
            Table.time("entered_at"),
            Table.time("left_at"),
            Table.text("exit_code"));
    static final Table ACTIVITIES = Table.of(
            "activities",
            Table.text("activity_id"),
            Table.text("agent_id"),
            Table.text("lead_id"),
            Table.time("planned_at"),
            Table.time("due_at"),
            Table.time("done_at"),
            Table.text("activity_type"));

    static final String FUNNEL = "SALES";

    private final CsvFile events;
    private final CsvFile activities;
    private final Touches touches;
    private final CompanySettings settings;
    private final long now;
    private long promised;

    LeadTrail(CompanyFiles files, CompanySettings settings) throws IOException {
        this.settings = settings;
        now = settings.period().endSecond();
        writeStages(files.whole(STAGES));
        events = files.facts(EVENTS);
        activities = files.facts(ACTIVITIES);
        touches = new Touches(files.facts(Touches.TABLE), now);
    }

    private static void writeStages(CsvFile file) throws IOException {
        for (Stage stage : Stage.values()) {
            file.code(FUNNEL).number(List.of(Stage.values()).indexOf(stage) + 1).code(stage);
            file.text(stage.nameEn).text(stage.nameVi).endRow();
        }
    }

    void write(Course course, String campaign) throws IOException {
        Dice dice = Dice.of(settings.seed(), Dice.Purpose.TOUCHES, course.lead());
        writeStages(course, dice);
        if (course.touchedAt() != CsvFile.BLANK) {
            touches.write(course, campaign, dice);
            promise(course, dice);
        }
    }

    /** The stages in order, spread over the time from the creation to the end. */
    private void writeStages(Course course, Dice dice) throws IOException {
        int reached =
                List.of(Stage.values()).indexOf(Stage.valueOf(course.fate().stage()));
        boolean won = course.fate().wonAt() != CsvFile.BLANK;
        int steps = won ? reached : reached + 1;
        long span = course.end(now) - course.createdAt();
        long[] entered = new long[reached + 1];
        for (int i = 0; i <= reached; i++) {
            double jitter = i == 0 || won && i == reached ? 0 : 0.8 * dice.unit() - 0.4;
            entered[i] = course.createdAt() + (long) (span * (i + jitter) / steps);
        }
        for (int i = 0; i <= reached; i++) {
            file(course, Stage.values()[i], entered[i], i < reached ? entered[i + 1] : CsvFile.BLANK);
        }
    }

    private void file(Course course, Stage stage, long entered, long next) throws IOException {
        events.id("L", course.lead()).code(stage).time(entered);
        if (next != CsvFile.BLANK) {
            events.time(next).code("ADVANCED");
        } else if (course.fate().lostAt() != CsvFile.BLANK) {
            events.time(course.fate().lostAt()).code("DROPPED");
        } else {
            events.blank().blank();
        }
        events.endRow();
    }

    /** One or two promises after the first call; most are kept, a busy agent keeps them late. */
    private void promise(Course course, Dice dice) throws IOException {
        long planned = course.touchedAt() + dice.between(3, 25) * Period.MINUTE;
        int count = dice.between(1, 2);
        for (int i = 0; i < count && planned < course.end(now); i++) {
            long due = Math.floorDiv(planned, Period.DAY) * Period.DAY
                    + dice.between(1, 4) * Period.DAY
                    + dice.between(18, 35) * Period.HOUR / 2;
            long late = dice.chance(0.82 + 0.04 * course.owner().skill())
                    ? -dice.skewed(40 * (double) Period.MINUTE, 0.9)
                    : dice.skewed(9 * (double) Period.HOUR, 0.9);
            long done = dice.chance(0.05) ? now : Math.max(planned, due + late);
            promised++;
            activities.id("V", promised).code(course.owner().id()).id("L", course.lead());
            activities.time(planned).time(due).time(done < now ? done : CsvFile.BLANK);
            activities.code(dice.chance(0.7) ? "CALLBACK" : "CALL").endRow();
            planned = due + dice.between(1, 40) * Period.HOUR;
        }
    }

    /**
     * The course of a lead.
     *
     * @param touchedAt the first touch, or blank
     */
    record Course(long lead, Agent owner, long createdAt, long touchedAt, Leads.Fate fate) {

        /** When it was won or lost, or up to when it is followed. */
        long end(long now) {
            if (fate.wonAt() != CsvFile.BLANK) {
                return fate.wonAt();
            }
            return fate.lostAt() != CsvFile.BLANK ? fate.lostAt() : Math.min(now, createdAt + 45 * Period.DAY);
        }
    }

    private enum Stage {
        LEAD("Lead", "Khách hàng tiềm năng"),
        MQL("Marketing qualified lead", "Tiềm năng marketing (MQL)"),
        SQL("Sales qualified lead", "Tiềm năng bán hàng (SQL)"),
        OPPORTUNITY("Opportunity", "Cơ hội"),
        CUSTOMER("Customer", "Khách hàng");

        private final String nameEn;
        private final String nameVi;

        Stage(String nameEn, String nameVi) {
            this.nameEn = nameEn;
            this.nameVi = nameVi;
        }
    }
}
