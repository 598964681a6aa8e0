package dev.caresql.examples;

import static dev.caresql.examples.TestingCompany.time;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.Year;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The KPIs of the company, computed here from the rows alone, lie where those of real companies lie. */
class BelievableKpisTest {
    private static final Duration WEEK = Duration.ofDays(7);

    @TempDir
    private static Path folder;

    @BeforeAll
    static void generate() throws IOException {
        TestingCompany.generate(TestingCompany.settings(42, 40_000, 0), folder);
    }

    @Test
    void firstContactResolution() {
        Map<String, List<CSVRecord>> matters = answeredCalls().stream()
                .filter(row -> !row.get("customer_id").isEmpty())
                .collect(Collectors.groupingBy(row -> row.get("customer_id") + '/' + row.get("reason_code")));
        List<Boolean> resolved = new ArrayList<>();
        matters.values().forEach(calls -> collectFirstContacts(calls, resolved));
        assertThat(percent(resolved, r -> r)).isBetween(65.0, 80.0);
    }

    @Test
    void netPromoterScore() {
        List<Integer> scores = scores(SurveyType.NPS);
        assertThat(percent(scores, s -> s >= 9) - percent(scores, s -> s <= 6)).isBetween(25.0, 45.0);
    }

    @Test
    void satisfaction() {
        assertThat(percent(scores(SurveyType.CSAT), s -> s >= 4)).isBetween(75.0, 85.0);
    }

    @Test
    void effort() {
        assertThat(mean(scores(SurveyType.CES))).isBetween(5.0, 5.5);
        assertThat(mean(scores(SurveyType.CES_V1))).isBetween(1.8, 2.8);
    }

    @Test
    void perceptionStaysBelowExpectation() {
        List<Integer> gaps = company().rows(ServqualAnswers.TABLE).stream()
                .filter(row -> !row.get("expectation").isEmpty()
                        && !row.get("perception").isEmpty())
                .map(row -> Integer.parseInt(row.get("perception")) - Integer.parseInt(row.get("expectation")))
                .toList();
        assertThat(mean(gaps)).isBetween(-1.5, -0.2);
    }

    @Test
    void churnOfEachMonth() {
        Map<String, List<Spell>> spells = spells();
        List<Double> rates = new ArrayList<>();
        for (Month month : Month.values()) {
            LocalDateTime start = LocalDate.of(2025, month, 1).atStartOfDay();
            List<List<Spell>> active =
                    spells.values().stream().filter(s -> activeAt(s, start)).toList();
            rates.add(percent(active, s -> !activeAt(s, start.plusMonths(1))));
        }
        assertThat(rates).allMatch(rate -> rate > 1.2 && rate < 5.5);
        assertThat(rates.stream().mapToDouble(r -> r).average().orElseThrow()).isBetween(2.0, 4.0);
    }

    @Test
    void wonLeads() {
        List<CSVRecord> mature = company().rows(Leads.TABLE).stream()
                .filter(row -> time(row, "created_at").orElseThrow().isBefore(TestingCompany.AS_OF.minusDays(90)))
                .toList();
        double won = percent(mature, row -> {
            LocalDateTime limit = time(row, "created_at").orElseThrow().plusDays(90);
            return time(row, "won_at").filter(at -> at.isBefore(limit)).isPresent();
        });
        assertThat(won).isBetween(9.0, 15.0);
    }

    @Test
    void longerWaitsLoseMoreCallers() {
        List<CSVRecord> waited = company().rows(Interactions.TABLE).stream()
                .filter(row -> row.get("channel_code").equals("VOICE")
                        && !row.get("queue_wait_s").isEmpty())
                .toList();
        assertThat(percent(waited, BelievableKpisTest::abandoned)).isBetween(3.0, 12.0);
        double beforePeak = percent(inMonth(waited, Month.MARCH), BelievableKpisTest::abandoned);
        List<CSVRecord> salesDay = waited.stream()
                .filter(row -> row.get("started_at").startsWith("2025-11-11"))
                .toList();
        assertThat(percent(salesDay, BelievableKpisTest::abandoned)).isGreaterThan(1.5 * beforePeak);
    }

    @Test
    void weekAndSeasonShow() {
        Map<LocalDate, Long> byDay = company().rows(Interactions.TABLE).stream()
                .collect(Collectors.groupingBy(
                        row -> time(row, "started_at").orElseThrow().toLocalDate(), Collectors.counting()));
        assertThat(byDay).hasSize(Year.of(2025).length());
        assertThat(byDay.get(LocalDate.of(2025, 1, 29))).isLessThan(byDay.get(LocalDate.of(2025, 3, 5)));
        assertThat(byDay.get(LocalDate.of(2025, 1, 20))).isGreaterThan(byDay.get(LocalDate.of(2025, 3, 10)));
        assertThat(byDay.get(LocalDate.of(2025, 11, 11))).isGreaterThan(byDay.get(LocalDate.of(2025, 11, 4)));
        assertThat(total(byDay, DayOfWeek.MONDAY)).isGreaterThan(2 * total(byDay, DayOfWeek.SUNDAY));
    }

    @Test
    void agentsDiffer() {
        Map<String, List<Integer>> talks = answeredCalls().stream()
                .collect(Collectors.groupingBy(
                        row -> row.get("agent_id"),
                        Collectors.mapping(row -> Integer.parseInt(row.get("talk_s")), Collectors.toList())));
        List<Double> means = talks.values().stream()
                .filter(t -> t.size() > 200)
                .map(BelievableKpisTest::mean)
                .sorted()
                .toList();
        assertThat(means.get(means.size() - 1)).isGreaterThan(1.2 * means.get(0));
    }

    private static TestingCompany company() {
        return new TestingCompany(folder);
    }

    private static List<CSVRecord> answeredCalls() {
        return company().rows(Interactions.TABLE).stream()
                .filter(row -> row.get("channel_code").equals("VOICE"))
                .filter(row -> row.get("direction_code").equals("INBOUND"))
                .filter(row -> row.get("outcome_code").equals("ANSWERED"))
                .toList();
    }

    /** Adds for each call that opens a matter whether it also closed it; calls of the last week are not ripe. */
    private static void collectFirstContacts(List<CSVRecord> calls, List<Boolean> resolved) {
        LocalDateTime previous = LocalDateTime.MIN;
        for (int i = 0; i < calls.size(); i++) {
            CSVRecord call = calls.get(i);
            LocalDateTime start = time(call, "started_at").orElseThrow();
            boolean first = previous.equals(LocalDateTime.MIN) || previous.isBefore(start.minus(WEEK));
            boolean repeated = i + 1 < calls.size()
                    && !time(calls.get(i + 1), "started_at").orElseThrow().isAfter(start.plus(WEEK));
            boolean kept = call.get("transferred").equals("false")
                    && !call.get("resolved_flag").equals("false");
            if (first && start.isBefore(TestingCompany.AS_OF.minus(WEEK))) {
                resolved.add(kept && !repeated);
            }
            previous = start;
        }
    }

    private static List<Integer> scores(SurveyType type) {
        return company().rows(SurveyResponses.TABLE).stream()
                .filter(row -> row.get("survey_type").equals(type.name()))
                .filter(row -> !row.get("score").isEmpty())
                .map(row -> Integer.parseInt(row.get("score")))
                .toList();
    }

    private static Map<String, List<Spell>> spells() {
        return company().rows(Subscriptions.TABLE).stream()
                .filter(row -> row.get("is_trial").equals("false"))
                .collect(Collectors.groupingBy(
                        row -> row.get("customer_id"), Collectors.mapping(Spell::of, Collectors.toList())));
    }

    private static boolean activeAt(List<Spell> spells, LocalDateTime moment) {
        return spells.stream()
                .anyMatch(s -> s.start().isBefore(moment) && !s.end().isBefore(moment));
    }

    private static boolean abandoned(CSVRecord row) {
        return row.get("outcome_code").equals("ABANDONED");
    }

    private static List<CSVRecord> inMonth(List<CSVRecord> rows, Month month) {
        return rows.stream()
                .filter(row -> time(row, "started_at").orElseThrow().getMonth() == month)
                .toList();
    }

    private static long total(Map<LocalDate, Long> byDay, DayOfWeek weekday) {
        return byDay.entrySet().stream()
                .filter(day -> day.getKey().getDayOfWeek() == weekday)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static <T> double percent(Collection<T> all, Predicate<T> wanted) {
        assertThat(all).isNotEmpty();
        return 100.0 * all.stream().filter(wanted).count() / all.size();
    }

    private static double mean(List<Integer> values) {
        return values.stream().mapToInt(v -> v).average().orElseThrow();
    }

    private record Spell(LocalDateTime start, LocalDateTime end) {

        static Spell of(CSVRecord row) {
            return new Spell(
                    time(row, "started_at").orElseThrow(), time(row, "ended_at").orElse(LocalDateTime.MAX));
        }
    }
}
