package dev.caresql.kpi;

import static dev.caresql.kpi.Condition.ANY;
import static dev.caresql.kpi.Condition.atLeast;
import static dev.caresql.kpi.Condition.between;
import static dev.caresql.kpi.Condition.happened;
import static dev.caresql.kpi.Condition.has;
import static dev.caresql.kpi.Condition.inOrder;
import static dev.caresql.kpi.Condition.is;
import static dev.caresql.kpi.Condition.isFalse;
import static dev.caresql.kpi.Condition.isTrue;
import static dev.caresql.kpi.SimpleOracles.count;
import static dev.caresql.kpi.SimpleOracles.distinct;
import static dev.caresql.kpi.SimpleOracles.distinctRate;
import static dev.caresql.kpi.SimpleOracles.mean;
import static dev.caresql.kpi.SimpleOracles.rate;
import static dev.caresql.kpi.SimpleOracles.ratio;
import static dev.caresql.kpi.SimpleOracles.sum;

import dev.caresql.kpi.SimpleOracles.Amount;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What agents did, how well, and what it cost, by hand. */
final class WorkforceOracles {
    private static final Amount HANDLED = new Amount(
            "talk_s + coalesce(hold_s, 0) + coalesce(acw_s, 0)",
            row -> row.has("talk_s")
                    ? (Double) (row.number("talk_s") + orZero(row, "hold_s") + orZero(row, "acw_s"))
                    : null);
    private static final Condition VOICE = is("channel_code", "VOICE");
    private static final Condition OUTBOUND = VOICE.and(is("direction_code", "OUTBOUND"));
    private static final Condition ANSWERED = is("outcome_code", "ANSWERED");

    private WorkforceOracles() {}

    /** The KPIs of calls beside those of waiting and handling. */
    static List<Oracle> contacts() {
        Condition inbound = VOICE.and(is("direction_code", "INBOUND"));
        Condition known = inbound.and(ANSWERED).and(has("customer_id"));
        Condition mature = new Condition(
                "coalesce(started_at <= TIMESTAMP '" + RandomRows.AS_OF.minusDays(7) + "', FALSE)",
                row -> row.has("started_at") && !row.time("started_at").isAfter(RandomRows.AS_OF.minusDays(7)));
        Condition bot = is("channel_code", "BOT").and(has("transferred"));
        Condition contained =
                isFalse("transferred").and(is("outcome_code", "ABANDONED").not());
        Condition handled = VOICE.and(ANSWERED).and(has("talk_s"));
        Condition isLong =
                new Condition(HANDLED.sql() + " > 300", row -> row.has("talk_s") && number(HANDLED, row) > 300);
        return List.of(
                count("CONTACT_COUNT", is("direction_code", "INBOUND"), has("interaction_id")),
                mean(
                        "AVG_ABANDON_TIME",
                        inbound.and(is("outcome_code", "ABANDONED")).and(atLeast("queue_wait_s", 0)),
                        Amount.of("queue_wait_s")),
                rate("LONG_CALL_RATE", "limit_s => 300", handled, isLong, ANY),
                rate("TRANSFER_RATE", has("transferred").and(ANSWERED), isTrue("transferred"), ANY),
                rate("REPEAT_CONTACT_RATE", known.and(mature), between("seconds_to_next_contact", 0, 604800), ANY),
                rate("CONTAINMENT_RATE", bot, contained, ANY),
                rate("CONTAINMENT_RATE", "strict => TRUE", bot, contained.and(isTrue("resolved_flag")), ANY),
                count("DIAL_COUNT", OUTBOUND, ANY),
                count("REACHED_COUNT", OUTBOUND, ANSWERED),
                count("SALE_COUNT", ANY, is("disposition_code", "SALE")),
                rate("CONNECT_RATE", OUTBOUND.and(has("outcome_code")), ANSWERED, ANY),
                rate(
                        "RIGHT_PARTY_RATE",
                        OUTBOUND.and(ANSWERED).and(has("is_right_party")),
                        isTrue("is_right_party"),
                        ANY));
    }

    static List<Oracle> segments() {
        return List.of(mean("SEGMENT_AHT", VOICE.and(is("segment_outcome_code", "ANSWERED", "TRANSFERRED")), HANDLED));
    }

    static List<Oracle> costs() {
        return List.of(sum("OPERATING_COST", ANY, Amount.of("amount")));
    }

    static List<Oracle> customerDays() {
        return List.of(distinct("ACTIVE_CUSTOMERS", isTrue("is_active"), "customer_id", ANY));
    }

    static List<Oracle> evaluations() {
        Condition valid = atLeast("max_points", 1)
                .and(new Condition("coalesce(section_weight, 1) > 0", row -> orOne(row) > 0))
                .and(isTrue("has_critical_error").or(atLeast("points", 0)));
        Amount given = new Amount(
                "CASE WHEN coalesce(has_critical_error, FALSE) THEN 0 ELSE points END * coalesce(section_weight, 1)",
                row -> row.isTrue("has_critical_error") ? (Double) 0.0 : (Double) (row.number("points") * orOne(row)));
        Amount possible = new Amount(
                "max_points * coalesce(section_weight, 1)", row -> (Double) (row.number("max_points") * orOne(row)));
        Condition judged = is("section_code", "ACCURACY").and(has("is_correct")).and(has("is_in_time"));
        return List.of(
                ratio("QA_SCORE", valid, 100, given, possible),
                rate("CRITICAL_ERROR_ACCURACY", has("has_critical_error"), isFalse("has_critical_error"), ANY),
                rate("ONTIME_ANSWER_RATE", judged, isTrue("is_correct").and(isTrue("is_in_time")), ANY));
    }

    static List<Oracle> schedules() {
        Amount seconds = Amount.seconds("starts_at", "ends_at");
        Condition absent = is("activity_code", "ABSENT", "SICK");
        Amount missed = new Amount(
                "CASE WHEN " + absent.sql() + " THEN " + seconds.sql() + " ELSE 0 END",
                row -> absent.java().test(row) ? seconds.java().apply(row) : (Double) 0.0);
        return List.of(ratio("ABSENTEEISM", inOrder("starts_at", "ends_at"), 100, missed, seconds));
    }

    static List<Oracle> time() {
        Amount busy = new Amount(
                HANDLED.sql() + " + available_s",
                row -> row.has("talk_s") && row.has("available_s")
                        ? (Double) (number(HANDLED, row) + row.number("available_s"))
                        : null);
        Amount lost = new Amount(
                "scheduled_s - (" + busy.sql() + ")", row -> (Double) (row.number("scheduled_s") - number(busy, row)));
        Amount planned = Amount.of("scheduled_s");
        Amount kept = new Amount("scheduled_s - out_of_adherence_s", row ->
                (Double) (row.number("scheduled_s") - row.number("out_of_adherence_s")));
        Condition worked = atLeast("talk_s", 0).and(atLeast("available_s", 0));
        Condition planable = atLeast("scheduled_s", 0);
        return List.of(
                ratio("OCCUPANCY", worked, 100, HANDLED, busy),
                ratio("UTILISATION", worked.and(atLeast("paid_s", 0)), 100, busy, Amount.of("paid_s")),
                ratio("SHRINKAGE", worked.and(planable), 100, lost, planned),
                ratio("SCHEDULE_ADHERENCE", planable.and(atLeast("out_of_adherence_s", 0)), 100, kept, planned),
                ratio("CONFORMANCE", planable.and(atLeast("logged_in_s", 0)), 100, Amount.of("logged_in_s"), planned),
                sum(
                        "LOGGED_IN_HOURS",
                        atLeast("logged_in_s", 0),
                        Amount.of("logged_in_s").times(1 / 3600.0)));
    }

    static List<Oracle> agents() {
        Condition sane = new Condition(
                "coalesce(left_on >= hired_on, left_on IS NULL)",
                row -> !row.has("left_on")
                        || row.has("hired_on") && !date(row, "left_on").isBefore(date(row, "hired_on")));
        LocalDate from = RandomRows.PERIOD_START.toLocalDate();
        LocalDate to = RandomRows.PERIOD_END.toLocalDate();
        String left = Oracle.distinctSql("agent_id", "left_on >= '" + from + "' AND left_on < '" + to + "'");
        String heads = "nullif(" + Oracle.distinctSql("agent_id", presentSql(from)) + " + "
                + Oracle.distinctSql("agent_id", presentSql(to)) + ", 0)";
        Predicate<Row> leaves = row -> row.has("left_on")
                && !date(row, "left_on").isBefore(from)
                && date(row, "left_on").isBefore(to);
        return List.of(
                new Oracle("ATTRITION", sane.population(), "CAST(sum(NULL) AS DOUBLE)", rows -> null),
                attrition(", annualise => FALSE", sane, left, heads, leaves, 1),
                attrition("", sane, left, heads, leaves, 365.0 / 45));
    }

    private static Oracle attrition(
            String option, Condition sane, String left, String heads, Predicate<Row> leaves, double years) {
        return new Oracle(
                "ATTRITION",
                "period_start => DATE '2025-05-01', period_end => DATE '2025-06-15'" + option,
                sane.population(),
                "CAST(200 AS DOUBLE) * " + years + " * " + left + " / " + heads,
                rows -> Rows.ratio(
                        200 * years * rows.where(leaves).distinct("agent_id"),
                        rows.where(present(RandomRows.PERIOD_START.toLocalDate()))
                                        .distinct("agent_id")
                                + rows.where(present(RandomRows.PERIOD_END.toLocalDate()))
                                        .distinct("agent_id")));
    }

    private static String presentSql(LocalDate day) {
        return "hired_on < '" + day + "' AND coalesce(left_on >= '" + day + "', TRUE)";
    }

    private static Predicate<Row> present(LocalDate day) {
        return row -> row.has("hired_on")
                && date(row, "hired_on").isBefore(day)
                && (!row.has("left_on") || !date(row, "left_on").isBefore(day));
    }

    static List<Oracle> activities() {
        return List.of(rate(
                "CALLBACK_KEPT_RATE",
                is("activity_type", "CALLBACK").and(happened("due_at")),
                inOrder("done_at", "due_at"),
                ANY));
    }

    static List<Oracle> leads() {
        return List.of(distinctRate("LIST_PENETRATION", ANY, "lead_id", has("first_touch_at"), ANY));
    }

    static List<Oracle> forecasts() {
        return List.of(new Oracle(
                "FORECAST_ACCURACY",
                atLeast("forecast_count", 0).and(atLeast("actual_count", 0)).population(),
                "100 - 100 * sum(abs(forecast_count - actual_count)) FILTER (ok)"
                        + " / nullif(sum(actual_count) FILTER (ok), 0)",
                rows -> rows.sum(row -> row.number("actual_count")) == 0
                        ? null
                        : 100
                                - 100
                                        * rows.sum(row ->
                                                Math.abs(row.number("forecast_count") - row.number("actual_count")))
                                        / rows.sum(row -> row.number("actual_count"))));
    }

    /** The oracles of a table, and it with two columns to group by, one to filter by and its key. */
    static Map<List<Oracle>, String> places() {
        return Map.of(
                segments(), "interaction_segments queue_id agent_id team_id segment_id",
                costs(), "operating_costs department_id cost_type source_system source_row_id",
                evaluations(), "qa_evaluations agent_id department_id team_id evaluation_id",
                schedules(), "agent_schedules agent_id activity_code source_system source_row_id",
                time(), "agent_time_daily department_id team_id business_date agent_id",
                agents(), "agents role_code department_id team_id agent_id",
                forecasts(), "volume_forecasts channel_code queue_id source_system forecast_id");
    }

    private static double number(Amount amount, Row row) {
        Double value = amount.java().apply(row);
        return value == null ? Double.NaN : value;
    }

    private static double orZero(Row row, String column) {
        return row.has(column) ? row.number(column) : 0;
    }

    private static double orOne(Row row) {
        return row.has("section_weight") ? row.number("section_weight") : 1;
    }

    private static LocalDate date(Row row, String column) {
        return (LocalDate) row.values().get(column);
    }
}
