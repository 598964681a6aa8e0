package dev.caresql.examples;

import static dev.caresql.examples.TestingCompany.time;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of sales agree with each other. */
class SalesTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void generate() throws IOException {
        TestingCompany.generate(TestingCompany.settings(9, 8_000, 0), folder);
    }

    @Test
    void theFirstOrderMakesTheCustomer() {
        Map<String, CSVRecord> customers = byKey(Customers.TABLE, "customer_id");
        List<CSVRecord> firsts = rows(Orders.TABLE).stream()
                .filter(row -> row.get("order_seq").equals("1"))
                .toList();
        assertThat(firsts).hasSizeGreaterThan(100);
        for (CSVRecord first : firsts) {
            CSVRecord customer = requireNonNull(customers.get(first.get("customer_id")));
            assertThat(first.get("ordered_at")).isEqualTo(customer.get("acquired_at"));
            assertThat(first.get("paid_at")).isEqualTo(customer.get("acquired_at"));
        }
    }

    @Test
    void validOrdersAreCountedWithoutGaps() {
        Map<String, Integer> last = new HashMap<>();
        for (CSVRecord order : rows(Orders.TABLE)) {
            if (!order.get("cancelled_at").isEmpty()) {
                assertThat(order.get("order_seq")).isEmpty();
            }
            if (!order.get("order_seq").isEmpty()) {
                int seq = Integer.parseInt(order.get("order_seq"));
                Integer previous = last.put(order.get("customer_id"), seq);
                assertThat(previous == null || seq == previous + 1).isTrue();
            }
        }
    }

    @Test
    void theLinesAddUpToTheOrder() {
        Map<String, Long> sums = rows(OrderLines.TABLE).stream()
                .collect(Collectors.groupingBy(
                        row -> row.get("order_id"),
                        Collectors.summingLong(row -> Long.parseLong(row.get("net_amount")))));
        for (CSVRecord order : rows(Orders.TABLE)) {
            assertThat(sums.get(order.get("order_id"))).isEqualTo(Long.parseLong(order.get("net_amount")));
        }
    }

    @Test
    void aLeadGoesThroughItsStagesInOrderOfTime() {
        Map<String, List<CSVRecord>> trails =
                rows(LeadTrail.EVENTS).stream().collect(Collectors.groupingBy(row -> row.get("lead_id")));
        for (CSVRecord lead : rows(Leads.TABLE)) {
            List<CSVRecord> trail = requireNonNull(trails.get(lead.get("lead_id")));
            assertThat(trail).extracting(row -> row.get("entered_at")).isSorted();
            assertThat(trail.get(0).get("entered_at")).isEqualTo(lead.get("created_at"));
            CSVRecord end = trail.get(trail.size() - 1);
            assertThat(end.get("stage_code")).isEqualTo(lead.get("current_stage_code"));
            assertThat(end.get("left_at")).isEqualTo(lead.get("lost_at"));
        }
    }

    @Test
    void theFirstTouchOfALeadIsItsFirstOutboundOne() {
        Map<String, String> firsts = rows(Touches.TABLE).stream()
                .filter(row -> row.get("attempt_no").equals("1"))
                .collect(Collectors.toMap(row -> row.get("lead_id"), row -> row.get("touched_at"), (a, b) -> a));
        for (CSVRecord lead : rows(Leads.TABLE)) {
            String touched = firsts.get(lead.get("lead_id"));
            if (touched != null) {
                assertThat(touched).isEqualTo(lead.get("first_touch_at"));
            }
        }
        assertThat(firsts).hasSizeGreaterThan(300);
    }

    @Test
    void movementsOfRevenueLeadToWhatIsPaidInTheEnd() {
        long moved = rows(MrrMovements.TABLE).stream()
                .mapToLong(row -> Long.parseLong(row.get("amount")))
                .sum();
        long paid = rows(Subscriptions.TABLE).stream()
                .filter(row -> row.get("ended_at").isEmpty())
                .mapToLong(row -> Long.parseLong(row.get("mrr_amount")))
                .sum();
        assertThat(paid).isPositive();
        assertThat(moved).isEqualTo(paid);
    }

    @Test
    void everyAnswerHasAnInvitationThatCameBefore() {
        Map<String, CSVRecord> invitations = byKey(SurveyInvitations.TABLE, "invitation_id");
        for (CSVRecord response : rows(SurveyResponses.TABLE)) {
            CSVRecord invitation = requireNonNull(invitations.get(response.get("invitation_id")));
            assertThat(invitation.get("responded_at")).isEqualTo(response.get("responded_at"));
            assertThat(invitation.get("survey_type")).isEqualTo(response.get("survey_type"));
            assertThat(time(invitation, "sent_at").orElseThrow())
                    .isBeforeOrEqualTo(time(response, "responded_at").orElseThrow());
        }
    }

    private static Map<String, CSVRecord> byKey(Table table, String key) {
        return rows(table).stream().collect(Collectors.toMap(row -> row.get(key), Function.identity()));
    }

    private static List<CSVRecord> rows(Table table) {
        return new TestingCompany(folder).rows(table);
    }
}
