package dev.caresql.kpi;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Random tickets, and their backlog by playing each ticket's life through, one change after the other. */
final class BacklogOracle {
    private static final LocalDateTime FIRST = LocalDateTime.parse("2025-03-20T00:00:00");
    private static final int MINUTES = 30 * 24 * 60;
    private static final int TICKETS = 250;

    private final Random random;
    private final ZoneId zone;
    private final List<String> tickets = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final Map<String, Map<LocalDate, int[]>> moves = new HashMap<>();

    BacklogOracle(Random random, ZoneId zone) {
        this.random = random;
        this.zone = zone;
        for (int i = 0; i < TICKETS; i++) {
            ticket("t" + i);
        }
    }

    List<String> tickets() {
        return tickets;
    }

    List<String> events() {
        return events;
    }

    private record Change(LocalDateTime at, boolean opens) {}

    private void ticket(String id) {
        @Nullable String team = random.nextInt(4) == 0 ? null : "T" + random.nextInt(3);
        @Nullable String channel = random.nextInt(4) == 0 ? null : "C" + random.nextInt(2);
        @Nullable LocalDateTime created = random.nextInt(25) == 0 ? null : instant();
        @Nullable LocalDateTime resolved = random.nextInt(3) == 0 ? null : random.nextInt(9) == 0 ? created : instant();
        tickets.add("('" + id + "', " + quoted(team) + ", " + quoted(channel) + ", " + quoted(created) + ", "
                + quoted(resolved) + ")");
        List<Change> changes = new ArrayList<>();
        if (resolved != null) {
            changes.add(new Change(resolved, false));
        }
        for (int i = random.nextInt(2) * random.nextInt(5); i > 0; i--) {
            boolean opens = random.nextBoolean();
            LocalDateTime at = instant();
            changes.add(new Change(at, opens));
            String code =
                    !opens ? "'STATUS', 'SOLVED'" : random.nextBoolean() ? "'REOPENED', NULL" : "'STATUS', 'OPEN'";
            events.add("(" + events.size() + ", '" + id + "', '" + at + "', " + code + ")");
        }
        events.add("(" + events.size() + ", '" + id + "', '" + instant() + "', 'NOTE', NULL)");
        if (created != null) {
            play(team + "|" + channel, created, changes);
        }
    }

    /** What is said to be before the creation happens at it; at one instant a ticket is solved before it is reopened. */
    private void play(String group, LocalDateTime created, List<Change> changes) {
        move(group, created, 0);
        boolean open = true;
        List<Change> ordered = changes.stream()
                .map(change -> change.at().isBefore(created) ? new Change(created, change.opens()) : change)
                .sorted(Comparator.comparing(Change::at).thenComparing(Change::opens))
                .toList();
        for (Change change : ordered) {
            if (change.opens() != open) {
                open = change.opens();
                move(group, change.at(), open ? 1 : 2);
            }
        }
    }

    private void move(String group, LocalDateTime at, int kind) {
        LocalDate date = at.atZone(ZoneOffset.UTC).withZoneSameInstant(zone).toLocalDate();
        moves.computeIfAbsent(group, key -> new TreeMap<>()).computeIfAbsent(date, key -> new int[3])[kind]++;
    }

    List<String> rows() {
        LocalDate last = moves.values().stream()
                .flatMap(days -> days.keySet().stream())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<String> rows = new ArrayList<>();
        moves.forEach((group, days) -> {
            int open = 0;
            LocalDate first = days.keySet().iterator().next();
            for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
                int[] move = days.getOrDefault(date, new int[3]);
                int closing = open + move[0] + move[1] - move[2];
                rows.add(date + "|" + group + "|" + open + "|" + move[0] + "|" + move[1] + "|" + move[2] + "|"
                        + closing);
                open = closing;
            }
        });
        return rows;
    }

    /** Few different ones, so that several things happen at once and around midnight. */
    private LocalDateTime instant() {
        return FIRST.plusMinutes(random.nextInt(MINUTES / 30) * 30L);
    }

    private static String quoted(@Nullable Object value) {
        return value == null ? "NULL" : "'" + value + "'";
    }
}
