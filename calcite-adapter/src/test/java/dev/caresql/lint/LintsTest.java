package dev.caresql.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.config.Problem;
import dev.caresql.engine.ProgressListener;
import dev.caresql.plan.CareDatabase;
import dev.caresql.plan.DatabaseSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private static final String KPI = """
            kpis:
              - name: MINE
                parameters: {x: double, y: double}
                formula: %s
                binding: {table: tickets, time: created_at, arguments: {x: reply_count, y: %s}}
                unit: "%%"
            """;

    private static final String TICKETS = """
            model: m
            %s
            sources: {s: {file: t.csv, columns: {day: date}}}
            tables:
              tickets:
                from: s
                columns: {ticket_id: id, created_at: CAST("day" AS TIMESTAMP), reply_count: replies}
                extra: {share_rate: CAST(replies AS DOUBLE)}
            """;

    private static final String SURVEYS = """
            model: m
            sources: {s: {file: s.csv, columns: {day: date}}}
            tables:
              survey_responses:
                from: s
                columns:
                  response_id: id
                  survey_type: "'NPS'"
                  responded_at: CAST("day" AS TIMESTAMP)
                  score: score
            """;

    private static final String TARGETS = """
            model: m
            sources: {t: {file: targets.csv}, i: {file: items.csv}}
            tables:
              kpi_targets:
                from: t
                columns:
                  kpi_code: kpi
                  scope_type: "'COMPANY'"
                  scope_id: "'ALL'"
                  grain_code: grain
                  period_start: CAST(period AS DATE)
                  version_no: version
                  target_metric_value: target
                  weight_points: weight
              scorecard_items:
                from: i
                columns: {scorecard_id: card, item_no: no, kpi_code: kpi, unit_code: unit, weight_points: weight}
            """;

    private static final String PAUSES = """
            model: m
            sources: {t: {file: t.csv}, p: {file: p.csv}, e: {file: e.csv}}
            tables:
              tickets:
                from: t
                columns: {ticket_id: id, created_at: CAST("day" AS TIMESTAMP), sla_policy_id: "'P'"%s}
              sla_policies:
                from: p
                columns:
                  sla_policy_id: "'P'"
                  target_code: target
                  priority_code: CAST(NULL AS VARCHAR)
                  target_s: seconds
                  pauses_on_pending: pauses = 'yes'
                  valid_from: DATE '2024-01-01'
              ticket_events:
                from: e
                columns: {event_id: id, ticket_id: ticket, occurred_at: CAST(moment AS TIMESTAMP), event_code: event, to_code: became}
            """;

    @TempDir
    private Path folder;

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }

    private List<String> warnings(String model) throws Exception {
        write("caresql.yaml", model);
        try (CareDatabase database = CareDatabase.open(DatabaseSettings.of(folder), ProgressListener.NONE)) {
            return new Lints(CLOCK)
                    .look(database).stream().map(Problem::toString).toList();
        }
    }

    private List<String> warningsOfKpi(String formula, String argument) throws Exception {
        write("t.csv", "id,day,replies\n1,2025-01-01,3\n2,2025-01-20,4\n");
        write("mine.yaml", KPI.formatted(formula, argument));
        return warnings(TICKETS.formatted("kpis: mine.yaml"));
    }

    @Test
    void aCountThatIsNoPartOfItsDivisorMayExceedTheWhole() throws Exception {
        String formula = "100 * COUNT(*) FILTER (WHERE x > 1) / COUNT(*) FILTER (WHERE y > 1)";
        assertThat(warningsOfKpi(formula, "reply_count"))
                .singleElement()
                .asString()
                .startsWith("mine.yaml:4: KPI MINE: may exceed 100 %");
    }

    @Test
    void aProvedShareIsFine() throws Exception {
        assertThat(warningsOfKpi("100 * COUNT(*) FILTER (WHERE x > 1) / COUNT(*)", "reply_count"))
                .isEmpty();
    }

    @Test
    void anAverageOfRatiosCountsGroupsAlike() throws Exception {
        assertThat(warningsOfKpi("100 * AVG(x / y)", "reply_count"))
                .singleElement()
                .asString()
                .startsWith("mine.yaml:4: KPI MINE: averages the ratio");
        assertThat(warningsOfKpi("AVG(x / 60)", "reply_count")).isEmpty();
    }

    @Test
    void anAverageOfARateCountsGroupsAlike() throws Exception {
        assertThat(warningsOfKpi("AVG(y)", "share_rate"))
                .singleElement()
                .asString()
                .startsWith("mine.yaml:4: KPI MINE: averages 'share_rate', which is named like a rate or a mean");
    }

    @Test
    void aParameterWithoutValueIsSeen() throws Exception {
        write("t.csv", "id,day,replies\n1,2025-01-01,3\n2,2025-01-20,4\n");
        write("mine.yaml", """
                kpis:
                  - name: MINE
                    parameters:
                      x: double
                      least: {type: double, default: "NULL"}
                    formula: COUNT(*) FILTER (WHERE x > least)
                    binding: {table: tickets, time: created_at, arguments: {x: reply_count}}
                    unit: count
                """);
        assertThat(warnings(TICKETS.formatted("kpis: mine.yaml")))
                .singleElement()
                .asString()
                .startsWith("mine.yaml:5: KPI MINE: parameter 'least' has no default");
    }

    @Test
    void aKeyThatSeveralRowsShareMakesPathsManyToMany() throws Exception {
        write("t.csv", "id,customer\n1,a\n2,b\n3,a\n");
        write("c.csv", "id\na\na\nb\n");
        assertThat(warnings("""
                        model: m
                        sources: {t: {file: t.csv}, c: {file: c.csv}}
                        tables:
                          customers: {from: c, columns: {customer_id: id}}
                          tickets: {from: t, columns: {ticket_id: id, customer_id: customer}}
                        """))
                .singleElement()
                .asString()
                .startsWith(
                        "caresql.yaml:4: table customers: the key customer_id is not unique: 2 rows share 1 keys, so the"
                                + " paths from tickets.customer_id are many-to-many;");
    }

    @Test
    void scoresOfTwoScalesAreSeen() throws Exception {
        StringBuilder answers = new StringBuilder("id,day,score\n");
        for (int i = 0; i < 40; i++) {
            answers.append(i).append(",2025-01-20,").append(1 + i % 5).append('\n');
            answers.append(i + 100).append(",2025-02-20,").append(i % 11).append('\n');
        }
        write("s.csv", answers.toString());
        assertThat(warnings(SURVEYS))
                .singleElement()
                .asString()
                .startsWith(
                        "caresql.yaml:10: table survey_responses: scores of NPS look like different scales: at most 5 in"
                                + " 2025-01 (40 answers), at most 10 in 2025-02 (40 answers);");
        write("s.csv", answers.toString().replaceAll("(?m)^\\d+,2025-01.*\n", ""));
        assertThat(warnings(SURVEYS)).isEmpty();
    }

    @Test
    void timesAfterTheAsOfInstantAreSeen() throws Exception {
        write("t.csv", "id,day,replies\n1,2025-01-01,3\n2,2025-01-20,4\n");
        assertThat(warnings(TICKETS.formatted("asOf: 2025-01-10T00:00:00")))
                .singleElement()
                .asString()
                .startsWith("caresql.yaml:7: table tickets: 1 rows have created_at after the as-of instant"
                        + " 2025-01-10T00:00:00Z, up to 2025-01-20");
    }

    @Test
    void anAsOfInstantInTheFutureIsSeen() throws Exception {
        write("t.csv", "id,day,replies\n1,2025-01-01,3\n2,2052-01-20,4\n");
        assertThat(warnings(TICKETS.formatted("")))
                .singleElement()
                .asString()
                .startsWith("caresql.yaml: the as-of instant 2052-01-20T00:00:00Z lies in the future");
    }

    @Test
    void swappedDaysAndMonthsAreSeen() throws Exception {
        StringBuilder swapped = new StringBuilder("id,day,replies\n");
        StringBuilder right = new StringBuilder(swapped);
        for (int i = 0; i < 72; i++) {
            LocalDate day = LocalDate.of(2025, 1, 1).plusDays(i);
            right.append(i).append(',').append(day).append(",1\n");
            swapped.append(String.format(Locale.ROOT, "%d,2025-%02d-%02d,1%n", i, 1 + i % 12, 1 + i / 12));
        }
        write("t.csv", swapped.toString());
        assertThat(warnings(TICKETS.formatted("")))
                .singleElement()
                .asString()
                .contains("none of the 72 dates in created_at lies after the 12th of its month");
        write("t.csv", right.toString());
        assertThat(warnings(TICKETS.formatted(""))).isEmpty();
    }

    @Test
    void datesOfTwoBasesAreSeen() throws Exception {
        StringBuilder tickets = new StringBuilder("id,made,solved\n");
        for (int i = 0; i < 20; i++) {
            tickets.append(i).append(",2025-01-20 12:00:00,2025-01-20 05:30:00\n");
        }
        write("t.csv", tickets.toString());
        String model = """
                model: m
                sources: {t: {file: t.csv}}
                tables:
                  tickets:
                    from: t
                    columns:
                      ticket_id: id
                      created_at: made
                      resolved_at: solved
                """;
        assertThat(warnings(model))
                .singleElement()
                .asString()
                .startsWith("caresql.yaml:9: table tickets: 20 of 20 rows have resolved_at before created_at;");
        assertThat(warnings(model.replace("resolved_at", "first_contact_at"))).isEmpty();
        write("t.csv", tickets.toString().replace("05:30", "15:30"));
        assertThat(warnings(model)).isEmpty();
    }

    @Test
    void numbersThatAreTextAreSeenAndCodesAreNot() throws Exception {
        StringBuilder tickets = new StringBuilder("id,amount,hour\n");
        for (int i = 0; i < 12; i++) {
            tickets.append(String.format(Locale.ROOT, "%d,\"%d,50\",%02d%n", i, i * 10, i));
        }
        write("t.csv", tickets.toString());
        assertThat(warnings("""
                        model: m
                        sources: {t: {file: t.csv, columns: {amount: varchar, hour: varchar}}}
                        tables:
                          tickets:
                            from: t
                            columns: {ticket_id: id}
                            extra:
                              amount: amount
                              hour_of_day: '"hour"'
                        """))
                .singleElement()
                .asString()
                .startsWith("caresql.yaml:8: table tickets: all 12 texts in amount are numbers;");
    }

    @Test
    void targetsThatCannotBeMetAreSeen() throws Exception {
        write("targets.csv", """
                kpi,grain,period,version,target,weight
                NPS,MONTH,2025-01-01,1,40,60
                CSATT,MONTH,2025-01-01,1,80,40
                NPS,QUARTER,2025-02-01,1,40,100
                SERVICE_LEVEL,YEAR,2025-01-01,1,0.8,50
                SERVICE_LEVEL,YEAR,2025-01-01,2,0.85,100
                """);
        write("items.csv", """
                card,no,kpi,unit,weight
                A,1,SERVICE_LEVEL,phút,50
                A,2,AHT,phút,40
                """);
        assertThat(warnings(TARGETS))
                .satisfiesExactlyInAnyOrder(
                        unknown -> assertThat(unknown)
                                .startsWith(
                                        "caresql.yaml:7: table kpi_targets: 1 rows are of the KPI 'CSATT', which there is"
                                                + " not; did you mean 'CSAT'?"),
                        period -> assertThat(period)
                                .startsWith(
                                        "caresql.yaml:11: table kpi_targets: 1 rows of grain QUARTER do not begin on the"
                                                + " first day of one, the first on 2025-02-01"),
                        fraction -> assertThat(fraction)
                                .startsWith(
                                        "caresql.yaml:13: table kpi_targets: all 2 targets of SERVICE_LEVEL are at most"
                                                + " 0.85, but rates are in percentage points"),
                        unit -> assertThat(unit)
                                .startsWith(
                                        "caresql.yaml:17: table scorecard_items: SERVICE_LEVEL is shown in 'phút', a time,"
                                                + " but the catalog has it in '%', a percentage;"),
                        weights -> assertThat(weights)
                                .startsWith(
                                        "caresql.yaml:17: table scorecard_items: the weights of scorecard 'A' sum to 90"));
    }

    @Test
    void weightsOfTargetsMakeUpOneHundredPoints() throws Exception {
        write("targets.csv", """
                kpi,grain,period,version,target,weight
                NPS,MONTH,2025-01-01,1,40,60
                CSAT,MONTH,2025-01-01,1,80,30
                """);
        write("items.csv", "card,no,kpi,unit,weight\nA,1,NPS,points,100\n");
        assertThat(warnings(TARGETS))
                .singleElement()
                .asString()
                .startsWith(
                        "caresql.yaml:14: table kpi_targets: in 1 scopes and periods the weights do not sum to 100 points"
                                + " but to between 90");
    }

    @Test
    void aClockThatStopsNeedsEventsThatSayWhen() throws Exception {
        write("t.csv", "id,day\n1,2025-01-01\n2,2025-01-02\n");
        write("p.csv", "target,seconds,pauses\nRESOLUTION,3600,yes\nFIRST_REPLY,600,no\n");
        write(
                "e.csv",
                "id,ticket,moment,event,became\n1,1,2025-01-01 08:00:00,PRIORITY,HIGH\n2,1,2025-01-01 09:00:00,STATUS,\n");
        assertThat(warnings(PAUSES.formatted("")))
                .singleElement()
                .asString()
                .startsWith(
                        "caresql.yaml:14: table tickets: the target of the resolution pauses while a ticket is pending,")
                .contains("so 2 rows have no due time");
        assertThat(warnings(PAUSES.formatted(", resolution_due_at: CAST(\"day\" AS TIMESTAMP)")))
                .as("a due time of the model's own")
                .isEmpty();
        for (String event : List.of("STATUS,OPEN", "PENDING_ON,", "PENDING_OFF,")) {
            write("e.csv", "id,ticket,moment,event,became\n1,1,2025-01-01 08:00:00," + event + "\n");
            assertThat(warnings(PAUSES.formatted(""))).as(event).isEmpty();
        }
    }
}
