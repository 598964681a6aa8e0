package dev.caresql.jdbc;

import static dev.caresql.jdbc.TestingModel.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class QueryTest extends ConnectedTest {
    @Test
    void driverManagerFindsTheDriverAndAnswersWithKpis() throws SQLException {
        assertThat(rows(connection, "SELECT NPS() AS nps, NPS(score) AS same FROM survey_responses"))
                .containsExactly("25.0|25.0");
    }

    @Test
    void kpisAreGroupedOverJoins() throws SQLException {
        assertThat(rows(
                        connection,
                        "SELECT c.segment, NPS(s.score) FROM survey_responses s JOIN customers c"
                                + " ON s.customer_id = c.customer_id GROUP BY c.segment ORDER BY 1"))
                .containsExactly("gold|100.0", "silver|-100.0", "null|0.0");
    }

    @Test
    void selectWithoutTablesWorks() throws SQLException {
        assertThat(rows(connection, "SELECT 1")).containsExactly("1");
    }

    @Test
    void commentsAndSemicolonsAreFine() throws SQLException {
        assertThat(rows(connection, "-- all\nSELECT COUNT(*) /* of them */ FROM survey_responses; -- done"))
                .containsExactly("4");
    }

    @Test
    void identifiersAreFoundInAnyCaseQuotedOrNot() throws SQLException {
        assertThat(rows(connection, "SELECT MAX(\"SCORE\") FROM \"Care\".Survey_Responses"))
                .containsExactly("10");
    }

    @Test
    void explainAnswersRowsOfOneColumnNamedPlan() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("EXPLAIN PLAN FOR SELECT NPS() FROM survey_responses")) {
            assertThat(result.getMetaData().getColumnCount()).isEqualTo(1);
            assertThat(result.getMetaData().getColumnLabel(1)).isEqualTo("PLAN");
            assertThat(rows(result))
                    .startsWith("way: direct, one statement", "sql:")
                    .hasSizeGreaterThan(2);
        }
    }

    @Test
    void twoResultsOfOneConnectionAreReadSideBySide() throws SQLException {
        try (Statement first = connection.createStatement();
                Statement second = connection.createStatement();
                ResultSet one = first.executeQuery("SELECT response_id FROM survey_responses ORDER BY 1");
                ResultSet two = second.executeQuery("SELECT score FROM survey_responses ORDER BY 1")) {
            assertThat(one.next()).isTrue();
            assertThat(two.next()).isTrue();
            assertThat(one.getString(1) + two.getInt(1)).isEqualTo("13");
            assertThat(one.next()).isTrue();
            assertThat(two.next()).isTrue();
            assertThat(one.getString(1) + two.getInt(1)).isEqualTo("27");
        }
    }

    @Test
    void maxRowsHoldsForBothKindsOfStatement() throws SQLException {
        String sql = "SELECT score FROM survey_responses ORDER BY score";
        try (Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement(sql)) {
            statement.setMaxRows(2);
            prepared.setMaxRows(2);
            prepared.setFetchSize(0);
            assertThat(rows(statement.executeQuery(sql))).containsExactly("3", "7");
            assertThat(rows(prepared.executeQuery())).containsExactly("3", "7");
            prepared.setMaxRows(0);
            assertThat(rows(prepared.executeQuery())).hasSize(4);
        }
    }

    @Test
    void closingTheConnectionClosesItsStatements() throws SQLException {
        Connection other = model.connect();
        Statement statement = other.createStatement();
        other.close();
        assertThat(statement.isClosed()).isTrue();
        assertThat(other.isValid(1)).isFalse();
    }

    @Test
    void transactionsAreAcceptedAndDoNothing() throws SQLException {
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(connection.isReadOnly()).isTrue();
        connection.commit();
        connection.rollback();
        connection.setReadOnly(false);
        assertThat(connection.isReadOnly()).isTrue();
        assertThat(connection.isValid(1)).isTrue();
        assertThat(connection.getSchema()).isEqualTo("care");
        assertThat(connection.getCatalog()).isNull();
    }
}
