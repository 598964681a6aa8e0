package dev.caresql.engine.duckdb;

import static java.util.stream.Collectors.joining;

import dev.caresql.model.CanonicalColumn;
import java.util.List;
import java.util.Map;

/**
 * The columns about repeat contacts: among the answered inbound voice contacts of a customer and reason, what came
 * before and after. Computed once, at import, so that no KPI needs a window function.
 */
final class DerivedColumns {
    private static final String INTERACTIONS = "interactions";
    private static final List<String> INPUTS =
            List.of("channel_code", "direction_code", "outcome_code", "customer_id", "started_at");
    private static final String REASON = "reason_code";

    private DerivedColumns() {}

    /** Whether the repeat columns can be derived: their inputs are mapped. */
    static boolean apply(TargetTable target) {
        return target.canonical().name().equals(INTERACTIONS)
                && target.columns().keySet().containsAll(INPUTS);
    }

    /** Makes the table from the staged one. Rows outside the population have NULL in the derived columns. */
    static String create(TargetTable target, String staged, String table, int windowDays) {
        String partition = "customer_id" + (target.columns().containsKey(REASON) ? ", " + REASON : "");
        Map<String, String> expressions = Map.of(
                "seconds_since_previous_contact", "seconds_since",
                "seconds_to_next_contact", "seconds_to",
                "is_first_contact", "contact_row IS NOT NULL AND coalesce(seconds_since > window_s, TRUE)",
                "has_repeat_contact", "contact_row IS NOT NULL AND coalesce(seconds_to <= window_s, FALSE)",
                "matures_at", "contact_at + to_days(" + windowDays + ")");
        String derived = target.canonical().derived().values().stream()
                .filter(column -> !column.name().equals(TargetTable.BUSINESS_DATE))
                .map(column -> expression(column, expressions))
                .collect(joining(", "));
        // Microseconds over a million: the window is compared exactly, to the microsecond.
        return "CREATE TABLE " + table + " AS WITH contacts AS (SELECT rowid AS contact_row, started_at AS contact_at,"
                + " lag(started_at) OVER w AS previous_at, lead(started_at) OVER w AS next_at FROM " + staged
                + " WHERE channel_code = 'VOICE' AND direction_code = 'INBOUND' AND outcome_code = 'ANSWERED'"
                + " AND customer_id IS NOT NULL AND started_at IS NOT NULL"
                + " WINDOW w AS (PARTITION BY " + partition + " ORDER BY started_at, rowid)),"
                + " gaps AS (SELECT contact_row, contact_at, (epoch_us(contact_at) - epoch_us(previous_at)) / 1e6"
                + " AS seconds_since, (epoch_us(next_at) - epoch_us(contact_at)) / 1e6 AS seconds_to, "
                + windowDays + " * 86400e0 AS window_s FROM contacts)"
                + " SELECT staged.*, " + derived + " FROM " + staged
                + " AS staged LEFT JOIN gaps ON staged.rowid = gaps.contact_row";
    }

    private static String expression(CanonicalColumn column, Map<String, String> expressions) {
        String expression = expressions.get(column.name());
        if (expression == null) {
            throw new IllegalStateException("care-model.yaml derives " + column.name() + ", which nothing computes");
        }
        return "CASE WHEN contact_row IS NOT NULL THEN CAST(" + expression + " AS " + DuckDbTypes.name(column.type())
                + ") END AS " + column.name();
    }
}
