package dev.caresql.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.caresql.plan.CareDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The thresholds of SERVICE_LEVEL are those of the queue where the model has them, against plain Java. */
final class QueueThresholdsTest {
    private static final List<String> QUEUES = List.of("fast,10,0", "slow,60,8", "silent,,", "half,30,");

    @TempDir
    private Path folder;

    private ClockModel model;
    private final List<Call> calls = new ArrayList<>();

    private record Call(int id, String queue, String outcome, int seconds) {
        String row() {
            return id + "," + queue + ",VOICE,INBOUND," + outcome + "," + seconds + ",2025-03-" + (10 + id % 20);
        }

        int threshold() {
            return switch (queue) {
                case "fast" -> 10;
                case "slow" -> 60;
                case "half" -> 30;
                default -> 20;
            };
        }

        int shortest() {
            return queue.equals("fast") ? 0 : queue.equals("slow") ? 8 : 5;
        }

        boolean isIn(int threshold) {
            return outcome.equals("ANSWERED") && seconds <= threshold;
        }

        boolean isInOwn() {
            return isIn(threshold());
        }

        boolean countsInOwn() {
            return counts(shortest());
        }

        boolean counts(int shortest) {
            return outcome.equals("ANSWERED") || outcome.equals("ABANDONED") && (seconds > shortest || shortest == 0);
        }
    }

    @BeforeEach
    void call() throws Exception {
        Random random = new Random(12);
        for (int i = 0; i < 900; i++) {
            calls.add(new Call(
                    i,
                    List.of("fast", "slow", "silent", "half", "unknown", "").get(random.nextInt(6)),
                    List.of("ANSWERED", "ANSWERED", "ABANDONED", "FLOW_OUT").get(random.nextInt(4)),
                    random.nextInt(4) == 0 ? random.nextInt(10) : random.nextInt(90)));
        }
        model = new ClockModel(folder)
                .yaml("timeZone: Asia/Ho_Chi_Minh\n")
                .table(
                        "interactions",
                        "interaction_id:varchar,queue_id:varchar,channel_code:varchar,direction_code:varchar,"
                                + "outcome_code:varchar,queue_wait_s:integer,started_at:timestamp",
                        calls.stream().map(Call::row).toList());
    }

    @Test
    void everyQueueHasItsOwn() throws Exception {
        model.table("queues", "queue_id:varchar,sl_threshold_s:integer,short_abandon_s:integer", QUEUES);
        try (CareDatabase database = model.open()) {
            double own = level(call -> true, Call::isInOwn, Call::countsInOwn);
            assertThat(own).isNotCloseTo(level(call -> true, c -> c.isIn(20), c -> c.counts(5)), within(1.0));
            same(database, "SELECT SERVICE_LEVEL() FROM interactions", own);
            same(database, "SELECT SERVICE_LEVEL(sl_method => 'SHORT_EXCLUDED') FROM interactions AS i", own);
            same(database, "SELECT AVG(service_level) FROM kpis", own);
            same(database, "SELECT AVG(service_level) OVER () FROM kpis LIMIT 1", own);
            same(database, "SELECT SERVICE_LEVEL() OVER () FROM interactions LIMIT 1", own);
            same(
                    database,
                    "SELECT SERVICE_LEVEL() FROM queues AS q RIGHT JOIN interactions AS i ON i.queue_id = q.queue_id",
                    own);
            same(
                    database,
                    "SELECT actual FROM scorecard WHERE grain_code = 'MONTH' AND scope_type = 'COMPANY' AND kpi_code ="
                            + " 'SERVICE_LEVEL'",
                    own);
            same(database, "SELECT SERVICE_LEVEL_NUM() FROM interactions", count(Call::isInOwn));
            assertThat(ClockModel.query(database, "SELECT queue_id, service_level FROM kpis").stream()
                            .filter(row -> Double.valueOf(100).equals(row.get(1)))
                            .count())
                    .as("single calls")
                    .isEqualTo((long) count(Call::isInOwn));
        }
    }

    @Test
    void whatACallSaysComesFirst() throws Exception {
        model.table("queues", "queue_id:varchar,sl_threshold_s:integer,short_abandon_s:integer", QUEUES);
        try (CareDatabase database = model.open()) {
            same(
                    database,
                    "SELECT SERVICE_LEVEL(threshold_s => 40) FROM interactions",
                    level(call -> true, c -> c.isIn(40), Call::countsInOwn));
            same(
                    database,
                    "SELECT SERVICE_LEVEL(short_s => 3) FROM interactions",
                    level(call -> true, Call::isInOwn, c -> c.counts(3)));
            same(
                    database,
                    "SELECT SERVICE_LEVEL(queue_wait_s, outcome_code) FROM interactions",
                    level(call -> true, c -> c.isIn(20), c -> c.counts(5)));
            for (String queue : List.of("fast", "slow", "silent", "half", "unknown")) {
                same(
                        database,
                        "SELECT level FROM (SELECT queue_id, SERVICE_LEVEL() AS level FROM interactions GROUP BY queue_id)"
                                + " AS levels WHERE queue_id = '" + queue + "'",
                        level(call -> call.queue().equals(queue), Call::isInOwn, Call::countsInOwn));
            }
        }
    }

    @Test
    void withoutQueuesTheDefaultsHold() throws Exception {
        model.table("queues", "queue_id:varchar,queue_name:varchar", List.of("fast,Fast"));
        try (CareDatabase database = model.open()) {
            same(
                    database,
                    "SELECT SERVICE_LEVEL() FROM interactions",
                    level(call -> true, c -> c.isIn(20), c -> c.counts(5)));
            assertThat(database.plan("SELECT SERVICE_LEVEL() FROM interactions", database.asOf())
                            .sql()
                            .text())
                    .doesNotContain("COALESCE", "sl_threshold_s");
        }
    }

    @Test
    void aQueueMaySayOneOfThem() throws Exception {
        model.table("queues", "queue_id:varchar,short_abandon_s:integer", List.of("fast,0", "slow,8"));
        try (CareDatabase database = model.open()) {
            same(
                    database,
                    "SELECT SERVICE_LEVEL() FROM interactions",
                    level(call -> true, c -> c.isIn(20), Call::countsInOwn));
        }
    }

    private double level(Predicate<Call> of, Predicate<Call> in, Predicate<Call> whole) {
        return 100.0 * count(of.and(in)) / count(of.and(whole));
    }

    private double count(Predicate<Call> condition) {
        return calls.stream().filter(condition).count();
    }

    private static void same(CareDatabase database, String sql, double expected) throws Exception {
        List<List<@Nullable Object>> rows = ClockModel.query(database, sql);
        assertThat(rows).as(sql).hasSize(1);
        assertThat(((Number) rows.get(0).get(0)).doubleValue()).as(sql).isCloseTo(expected, within(1e-9));
    }
}
