package dev.caresql.engine.duckdb;

import dev.caresql.model.calendar.OpenInterval;
import java.time.LocalDate;
import java.util.List;

/**
 * The business clock of a calendar as steps: time is cut into buckets of a power of two of microseconds, so that a shift
 * of bits finds the bucket of an instant, and within a bucket the clock runs during at most {@link #pieces()} pieces.
 *
 * <p>The clock at instant t is the sum over the pieces of {@code greatest(lo, least(hi, t + shift))}: open microseconds
 * since the first bucket. All in microseconds.
 */
final class ClockGrid {
    /** Buckets of 2 hours 23 minutes at most, and of 18 minutes at least. */
    private static final int WIDEST = 33;

    private static final int NARROWEST = 30;
    private static final long MICROS = 1_000_000;
    private static final int LISTS = 3;

    private final int bits;
    private final long firstBucket;
    private final int buckets;
    private final int pieces;

    private ClockGrid(int bits, LocalDate first, LocalDate end, List<List<OpenInterval>> calendars) {
        this.bits = bits;
        this.firstBucket = micros(first) >> bits;
        this.buckets = (int) ((micros(end) >> bits) - firstBucket) + 1;
        this.pieces = calendars.stream().mapToInt(this::mostPieces).max().orElse(1);
    }

    /** The widest buckets that hold as few pieces as the narrowest ones do. */
    static ClockGrid of(LocalDate first, LocalDate end, List<List<OpenInterval>> calendars) {
        ClockGrid narrowest = new ClockGrid(NARROWEST, first, end, calendars);
        for (int bits = WIDEST; bits > NARROWEST; bits--) {
            ClockGrid grid = new ClockGrid(bits, first, end, calendars);
            if (grid.pieces == narrowest.pieces) {
                return grid;
            }
        }
        return narrowest;
    }

    private static long micros(LocalDate date) {
        return date.toEpochDay() * 86_400 * MICROS;
    }

    /** The power of two of a bucket's length. */
    int bits() {
        return bits;
    }

    /** The number of the first bucket: its instant shifted by {@link #bits()}. */
    long firstBucket() {
        return firstBucket;
    }

    int buckets() {
        return buckets;
    }

    /** The most pieces that a bucket holds, at least 1. */
    int pieces() {
        return pieces;
    }

    private int mostPieces(List<OpenInterval> intervals) {
        int most = 1;
        int count = 0;
        long last = Long.MIN_VALUE;
        for (OpenInterval interval : intervals) {
            long bucket = (interval.opensAt() * MICROS) >> bits;
            count = bucket == last ? count + 1 : 1;
            most = Math.max(most, count);
            long end = (interval.closesAt() * MICROS - 1) >> bits;
            count = end == bucket ? count : 1;
            last = end;
        }
        return most;
    }

    /** The lists lo, hi and shift of each piece, one after the other; each holds the buckets of all calendars. */
    long[][] lists(List<List<OpenInterval>> calendars) {
        long[][] lists = new long[LISTS * pieces][buckets * calendars.size()];
        for (int i = 0; i < calendars.size(); i++) {
            fill(lists, i * buckets, calendars.get(i));
        }
        return lists;
    }

    private void fill(long[][] lists, int offset, List<OpenInterval> intervals) {
        int next = 0;
        long before = 0;
        for (int i = 0; i < buckets; i++) {
            long start = (firstBucket + i) << bits;
            long end = start + (1L << bits);
            int position = offset + i;
            lists[0][position] = before;
            lists[1][position] = before;
            int piece = 0;
            long open = 0;
            while (next < intervals.size() && intervals.get(next).opensAt() * MICROS < end) {
                long opens = Math.max(start, intervals.get(next).opensAt() * MICROS);
                long closes = Math.min(end, intervals.get(next).closesAt() * MICROS);
                if (closes > opens) {
                    long lo = piece == 0 ? before : 0;
                    lists[LISTS * piece][position] = lo;
                    lists[LISTS * piece + 1][position] = lo + closes - opens;
                    lists[LISTS * piece + 2][position] = lo - opens;
                    open += closes - opens;
                    piece++;
                }
                if (intervals.get(next).closesAt() * MICROS > end) {
                    break;
                }
                next++;
            }
            before += open;
        }
    }
}
