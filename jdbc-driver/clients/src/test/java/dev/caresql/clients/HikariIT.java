package dev.caresql.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class HikariIT {
    private static HikariDataSource pool;

    @BeforeAll
    static void open() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(Company.URL);
        config.setDriverClassName("dev.caresql.jdbc.CareDriver");
        config.setMaximumPoolSize(3);
        config.setReadOnly(true);
        pool = new HikariDataSource(config);
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @Test
    void manyThreadsGetTheSameNumbers() throws Exception {
        Map<String, Double> byHand = Company.byHand(Company.NPS_BY_TEAM_BY_HAND);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<Map<String, Double>>> answers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                answers.add(threads.submit(HikariIT::npsByTeam));
            }
            for (Future<Map<String, Double>> answer : answers) {
                Numbers.assertSame(answer.get(60, TimeUnit.SECONDS), byHand);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isBetween(1, 3);
    }

    private static Map<String, Double> npsByTeam() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return Company.byKey(
                    connection,
                    "SELECT team_id, NPS() FROM survey_responses WHERE team_id IS NOT NULL GROUP BY team_id");
        }
    }

    @Test
    void aConnectionThatFailedComesBackUsable() throws SQLException {
        for (int i = 0; i < 4; i++) {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                assertThatThrownBy(() -> statement.executeQuery("SELECT nosuch FROM tickets"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("nosuch");
            }
        }
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(connection.isReadOnly()).isTrue();
            assertThat(Company.byKey(connection, "SELECT 'one', 1")).containsEntry("one", 1.0);
        }
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }
}
