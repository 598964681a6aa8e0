package dev.caresql.examples;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;

/** Draws values in proportion to their shares, in constant time. */
final class Lottery<T> {
    private final List<T> tickets;

    private Lottery(List<T> tickets) {
        this.tickets = List.copyOf(tickets);
    }

    static <T> Lottery<T> of(Collection<T> values, ToIntFunction<T> share) {
        List<T> tickets = new ArrayList<>();
        for (T value : values) {
            for (int i = 0; i < share.applyAsInt(value); i++) {
                tickets.add(value);
            }
        }
        return new Lottery<>(tickets);
    }

    T draw(Dice dice) {
        return tickets.get(dice.below(tickets.size()));
    }
}
