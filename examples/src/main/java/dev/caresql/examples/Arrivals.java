package dev.caresql.examples;

import java.time.LocalDate;
import java.util.stream.IntStream;

/** Spreads a total over the days of a period and over the hours of a day, so that the parts add up to it exactly. */
final class Arrivals {
    static final int HOURS = 24;

    /** Two peaks, in the late morning and in the afternoon. */
    private static final int[] HOUR_WEIGHTS = {
        4, 2, 1, 1, 1, 3, 9, 28, 68, 98, 108, 88, 50, 58, 84, 92, 86, 64, 42, 38, 34, 24, 12, 5
    };

    private static final int WEIGHT_OF_DAY = IntStream.of(HOUR_WEIGHTS).sum();
    private static final double[] HOUR_SHARES =
            cumulated(IntStream.of(HOUR_WEIGHTS).asDoubleStream().toArray());

    private final double[] dayShares;

    Arrivals(Period period) {
        dayShares = cumulated(IntStream.range(0, period.days())
                .mapToDouble(day -> BusinessCalendar.weight(period.from().plusDays(day)))
                .toArray());
    }

    private static double[] cumulated(double[] weights) {
        double[] shares = new double[weights.length + 1];
        for (int i = 0; i < weights.length; i++) {
            shares[i + 1] = shares[i] + weights[i];
        }
        double total = shares[weights.length];
        for (int i = 1; i < shares.length; i++) {
            shares[i] = i == weights.length ? 1 : shares[i] / total;
        }
        return shares;
    }

    long onDay(int day, long total) {
        return part(dayShares, day, total);
    }

    /** How many of a total fall on the days from one (included) to another (excluded). */
    long between(Period period, LocalDate first, LocalDate end, long total) {
        long count = 0;
        for (LocalDate day = first; day.isBefore(end); day = day.plusDays(1)) {
            count += onDay(Math.toIntExact(day.toEpochDay() - period.from().toEpochDay()), total);
        }
        return count;
    }

    static int inHour(int hour, long total) {
        return Math.toIntExact(part(HOUR_SHARES, hour, total));
    }

    /** How much busier an hour is than the mean of the day. */
    static double pressure(int hour) {
        return HOUR_WEIGHTS[hour] * HOURS / (double) WEIGHT_OF_DAY;
    }

    /** A second of the day, at office hours more likely than at night. */
    static long timeOfDay(Dice dice) {
        double mark = dice.unit();
        int hour = 0;
        while (HOUR_SHARES[hour + 1] <= mark && hour < HOURS - 1) {
            hour++;
        }
        return hour * Period.HOUR + dice.below(Period.HOUR);
    }

    private static long part(double[] shares, int index, long total) {
        return (long) (shares[index + 1] * total) - (long) (shares[index] * total);
    }
}
