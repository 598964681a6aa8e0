package dev.caresql.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.plan.CareDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Business seconds by hand, by DuckDB through the planner, as derived columns, and by walking in plain Java. */
class BusinessTimeTest {
    private static final String TICKETS =
            "ticket_id:integer,calendar_id:varchar,created_at:timestamp,first_reply_at:timestamp";
    private static final long SEED = 20250307;
    private static final int RANDOM_CASES = 400;

    @TempDir
    private Path folder;

    @Test
    void casesByHand() throws Exception {
        List<Case> cases = new ArrayList<>();
        ClockModel.resource("cases.csv").lines().skip(1).forEach(line -> cases.add(Case.of(line)));
        assertThat(cases).hasSizeGreaterThan(60);
        for (Case one : cases) {
            if (one.from() != null
                    && one.to() != null
                    && WallClockOracle.calendars().contains(one.calendar())
                    && one.expected() != null) {
                assertThat(WallClockOracle.seconds(one.calendar(), one.from(), one.to()))
                        .as("by walking: %s", one)
                        .isEqualTo(one.expected());
            }
        }
        agree(cases);
    }

    @Test
    void randomCasesAgreeWithWalking() throws Exception {
        Random random = new Random(SEED);
        List<Case> cases = new ArrayList<>();
        long start = Instant.parse("2024-10-01T00:00:00Z").getEpochSecond() / 60;
        int minutes = 500 * 1440;
        for (int i = 0; i < RANDOM_CASES; i++) {
            String calendar = WallClockOracle.calendars()
                    .get(random.nextInt(WallClockOracle.calendars().size()));
            long from = start + random.nextInt(minutes);
            long to = from + random.nextInt(random.nextBoolean() ? 3_000 : 30_000) - 500;
            // This one is walked by the second.
            if (calendar.equals("second_short")) {
                to = from + random.nextInt(300);
            }
            Instant fromAt = Instant.ofEpochSecond(from * 60);
            Instant toAt = Instant.ofEpochSecond(to * 60);
            cases.add(new Case(
                    calendar, fromAt, toAt, WallClockOracle.seconds(calendar, fromAt, toAt), "random, seed " + SEED));
        }
        agree(cases);
    }

    private void agree(List<Case> cases) throws IOException, SQLException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            Case one = cases.get(i);
            rows.add(i + "," + one.calendar() + "," + text(one.from()) + "," + text(one.to()));
        }
        ClockModel model = new ClockModel(folder)
                .yaml(ClockModel.resource("calendars.yaml"))
                .table("tickets", TICKETS, rows);
        try (CareDatabase database = model.open()) {
            List<List<@Nullable Object>> answers = ClockModel.query(
                    database,
                    "SELECT first_reply_business_s, BUSINESS_SECONDS(created_at, first_reply_at, calendar_id),"
                            + " BUSINESS_MICROSECONDS(created_at, first_reply_at, calendar_id) FROM tickets"
                            + " ORDER BY CAST(ticket_id AS INTEGER)");
            assertThat(answers).hasSize(cases.size());
            for (int i = 0; i < cases.size(); i++) {
                List<Optional<Long>> expected = List.of(
                        Optional.ofNullable(cases.get(i).expected()),
                        Optional.ofNullable(cases.get(i).expected()));
                assertThat(List.of(
                                number(answers.get(i).get(0)),
                                number(answers.get(i).get(1))))
                        .as("%s", cases.get(i))
                        .isEqualTo(expected);
                assertThat(number(answers.get(i).get(2)).map(micros -> micros / 1_000_000))
                        .as("microseconds of %s", cases.get(i))
                        .isEqualTo(expected.get(0));
            }
        }
    }

    private static Optional<Long> number(@Nullable Object value) {
        return Optional.ofNullable((Number) value).map(Number::longValue);
    }

    private static String text(@Nullable Instant instant) {
        return instant == null
                ? ""
                : LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString().replace('T', ' ');
    }

    private record Case(
            String calendar,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Long expected,
            String why) {
        static Case of(String line) {
            String[] parts = line.split(",", 5);
            return new Case(
                    parts[0],
                    instant(parts[1]),
                    instant(parts[2]),
                    parts[3].isEmpty() ? null : Long.valueOf(parts[3]),
                    parts[4]);
        }

        private static @Nullable Instant instant(String text) {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        }
    }
}
