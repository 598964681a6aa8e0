package dev.caresql.examples;

/** Draws the life of a ticket, also the part of it that lies after the export. */
final class TicketPlan {
    private static final long OPENS_AT = 8 * Period.HOUR;
    private static final long CLOSES_AT = 20 * Period.HOUR;
    private static final long NEVER = 100 * 365 * Period.DAY;

    private final Dice dice;

    TicketPlan(Dice dice) {
        this.dice = dice;
    }

    Life life(long createdAt, Priority priority) {
        long assigned = atWork(createdAt + dice.skewed(12 * Period.MINUTE, 1.0));
        long replied = atWork(assigned + dice.skewed(priority.replyWithin() * 0.35, 0.9));
        long firstResolved = dice.chance(0.015)
                ? createdAt + NEVER
                : Math.max(
                        replied + Period.MINUTE, atWork(createdAt + dice.skewed(priority.resolveWithin() * 0.36, 1.0)));
        return new Life(createdAt, assigned, replied, solution(firstResolved), escalation());
    }

    private Solution solution(long firstResolved) {
        if (!dice.chance(0.07)) {
            return new Solution(firstResolved, CsvFile.BLANK, firstResolved);
        }
        long reopened = firstResolved + dice.skewed(20 * Period.HOUR, 0.8);
        return new Solution(firstResolved, reopened, reopened + dice.skewed(10 * Period.HOUR, 0.9));
    }

    private int escalation() {
        double mark = dice.unit();
        if (mark < 0.88) {
            return 0;
        }
        return mark < 0.98 ? 1 : 2;
    }

    /** Nobody works on tickets at night: what falls there is done the next morning. */
    private long atWork(long second) {
        long ofDay = Math.floorMod(second, Period.DAY);
        if (ofDay >= OPENS_AT && ofDay < CLOSES_AT) {
            return second;
        }
        long midnight = ofDay < OPENS_AT ? second - ofDay : second - ofDay + Period.DAY;
        return midnight + OPENS_AT + dice.below(Period.HOUR);
    }

    /**
     * The moments of a ticket.
     *
     * @param escalation how many levels up it went
     */
    record Life(long createdAt, long assignedAt, long repliedAt, Solution solution, int escalation) {}

    /**
     * How a ticket comes to its end.
     *
     * @param reopenedAt blank for a ticket that is solved once and for all
     * @param resolvedAt the last resolution
     */
    record Solution(long firstResolvedAt, long reopenedAt, long resolvedAt) {}
}
