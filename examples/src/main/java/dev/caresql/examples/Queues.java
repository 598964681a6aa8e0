package dev.caresql.examples;

import dev.caresql.examples.Contact.Queueing;

/** How long a contact waits, and whether anybody answers. */
final class Queues {
    private static final double LONGEST_MEAN_WAIT = 240;
    private static final long VOICE_LIMIT = 600;
    private static final double PATIENCE = 210;
    private static final int OPENS_AT = 7;
    private static final int CLOSES_AT = 22;

    private final Period period;
    private final Dice dice;

    Queues(Period period, Dice dice) {
        this.period = period;
        this.dice = dice;
    }

    /**
     * The load of an hour: 1 when the staff is just enough. The staff plan follows the hours and the days of the week,
     * but neither the season nor chance.
     */
    double load(double season, int hour) {
        double planned = 0.72 + 0.07 * Math.min(2.4, Arrivals.pressure(hour));
        return planned * StrictMath.pow(season, 0.55) * (0.88 + 0.24 * dice.unit());
    }

    Queueing pass(Request request, long startedAt, double load) {
        if (request.direction() == Direction.OUTBOUND) {
            return dial();
        }
        return request.channel().synchronous()
                ? waitInLine(request.channel(), startedAt, load)
                : inbox(startedAt, load);
    }

    private Queueing dial() {
        Outcome outcome = dialled(dice.unit());
        long ring =
                switch (outcome) {
                    case ANSWERED -> dice.between(4, 28);
                    case NO_ANSWER -> dice.between(30, 45);
                    case VOICEMAIL -> dice.between(18, 30);
                    case ABANDONED, TIMED_OUT, BUSY, FAILED, CALLBACK_QUEUED -> dice.between(1, 5);
                };
        return new Queueing(outcome, CsvFile.BLANK, CsvFile.BLANK, ring);
    }

    private static Outcome dialled(double mark) {
        if (mark < 0.62) {
            return Outcome.ANSWERED;
        }
        if (mark < 0.84) {
            return Outcome.NO_ANSWER;
        }
        if (mark < 0.91) {
            return Outcome.BUSY;
        }
        return mark < 0.96 ? Outcome.VOICEMAIL : Outcome.FAILED;
    }

    private Queueing waitInLine(Channel channel, long startedAt, double load) {
        boolean voice = channel == Channel.VOICE;
        long ivr = voice ? dice.between(8, 40) : CsvFile.BLANK;
        long ring = voice ? dice.between(2, 9) : CsvFile.BLANK;
        int hour = (int) (startedAt / Period.HOUR % Arrivals.HOURS);
        if (voice && (hour < OPENS_AT || hour >= CLOSES_AT) && dice.chance(0.5)) {
            return new Queueing(Outcome.VOICEMAIL, ivr, 0, CsvFile.BLANK);
        }
        long wait = (voice ? ring : 2) + (dice.chance(Math.min(0.95, load * 0.55)) ? queue(load) : 0);
        long patience = 3 + dice.exponential(voice ? PATIENCE : 2 * PATIENCE);
        if (patience < wait) {
            return new Queueing(Outcome.ABANDONED, ivr, patience, CsvFile.BLANK);
        }
        if (wait > VOICE_LIMIT) {
            return new Queueing(Outcome.TIMED_OUT, ivr, VOICE_LIMIT, CsvFile.BLANK);
        }
        if (load > 1 && voice && dice.chance(0.03)) {
            return new Queueing(Outcome.CALLBACK_QUEUED, ivr, wait, CsvFile.BLANK);
        }
        return new Queueing(Outcome.ANSWERED, ivr, wait, ring);
    }

    private long queue(double load) {
        double square = load * load;
        return dice.exponential(Math.min(LONGEST_MEAN_WAIT, 55 * square * square));
    }

    /** Written messages wait in an inbox for minutes or hours. */
    private Queueing inbox(long startedAt, double load) {
        long wait = dice.skewed(35 * Period.MINUTE * load, 1.1);
        Outcome outcome = dice.chance(0.985) ? Outcome.ANSWERED : Outcome.TIMED_OUT;
        long left = period.endSecond() - startedAt;
        return new Queueing(outcome, CsvFile.BLANK, Math.min(wait, left / 4), CsvFile.BLANK);
    }
}
