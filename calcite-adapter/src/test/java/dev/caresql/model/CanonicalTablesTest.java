package dev.caresql.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.sql.CareParser;
import dev.caresql.sql.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What every table of the care model must have. */
class CanonicalTablesTest {
    private static final List<String> TABLES = List.of(
            "departments teams agents agent_assignments channels queues contact_reasons products campaigns sla_policies",
            "calendar_days business_hours interactions interaction_segments tickets ticket_events surveys",
            "survey_positive_rules survey_invitations survey_responses servqual_answers servqual_weights orders order_lines",
            "order_credits leads funnel_stages funnel_events touches email_stats activities marketing_spend operating_costs",
            "subscriptions mrr_movements customers customer_status_daily agent_states agent_schedules qa_evaluations agent_time_daily",
            "volume_forecasts kpi_targets scorecards scorecard_items");

    private static final Map<String, String> KEYS = Map.of(
            "team_id", "teams",
            "department_id", "departments",
            "agent_id", "agents",
            "customer_id", "customers",
            "channel_code", "channels",
            "queue_id", "queues",
            "product_id", "products",
            "reason_code", "contact_reasons",
            "campaign_id", "campaigns",
            "survey_id", "surveys");

    private final Map<String, CanonicalTable> tables = CanonicalTables.load().all();

    @Test
    void hasEveryTable() {
        assertThat(tables.keySet()).contains(String.join(" ", TABLES).split(" "));
    }

    @Test
    void describesEveryTableAndColumn() {
        for (CanonicalTable table : tables.values()) {
            assertThat(table.description()).as(table.name()).isNotBlank();
            for (CanonicalColumn column : columns(table)) {
                assertThat(column.description())
                        .as(table.name() + "." + column.name())
                        .isNotBlank();
            }
        }
        assertThat(column("interactions", "matures_at")).isEqualTo(ColumnType.TIMESTAMP);
        assertThat(column("business_hours", "opens_at")).isEqualTo(ColumnType.TIME);
    }

    @Test
    void everyNameIsAWordThatNeedsNoQuotes() {
        for (CanonicalTable table : tables.values()) {
            CareParser.expression(table.name() + " IS NULL");
            for (CanonicalColumn column : columns(table)) {
                assertThat(column.name()).matches("[a-z][a-z0-9_]*");
                CareParser.expression(column.name() + " IS NULL");
            }
        }
    }

    @Test
    void everyReferenceLeadsToATable() {
        for (CanonicalTable table : tables.values()) {
            assertThat(tables.keySet())
                    .as(table.name())
                    .containsAll(table.references().values());
        }
    }

    @Test
    void everyColumnNamedLikeTheKeyOfATablePointsToIt() {
        List<String> missing = new ArrayList<>();
        for (CanonicalTable table : tables.values()) {
            for (String column : table.columns().keySet()) {
                KEYS.forEach((key, owner) -> {
                    boolean isNamedLikeIt = column.equals(key) || column.endsWith("_" + key);
                    boolean isTheKey = table.name().equals(owner) && column.equals(key);
                    if (isNamedLikeIt
                            && !isTheKey
                            && !owner.equals(table.references().get(column))) {
                        missing.add(table.name() + "." + column + " -> " + owner);
                    }
                });
            }
        }
        assertThat(missing).isEmpty();
    }

    private ColumnType column(String table, String column) {
        return Objects.requireNonNull(tables.get(table))
                .column(column)
                .orElseThrow()
                .type();
    }

    private static List<CanonicalColumn> columns(CanonicalTable table) {
        List<CanonicalColumn> columns = new ArrayList<>(table.columns().values());
        columns.addAll(table.derived().values());
        return columns;
    }
}
