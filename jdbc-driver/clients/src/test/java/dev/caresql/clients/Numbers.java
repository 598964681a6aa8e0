package dev.caresql.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;

/** Compares numbers that came through a client with numbers counted by hand. */
final class Numbers {
    private Numbers() {}

    static void assertSame(Map<String, Double> actual, Map<String, Double> byHand) {
        assertSame(actual, byHand, 1e-9);
    }

    static void assertSame(Map<String, Double> actual, Map<String, Double> byHand, double tolerance) {
        assertThat(byHand).isNotEmpty();
        assertThat(actual).containsOnlyKeys(byHand.keySet());
        byHand.forEach(
                (key, value) -> assertThat(actual.get(key)).as(key).isNotNull().isEqualTo(value, within(tolerance)));
    }
}
