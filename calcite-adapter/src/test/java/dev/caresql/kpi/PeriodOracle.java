package dev.caresql.kpi;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Customers by period, straight from the definition: an instant lies in a subscription when start < instant <= end. */
final class PeriodOracle {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final int DAYS = 600;
    private static final Map<String, Integer> MONTHS = Map.of("MONTH", 1, "QUARTER", 3, "YEAR", 12);

    private PeriodOracle() {}

    record Subscription(
            @Nullable String customer,
            @Nullable LocalDateTime start,
            @Nullable LocalDateTime end,
            @Nullable Boolean trial) {
        String tuple() {
            return "(" + quoted(customer) + ", " + quoted(start) + ", " + quoted(end) + ", " + trial + ")";
        }

        private static String quoted(@Nullable Object value) {
            return value == null ? "NULL" : "'" + value + "'";
        }

        boolean counts() {
            return customer != null
                    && start != null
                    && !Boolean.TRUE.equals(trial)
                    && (end == null || !end.isBefore(start));
        }

        boolean covers(LocalDateTime instant) {
            return start.isBefore(instant) && (end == null || !end.isBefore(instant));
        }
    }

    /** Often on the very start of a month in the zone, sometimes without a customer, a start or an end. */
    static Subscription random(Random random, ZoneId zone) {
        LocalDateTime start = instant(random, zone);
        LocalDateTime end = random.nextInt(4) == 0 ? null : random.nextInt(8) == 0 ? start : instant(random, zone);
        return new Subscription(
                random.nextInt(20) == 0 ? null : "c" + random.nextInt(60),
                random.nextInt(30) == 0 ? null : start,
                end,
                random.nextInt(6) == 0 ? null : random.nextInt(8) == 0);
    }

    private static LocalDateTime instant(Random random, ZoneId zone) {
        if (random.nextInt(3) == 0) {
            return midnight(FIRST.plusMonths(random.nextInt(DAYS / 30)), zone);
        }
        return FIRST.atStartOfDay().plusMinutes(random.nextInt(DAYS * 24 * 60));
    }

    static LocalDateTime midnight(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }

    static List<String> rows(List<Subscription> all, LocalDateTime asOf, ZoneId zone) {
        List<String> rows = new ArrayList<>();
        Map<String, List<Subscription>> customers = all.stream()
                .filter(Subscription::counts)
                .collect(Collectors.groupingBy(s -> String.valueOf(s.customer())));
        customers.forEach((customer, subscriptions) -> MONTHS.forEach((grain, months) -> {
            for (LocalDate start = FIRST.minusYears(1);
                    !midnight(start, zone).isAfter(asOf);
                    start = start.plusMonths(months)) {
                LocalDateTime from = midnight(start, zone);
                LocalDateTime to = midnight(start.plusMonths(months), zone);
                boolean atStart = subscriptions.stream().anyMatch(s -> s.covers(from));
                boolean atEnd = subscriptions.stream().anyMatch(s -> s.covers(to));
                boolean within = subscriptions.stream()
                        .anyMatch(s -> !s.start().isBefore(from) && s.start().isBefore(to));
                if (atStart || within) {
                    rows.add(String.join(
                            "|",
                            customer,
                            grain,
                            start.toString(),
                            "" + atStart,
                            "" + !atStart,
                            "" + !atEnd,
                            "" + atEnd,
                            "" + (atStart && atEnd)));
                }
            }
        }));
        return rows;
    }
}
