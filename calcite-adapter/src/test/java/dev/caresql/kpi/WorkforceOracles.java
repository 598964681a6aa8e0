package dev.caresql.kpi;

import static dev.caresql.kpi.SimpleOracles.count;
import static dev.caresql.kpi.SimpleOracles.sum;

import dev.caresql.kpi.SimpleOracles.Amount;
import java.util.List;

/** What agents did and what it cost, by hand. */
final class WorkforceOracles {
    private WorkforceOracles() {}

    static List<Oracle> costs() {
        return List.of(sum("OPERATING_COST", Condition.ANY, Amount.of("amount")));
    }

    static List<Oracle> contacts() {
        return List.of(
                count("CONTACT_COUNT", Condition.is("direction_code", "INBOUND"), Condition.has("interaction_id")));
    }
}
