package dev.caresql.formula;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import dev.caresql.plan.TestingDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole and fractional bounds of one column meet in a condition. */
class SimplifierTest {
    @Test
    void boundsOfTheFormulaAndOfTheCallMeet() throws SQLException {
        try (TestingDatabase database = new TestingDatabase(KpiCatalogLoader.load(List.of(), new Problems()))
                .duckDb("CREATE TABLE interactions AS SELECT * FROM (VALUES (0, 'ANSWERED'), (10, 'ANSWERED'),"
                        + " (30, 'ANSWERED'), (40, 'ABANDONED'), (-1, 'ANSWERED'), (NULL, 'ABANDONED'))"
                        + " AS t(queue_wait_s, outcome_code), (VALUES ('VOICE', 'INBOUND'))"
                        + " AS v(channel_code, direction_code)")) {
            assertThat(database.value("SELECT SERVICE_LEVEL(sl_method => 'ALL_NEGATIVE') FROM interactions"))
                    .isEqualTo(40e0);
            assertThat(database.value(
                            "SELECT SERVICE_LEVEL(threshold_s => 9.5, sl_method => 'ALL_NEGATIVE') FROM interactions"))
                    .isEqualTo(20e0);
            assertThat(database.value("SELECT ASA() FILTER (WHERE queue_wait_s > 0) FROM interactions"))
                    .isEqualTo(20e0);
            assertThat(database.value("SELECT ASA() FILTER (WHERE queue_wait_s > 0.5e0) FROM interactions"))
                    .isEqualTo(20e0);
            assertThat(database.value("SELECT AVG_WAIT_TIME() FROM interactions WHERE queue_wait_s > 0"
                            + " AND queue_wait_s >= 0e0"))
                    .isEqualTo(80e0 / 3);
        }
    }
}
