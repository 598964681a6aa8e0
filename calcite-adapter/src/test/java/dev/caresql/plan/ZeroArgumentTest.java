package dev.caresql.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ZeroArgumentTest {
    private TestingDatabase database;

    @BeforeEach
    void openDatabase() throws SQLException {
        database = new TestingDatabase(KpiCatalogLoader.load(List.of(), new Problems())).asOf("2025-06-01T00:00:00Z");
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    @Test
    void aColumnThatADefinitionTakesAsNothingNeedNotBeMapped() throws SQLException {
        database.duckDb("CREATE TABLE interactions AS SELECT * FROM (VALUES ('VOICE', 'ANSWERED', 180),"
                + " ('VOICE', 'ANSWERED', 300), ('VOICE', 'ABANDONED', 0)) t(channel_code, outcome_code, talk_s)");
        assertThat(database.value("SELECT AHT() FROM interactions")).isEqualTo(240.0);
    }

    @Test
    void aColumnThatADefinitionNeedsIsNamed() throws SQLException {
        database.duckDb("CREATE TABLE interactions (channel_code VARCHAR, outcome_code VARCHAR, hold_s INTEGER)");
        assertThatThrownBy(() -> database.value("SELECT AHT() FROM interactions"))
                .hasMessage("AHT() cannot be computed from interactions: Column 'talk_s' not found; map that column, or"
                        + " give the arguments yourself");
    }

    @Test
    void theFirstContactOfATicketIsItsCreationWhereNothingElseIsKnown() throws SQLException {
        database.duckDb("CREATE TABLE tickets AS SELECT * FROM (VALUES"
                + " (TIMESTAMP '2025-01-01 00:00:00', TIMESTAMP '2025-01-01 20:00:00'),"
                + " (TIMESTAMP '2025-01-01 00:00:00', TIMESTAMP '2025-01-03 00:00:00')) t(created_at, resolved_at)");
        assertThat(database.value("SELECT RESOLUTION_RATE() FROM tickets")).isEqualTo(50.0);
        assertThat(database.value("SELECT RESOLUTION_RATE(48) FROM tickets")).isEqualTo(100.0);
    }

    @Test
    void literalsOfAKpiWithSeveralColumnsAreItsOptions() throws SQLException {
        database.duckDb("CREATE TABLE interactions AS SELECT 'VOICE' AS channel_code, 'INBOUND' AS direction_code, *"
                + " FROM (VALUES ('ANSWERED', 50), ('ANSWERED', 70), ('ABANDONED', 3)) t(outcome_code, queue_wait_s)");
        assertThat(database.value("SELECT SERVICE_LEVEL(60, 'ALL_NEGATIVE') FROM interactions"))
                .isEqualTo(100.0 / 3);
    }

    @Test
    void noAbandonedCallIsShortWhereTheLimitIsZero() throws SQLException {
        database.duckDb("CREATE TABLE interactions AS SELECT 'VOICE' AS channel_code, 'INBOUND' AS direction_code, *"
                + " FROM (VALUES ('ANSWERED', 0), ('ABANDONED', 0), ('ABANDONED', 9)) t(outcome_code, queue_wait_s)");
        assertThat(database.value("SELECT SERVICE_LEVEL(short_s => 0) FROM interactions"))
                .isEqualTo(database.value("SELECT SERVICE_LEVEL(sl_method => 'ALL_NEGATIVE') FROM interactions"))
                .isEqualTo(100.0 / 3);
        assertThat(database.value("SELECT ABANDON_RATE(short_s => 0) FROM interactions"))
                .isEqualTo(200.0 / 3);
    }
}
