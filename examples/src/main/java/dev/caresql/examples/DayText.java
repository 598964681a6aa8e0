package dev.caresql.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.LocalDate;

/** The text {@code yyyy-MM-dd} of days; remembers the days near the last one, as rows come in order of time. */
final class DayText {
    private static final int LENGTH = 10;
    /** A power of two; two days share a place only when they are 512 days apart. */
    private static final int PLACES = 512;

    private final long[] days = new long[PLACES];
    private final byte[] texts = new byte[PLACES * LENGTH];

    DayText() {
        for (int day = 0; day < PLACES; day++) {
            remember(day);
        }
    }

    /** Puts the text of a day into a buffer and returns where the next byte goes. */
    int put(long epochDay, byte[] buffer, int at) {
        int place = place(epochDay);
        if (days[place] != epochDay) {
            remember(epochDay);
        }
        System.arraycopy(texts, place * LENGTH, buffer, at, LENGTH);
        return at + LENGTH;
    }

    private void remember(long epochDay) {
        int place = place(epochDay);
        byte[] text = LocalDate.ofEpochDay(epochDay).toString().getBytes(US_ASCII);
        System.arraycopy(text, 0, texts, place * LENGTH, LENGTH);
        days[place] = epochDay;
    }

    private static int place(long epochDay) {
        return (int) epochDay & (PLACES - 1);
    }
}
