package dev.caresql.examples;

/** A questionnaire: its scale, and how a mood (0 is usual, 1 a deviation better) becomes a score on it. */
enum SurveyType {
    NPS(0, 10, 8.45, 1.55),
    CSAT(1, 5, 4.36, 0.85),
    CES(1, 7, 5.4, 1.25),
    /** The old effort question, on which low is good; asked in the first three months, then replaced. */
    CES_V1(1, 5, 2.2, -0.85),
    /** Answered item by item, without a score of its own. */
    SERVQUAL(1, 7, 5.6, 0.9);

    private static final int MONTHS_OF_OLD_EFFORT = 3;

    private final int lowest;
    private final int highest;
    private final double usual;
    private final double slope;

    SurveyType(int lowest, int highest, double usual, double slope) {
        this.lowest = lowest;
        this.highest = highest;
        this.usual = usual;
        this.slope = slope;
    }

    static SurveyType draw(Dice dice, long second, Period period) {
        double mark = dice.unit();
        if (mark < 0.40) {
            return NPS;
        }
        if (mark < 0.75) {
            return CSAT;
        }
        if (mark < 0.987) {
            return second < Period.secondOf(period.from().plusMonths(MONTHS_OF_OLD_EFFORT)) ? CES_V1 : CES;
        }
        return SERVQUAL;
    }

    int lowest() {
        return lowest;
    }

    int highest() {
        return highest;
    }

    int score(double mood) {
        return Math.max(lowest, Math.min(highest, Math.toIntExact(Math.round(usual + slope * mood))));
    }
}
