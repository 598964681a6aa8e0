package dev.caresql.examples;

import java.util.Optional;

/**
 * One customer contact, as it went.
 *
 * @param place whose contact it is, answered or not
 * @param handling what an agent did; absent when nobody answered
 */
record Contact(
        long number, Request request, long startedAt, Place place, Queueing queueing, Optional<Handling> handling) {

    /** When an agent answered, or when the customer was gone. */
    long reachedAt() {
        return startedAt + queueing.total();
    }

    long endedAt() {
        return handling.map(h -> reachedAt() + h.talk() + h.holdOrZero()).orElseGet(this::reachedAt);
    }

    long handledAt() {
        return handling.map(h -> endedAt() + h.acwOrZero()).orElseGet(this::reachedAt);
    }

    /**
     * Where a contact belongs.
     *
     * @param dialler who called the customer; nobody for an inbound contact
     */
    record Place(Team team, Optional<Agent> dialler) {}

    /**
     * The way to an agent, in seconds; {@link CsvFile#BLANK} where the channel has no such step.
     *
     * @param waited from entering the queue to the answer or to giving up, ringing included
     * @param ring the last part of it, in which a phone rang
     */
    record Queueing(Outcome outcome, long ivr, long waited, long ring) {

        long total() {
            if (waited == CsvFile.BLANK) {
                return orZero(ring);
            }
            return orZero(ivr) + waited;
        }
    }

    /**
     * What the agent did, in seconds.
     *
     * @param hold blank when the system recorded none
     * @param acw after-call work, blank when the system recorded none
     */
    record Handling(Agent agent, long talk, long hold, long acw, Result result) {

        long holdOrZero() {
            return orZero(hold);
        }

        long acwOrZero() {
            return orZero(acw);
        }
    }

    /**
     * What came of it.
     *
     * @param solved the truth, which no system knows
     * @param claim what the agent says about it
     */
    record Result(boolean solved, Claim claim, int transfers, String disposition) {}

    /** The agent's word whether the matter is solved. */
    enum Claim {
        SOLVED,
        NOT_SOLVED,
        NOT_STATED
    }

    private static long orZero(long seconds) {
        return seconds == CsvFile.BLANK ? 0 : seconds;
    }
}
