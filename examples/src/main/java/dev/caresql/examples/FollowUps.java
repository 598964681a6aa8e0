package dev.caresql.examples;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/** Matters that come back within a week; holds those of the coming days only. */
final class FollowUps {
    private static final int DAYS = 8;
    private static final int MOST_ATTEMPTS = 4;

    private final List<Deque<Request>> byDay = new ArrayList<>();
    private final Dice dice;

    FollowUps(Dice dice) {
        this.dice = dice;
        IntStream.range(0, DAYS).forEach(day -> byDay.add(new ArrayDeque<>()));
    }

    Deque<Request> on(int day) {
        return byDay.get(day % DAYS);
    }

    /** Those who got no answer try again; those whose matter is still unsolved come back. */
    void after(Contact contact, long ticket, int day) {
        Request request = contact.request();
        if (!request.identified() || request.direction() == Direction.OUTBOUND || request.attempt() >= MOST_ATTEMPTS) {
            return;
        }
        boolean solved = contact.handling().map(h -> h.result().solved()).orElse(false);
        double returning = contact.handling().isPresent() ? 0.72 : 0.35;
        if (solved || !dice.chance(returning)) {
            return;
        }
        Channel channel = dice.chance(0.88) ? request.channel() : Channel.VOICE;
        int gap = Math.min(dice.between(1, 6), dice.between(1, 6));
        on(day + gap).add(request.again(channel, ticket));
    }
}
