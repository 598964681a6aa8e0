package dev.caresql.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalsTest {
    private static final Period YEAR = new Period(LocalDate.of(2025, 1, 1), 12);

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 1_000, 10_000_019})
    void theDaysAddUpToTheTotal(long total) {
        Arrivals arrivals = new Arrivals(YEAR);
        long sum = IntStream.range(0, YEAR.days())
                .mapToLong(day -> arrivals.onDay(day, total))
                .sum();
        assertThat(sum).isEqualTo(total);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 1_000, 27_397})
    void theHoursAddUpToTheDay(long total) {
        long sum = IntStream.range(0, Arrivals.HOURS)
                .mapToLong(hour -> Arrivals.inHour(hour, total))
                .sum();
        assertThat(sum).isEqualTo(total);
    }
}
