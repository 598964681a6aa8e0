package dev.caresql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A KPI over joins is what a person writes by hand over the rows of its own table. */
class FanOutTest {
    private static final String SCORES = "100.0 * (count(*) FILTER (WHERE score >= 9) - count(*) FILTER (WHERE score <= 6))"
            + " / nullif(count(score), 0)";

    private TestingDatabase database;

    @BeforeEach
    void openDatabase() throws SQLException {
        database = new TestingDatabase(KpiCatalogLoader.load(List.of(), new Problems())).asOf("2025-06-01T00:00:00Z");
        database.duckDb("CREATE TABLE survey_responses AS SELECT 'r' || i AS response_id, 'c' || (i * i % 7) AS"
                + " customer_id, 'a' || (i % 4) AS agent_id, 'NPS' AS survey_type, CAST(i * 7 % 11 AS INTEGER) AS score,"
                + " TIMESTAMP '2025-01-01 00:00:00' + INTERVAL 1 HOUR * (i // 2) AS responded_at FROM range(40) t(i)");
        database.duckDb("CREATE TABLE tickets AS SELECT 't' || i AS ticket_id, 'c' || (i % 5) AS customer_id,"
                + " 'P' || (i % 3) AS priority_code, TIMESTAMP '2025-01-01 00:00:00' + INTERVAL 1 HOUR * i AS created_at"
                + " FROM range(17) t(i)");
        database.duckDb("CREATE TABLE orders AS SELECT 'o' || i AS order_id, 'c' || (i % 6) AS customer_id"
                + " FROM range(13) t(i)");
        database.duckDb("CREATE TABLE customers AS SELECT 'c' || i AS customer_id, 'S' || (i % 2) AS segment_code"
                + " FROM range(9) t(i)");
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }
}
