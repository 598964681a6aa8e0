package dev.caresql.examples;

import java.io.IOException;

/** The table of touches: how often a lead is called, written to and answers, until it is won, lost or silent. */
final class Touches {
    static final Table TABLE = Table.of(
            "touches",
            Table.text("touch_id"),
            Table.text("lead_id"),
            Table.text("agent_id"),
            Table.text("campaign_id"),
            Table.time("touched_at"),
            Table.text("channel_code"),
            Table.text("direction_code"),
            Table.text("touch_type"),
            Table.number("attempt_no"),
            Table.flag("is_automated"),
            Table.text("reaction_code"),
            Table.text("responds_to_touch_id"));

    private static final int MOST_ATTEMPTS = 5;

    private final CsvFile file;
    private final long now;
    private long touches;

    Touches(CsvFile file, long now) {
        this.file = file;
        this.now = now;
    }

    void write(LeadTrail.Course course, String campaign, Dice dice) throws IOException {
        long end = course.end(now);
        boolean won = course.fate().wonAt() != CsvFile.BLANK;
        long at = course.touchedAt();
        int attempt = 1;
        String reaction = "";
        while (at < end && attempt <= MOST_ATTEMPTS && !reaction.equals("UNSUBSCRIBE") && !reaction.equals("BLOCK")) {
            reaction = reaction(attempt, won, dice);
            outbound(course, campaign, new Attempt(attempt, at, way(attempt, dice), reaction));
            if (reaction.equals("REPLY")) {
                inbound(course, at + dice.skewed(50 * (double) Period.MINUTE, 1.2), end, dice);
            }
            attempt++;
            at += dice.between(1, 4) * Period.DAY + dice.below(3 * Period.HOUR);
        }
        if (won) {
            long closing = Math.max(course.touchedAt() + 1, end - dice.between(2, 20) * Period.MINUTE);
            outbound(course, campaign, new Attempt(attempt, closing, Way.CALL, "PURCHASE"));
        }
    }

    /** The first attempts are answered most; who is going to buy does not turn away. */
    private static String reaction(int attempt, boolean won, Dice dice) {
        double mark = dice.unit();
        double reply = (won ? 0.4 : 0.26) / StrictMath.sqrt(attempt);
        if (mark < reply) {
            return "REPLY";
        }
        if (mark < reply + 0.07) {
            return "CLICK";
        }
        if (mark < reply + 0.22) {
            return "OPEN";
        }
        if (mark > 0.975 && !won) {
            return mark > 0.99 ? "BLOCK" : "UNSUBSCRIBE";
        }
        return "NONE";
    }

    private static Way way(int attempt, Dice dice) {
        if (attempt <= 2) {
            return Way.CALL;
        }
        double mark = dice.unit();
        return mark < 0.4 ? Way.CALL : mark < 0.75 ? Way.EMAIL : Way.SMS;
    }

    private void outbound(LeadTrail.Course course, String campaign, Attempt attempt) throws IOException {
        touches++;
        file.id("U", touches).id("L", course.lead()).code(course.owner().id()).code(campaign);
        file.time(attempt.at()).code(attempt.way().channel).code("OUTBOUND").code(attempt.way());
        file.number(attempt.number()).flag(attempt.way() == Way.EMAIL);
        file.code(attempt.reaction()).blank().endRow();
    }

    private void inbound(LeadTrail.Course course, long at, long end, Dice dice) throws IOException {
        if (at >= end) {
            return;
        }
        Way way = dice.chance(0.6) ? Way.CALL : Way.EMAIL;
        long answered = touches;
        touches++;
        file.id("U", touches).id("L", course.lead()).code(course.owner().id()).blank();
        file.time(at)
                .code(way.channel)
                .code("INBOUND")
                .code(way)
                .blank()
                .flag(false)
                .blank();
        file.id("U", answered).endRow();
    }

    private record Attempt(int number, long at, Way way, String reaction) {}

    private enum Way {
        CALL(Channel.VOICE),
        EMAIL(Channel.EMAIL),
        SMS(Channel.SMS);

        private final Channel channel;

        Way(Channel channel) {
            this.channel = channel;
        }
    }
}
