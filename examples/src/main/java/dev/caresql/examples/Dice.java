package dev.caresql.examples;

import java.util.SplittableRandom;

/**
 * Seeded random numbers.
 *
 * <p>Only {@link SplittableRandom#nextLong()} is used: how the JDK makes bounded or normal numbers from it has changed
 * between releases, and the same seed has to give the same bytes on each of them.
 */
final class Dice {
    private static final double UNIT = 0x1.0p-53;
    private static final double SIXTEEN_BITS = 0x1.0p-16;
    private static final double ROOT_OF_THREE = StrictMath.sqrt(3);

    private final SplittableRandom random;

    private Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Dice of its own for each purpose and row, so that one table never shifts the numbers of another. */
    static Dice of(long seed, Purpose purpose, long index) {
        return new Dice(mix(mix(seed + purpose.number * 0x9e3779b97f4a7c15L) ^ index));
    }

    private static long mix(long value) {
        long once = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        long twice = (once ^ (once >>> 27)) * 0x94d049bb133111ebL;
        return twice ^ (twice >>> 31);
    }

    double unit() {
        return (random.nextLong() >>> 11) * UNIT;
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    int below(int bound) {
        return (int) (((random.nextLong() >>> 32) * bound) >>> 32);
    }

    long below(long bound) {
        return (long) (unit() * bound);
    }

    /** A whole number from {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return low + below(high - low + 1);
    }

    /** Bell-shaped with mean 0 and deviation 1: the sum of four uniform numbers, cut out of one draw. */
    double bell() {
        long bits = random.nextLong();
        long sum = (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
        return (sum * SIXTEEN_BITS - 2) * ROOT_OF_THREE;
    }

    /** Log-normal: most values near the median, a long tail above it. */
    long skewed(double median, double spread) {
        return Math.max(1, Math.round(median * StrictMath.exp(spread * bell())));
    }

    /** Exponential, as waiting times and patience are. */
    long exponential(double mean) {
        return Math.round(-mean * StrictMath.log(1 - unit()));
    }

    /** What the dice are for; the number is part of the seed and never changes. */
    enum Purpose {
        AGENTS(1),
        CUSTOMERS(2),
        CONTACTS(3),
        SURVEYS(4),
        TICKETS(5),
        LEADS(6),
        SUBSCRIPTIONS(7),
        DAMAGE(8),
        ORDERS(9),
        TOUCHES(10),
        INVITATIONS(11),
        QUALITY(12),
        SHIFTS(13),
        MARKETING(14),
        PRODUCTS(15),
        FORECASTS(16);

        private final long number;

        Purpose(long number) {
            this.number = number;
        }
    }
}
