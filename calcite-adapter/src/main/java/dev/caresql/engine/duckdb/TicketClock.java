package dev.caresql.engine.duckdb;

import dev.caresql.model.calendar.BusinessCalendars;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The business times of tickets, computed once at import where the model does not map them. A ticket's calendar is its
 * own, else that of its service level agreement, else the default.
 */
final class TicketClock {
    private static final String TICKETS = "tickets";
    private static final String POLICIES = "sla_policies";
    private static final String CALENDAR = "calendar_id";
    private static final String POLICY = "sla_policy_id";
    private static final String CREATED = "created_at";

    /** The derived column and the instant at which it ends. */
    private static final Map<String, String> DURATIONS =
            Map.of("first_reply_business_s", "first_reply_at", "resolution_business_s", "resolved_at");

    private final Connection connection;
    private final List<TargetTable> targets;
    private final BusinessCalendars calendars;
    private final ClockSql sql;

    TicketClock(Connection connection, List<TargetTable> targets, BusinessCalendars calendars, ClockSql sql) {
        this.connection = connection;
        this.targets = targets;
        this.calendars = calendars;
        this.sql = sql;
    }

    /** Adds the columns that are not mapped and whose instants are. */
    void derive(StatementRunner runner) throws SQLException {
        Optional<TargetTable> tickets = target(TICKETS);
        if (tickets.isEmpty() || !tickets.get().columns().containsKey(CREATED)) {
            return;
        }
        Map<String, String> columns = tickets.get().columns();
        boolean named = fromPolicies(columns, runner) || columns.containsKey(CALENDAR);
        if (!named && calendars.defaultId().isEmpty()) {
            return;
        }
        String number = named ? sql.number(CALENDAR) : sql.defaultNumber();
        Map<String, String> values = new LinkedHashMap<>();
        DURATIONS.forEach((column, end) -> {
            if (!columns.containsKey(column) && columns.containsKey(end)) {
                values.put(column, sql.micros("snap." + ClockSql.SCHEMA, CREATED, end, number) + " // 1000000");
            }
        });
        List<String> assignments = new ArrayList<>();
        for (Map.Entry<String, String> value : values.entrySet()) {
            Jdbc.run(connection, "ALTER TABLE snap." + TICKETS + " ADD COLUMN " + value.getKey() + " INTEGER");
            assignments.add(value.getKey() + " = " + value.getValue());
        }
        if (!assignments.isEmpty()) {
            runner.run("UPDATE snap." + TICKETS + " SET " + String.join(", ", assignments));
        }
    }

    /** Gives tickets without a calendar that of their agreement; whether agreements name any. */
    private boolean fromPolicies(Map<String, String> columns, StatementRunner runner) throws SQLException {
        Optional<TargetTable> policies = target(POLICIES);
        if (!columns.containsKey(POLICY)
                || policies.isEmpty()
                || !policies.get().columns().keySet().containsAll(List.of(POLICY, CALENDAR))) {
            return false;
        }
        if (!columns.containsKey(CALENDAR)) {
            Jdbc.run(connection, "ALTER TABLE snap." + TICKETS + " ADD COLUMN " + CALENDAR + " VARCHAR");
        }
        runner.run("UPDATE snap." + TICKETS + " AS ticket SET " + CALENDAR + " = agreed." + CALENDAR + " FROM (SELECT "
                + POLICY + ", max(" + CALENDAR + ") AS " + CALENDAR + " FROM snap." + POLICIES + " GROUP BY " + POLICY
                + ") AS agreed WHERE ticket." + CALENDAR + " IS NULL AND ticket." + POLICY + " = agreed." + POLICY);
        return true;
    }

    private Optional<TargetTable> target(String name) {
        return targets.stream()
                .filter(target -> target.canonical().name().equals(name))
                .findFirst();
    }
}
