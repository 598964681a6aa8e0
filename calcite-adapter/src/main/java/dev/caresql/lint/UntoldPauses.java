package dev.caresql.lint;

import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import dev.caresql.model.TableMapping;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Targets whose clock stops while a ticket is pending, where no event says when that is: they have no due time. */
final class UntoldPauses implements Lint {
    private static final String EVENTS = "ticket_events";
    private static final List<Target> TARGETS = List.of(
            new Target("tickets", "first reply", "first_reply_pauses", "first_reply_target_s", "first_reply_due_at"),
            new Target("tickets", "resolution", "resolution_pauses", "resolution_target_s", "resolution_due_at"),
            new Target("next_replies", "next reply", "pauses_on_pending", "target_s", "due_at"));

    private record Target(String table, String of, String pauses, String seconds, String due) {}

    @Override
    public void look(LintContext context, Problems found) throws SQLException {
        if (eventsTell(context)) {
            return;
        }
        for (Target target : TARGETS) {
            if (context.has(target.table, target.pauses, target.seconds)) {
                look(context, target, found);
            }
        }
    }

    /** As the import asks: one event of any ticket is enough. */
    private static boolean eventsTell(LintContext context) throws SQLException {
        if (!context.has(EVENTS, "ticket_id", "event_code", "occurred_at")) {
            return false;
        }
        String ofStatus = context.has(EVENTS, "to_code") ? " OR event_code = 'STATUS' AND to_code IS NOT NULL" : "";
        return context.counts(
                                "SELECT COUNT(*) FROM ticket_events WHERE ticket_id IS NOT NULL AND occurred_at IS NOT NULL"
                                        + " AND (event_code IN ('PENDING_ON', 'PENDING_OFF')" + ofStatus + ")")
                        .get(0)
                > 0;
    }

    private static void look(LintContext context, Target target, Problems found) throws SQLException {
        Optional<TableMapping> own = context.mapping(target.table);
        if (own.isPresent() && isMapped(own.get(), target.due)) {
            return;
        }
        long rows = context.counts("SELECT COUNT(*) FROM " + target.table + " WHERE " + target.pauses + " AND "
                        + target.seconds + " > 0")
                .get(0);
        Optional<Located> place = own.filter(mapping -> isMapped(mapping, target.pauses))
                .map(mapping -> context.place(mapping, target.pauses))
                .or(() -> context.mapping("sla_policies").map(mapping -> context.place(mapping, "pauses_on_pending")));
        if (rows > 0 && place.isPresent()) {
            found.add(
                    place.get(),
                    "table " + target.table,
                    "the target of the " + target.of
                            + " pauses while a ticket is pending, but no ticket_events say when"
                            + " that is, so " + rows
                            + " rows have no due time; map PENDING_ON and PENDING_OFF, or STATUS"
                            + " with to_code, or say that the clock does not pause");
        }
    }

    private static boolean isMapped(TableMapping mapping, String column) {
        return mapping.feeds().stream().anyMatch(feed -> feed.columns().containsKey(column));
    }
}
