package dev.caresql.examples;

import java.util.Arrays;

/** How urgent a ticket is, and what the company promises for it. */
enum Priority {
    URGENT(4, 15 * Period.MINUTE, 4 * Period.HOUR),
    HIGH(16, 30 * Period.MINUTE, 8 * Period.HOUR),
    NORMAL(60, 2 * Period.HOUR, Period.DAY),
    LOW(20, 4 * Period.HOUR, 3 * Period.DAY);

    private static final Lottery<Priority> LOTTERY = Lottery.of(Arrays.asList(values()), priority -> priority.share);

    private final int share;
    private final long replyWithin;
    private final long resolveWithin;

    Priority(int share, long replyWithin, long resolveWithin) {
        this.share = share;
        this.replyWithin = replyWithin;
        this.resolveWithin = resolveWithin;
    }

    static Priority draw(Dice dice) {
        return LOTTERY.draw(dice);
    }

    long replyWithin() {
        return replyWithin;
    }

    long resolveWithin() {
        return resolveWithin;
    }
}
