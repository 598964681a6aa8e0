package dev.caresql.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The worked examples of agents' time, quality and cost, as rows. */
final class WorkforceExamplesTest {
    private Examples examples;

    @BeforeEach
    void open() throws SQLException {
        examples = new Examples();
    }

    @AfterEach
    void close() throws SQLException {
        examples.close();
    }

    @Test
    void costPerContactIsMadeOfTwoTables() throws SQLException {
        examples.rows("operating_costs (amount)", "(30000)", "(20000)")
                .select("interactions (interaction_id, direction_code)", "SELECT i, 'INBOUND' FROM range(12500) t(i)")
                .rows("interactions (interaction_id, direction_code)", "('out', 'OUTBOUND')")
                .expect("OPERATING_COST()", 50000.0)
                .expect("CONTACT_COUNT()", 12500.0);
        assertThat(examples.query("SELECT COST_PER_CONTACT(amount, id) FROM (SELECT amount, CAST(NULL AS VARCHAR) AS id"
                                + " FROM operating_costs UNION ALL SELECT NULL, interaction_id FROM interactions"
                                + " WHERE direction_code = 'INBOUND')")
                        .get(0)
                        .get(0))
                .isEqualTo(4.0);
    }
}
