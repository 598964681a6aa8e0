package dev.caresql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What results and prepared statements tell about their columns and parameters. */
class ResultMetadataTest extends ConnectedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT * FROM customers | care.customers.customer_id customer_id, care.customers.segment segment",
                "SELECT SEGMENT AS \"Seg ment\" FROM customers c | care.customers.segment Seg ment",
                "SELECT s.score, c.segment x, score + 1 y FROM survey_responses s JOIN customers c"
                        + " ON c.customer_id = s.customer_id"
                        + " | care.survey_responses.score score, care.customers.segment x, ..y y",
                "SELECT x FROM (SELECT score AS x FROM survey_responses) t | care.survey_responses.score x",
                "SELECT t.n, t.x, k.s FROM (SELECT score AS x, COUNT(*) AS n FROM survey_responses GROUP BY score) t"
                        + " LEFT JOIN (SELECT DISTINCT segment AS s FROM customers ORDER BY 1 LIMIT 1) k ON TRUE"
                        + " | ..n n, care.survey_responses.score x, care.customers.segment s",
                "SELECT x FROM (SELECT score AS x FROM survey_responses UNION ALL SELECT 1) t | ..x x",
                "SELECT x FROM (SELECT score + 1 AS x FROM survey_responses) t | ..x x",
                "SELECT m FROM (SELECT month_start AS m, nps FROM kpis) t | care.kpis.month_start m",
                "WITH t AS (SELECT customer_id, NPS(score) AS nps FROM survey_responses GROUP BY customer_id)"
                        + " SELECT customer_id, nps FROM t"
                        + " | care.survey_responses.customer_id customer_id, ..nps nps",
                "SELECT month_start, AVG(nps) AS n FROM kpis GROUP BY month_start"
                        + " | care.kpis.month_start month_start, ..n n",
                "SELECT table_name FROM information_schema.tables ORDER BY remarks LIMIT 1"
                        + " | information_schema.tables.table_name table_name",
                "SELECT COUNT(*) FROM customers | ..EXPR$0 EXPR$0",
                "SELECT customer_id FROM customers UNION SELECT 'z' | ..customer_id customer_id",
                "VALUES (1, 'a') | ..EXPR$0 EXPR$0, ..EXPR$1 EXPR$1",
                "EXPLAIN PLAN FOR SELECT score FROM survey_responses | ..PLAN PLAN"
            })
    void columnsNameTheirOrigins(String sql, String expected) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql);
                PreparedStatement prepared = connection.prepareStatement(sql)) {
            assertThat(origins(result.getMetaData())).isEqualTo(expected);
            assertThat(origins(prepared.getMetaData())).isEqualTo(expected);
        }
    }

    private static String origins(ResultSetMetaData columns) throws SQLException {
        List<String> origins = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            origins.add(columns.getSchemaName(i) + "." + columns.getTableName(i) + "." + columns.getColumnName(i) + " "
                    + columns.getColumnLabel(i));
            assertThat(columns.getCatalogName(i)).isEmpty();
        }
        return String.join(", ", origins);
    }

    @Test
    void aColumnIsFoundByItsLabelFirstAndThenByItsName() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT customer_id AS segment, segment AS x FROM customers ORDER BY 1")) {
            assertThat(result.findColumn("SEGMENT")).isEqualTo(1);
            assertThat(result.findColumn("X")).isEqualTo(2);
            assertThat(result.findColumn("customer_id")).isEqualTo(1);
        }
    }

    /** Type, precision, scale, display size, signedness, whether case counts, class. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TRUE | 16 BOOLEAN 1 0 5 false false java.lang.Boolean",
                "CAST(1 AS SMALLINT) | 5 SMALLINT 5 0 6 true false java.lang.Integer",
                "1 | 4 INTEGER 10 0 11 true false java.lang.Integer",
                "CAST(1 AS BIGINT) | -5 BIGINT 19 0 20 true false java.lang.Long",
                "1e0 | 8 DOUBLE 15 0 24 true false java.lang.Double",
                "CAST(1 AS DECIMAL(12, 3)) | 3 DECIMAL 12 3 14 true false java.math.BigDecimal",
                "CAST(1 AS DECIMAL(12, 0)) | 3 DECIMAL 12 0 13 true false java.math.BigDecimal",
                "CAST('a' AS VARCHAR(7)) | 12 VARCHAR 7 0 7 false true java.lang.String",
                "CAST('a' AS VARCHAR) | 12 VARCHAR 65535 0 65535 false true java.lang.String",
                "DATE '2026-01-01' | 91 DATE 10 0 10 false false java.sql.Date",
                "CAST('10:00:00' AS TIME) | 92 TIME 15 6 15 false false java.sql.Time",
                "LOCALTIMESTAMP | 93 TIMESTAMP 26 6 26 false false java.sql.Timestamp"
            })
    void typesHaveSizes(String expression, String expected) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT " + expression + " AS x FROM customers WHERE ? = 'a'")) {
            ResultSetMetaData columns = statement.getMetaData();
            assertThat(List.of(
                            columns.getColumnType(1),
                            columns.getColumnTypeName(1),
                            columns.getPrecision(1),
                            columns.getScale(1),
                            columns.getColumnDisplaySize(1),
                            columns.isSigned(1),
                            columns.isCaseSensitive(1),
                            columns.getColumnClassName(1)))
                    .extracting(String::valueOf)
                    .containsExactly(expected.split(" "));
            assertThat(columns.isCurrency(1)).isFalse();
            assertThat(columns.isReadOnly(1)).isTrue();
            assertThat(columns.isAutoIncrement(1)).isFalse();
        }
    }

    @Test
    void nullabilityIsThatOfTheExpression() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT COUNT(*), 1, MAX(score), NPS(score) FROM survey_responses")) {
            ResultSetMetaData columns = statement.getMetaData();
            assertThat(columns.isNullable(1)).isEqualTo(ResultSetMetaData.columnNoNulls);
            assertThat(columns.isNullable(2)).isEqualTo(ResultSetMetaData.columnNoNulls);
            assertThat(columns.isNullable(3)).isEqualTo(ResultSetMetaData.columnNullable);
            assertThat(columns.isNullable(4)).isEqualTo(ResultSetMetaData.columnNullable);
        }
    }

    @Test
    void parametersHaveTheTypesOfTheirPlaces() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT CAST(? AS DECIMAL(9, 2)) FROM survey_responses WHERE score > ? AND responded_at < ?"
                        + " AND comment_text = ? LIMIT ?")) {
            ParameterMetaData parameters = statement.getParameterMetaData();
            assertThat(parameters.getParameterCount()).isEqualTo(5);
            int[] types = {Types.DECIMAL, Types.INTEGER, Types.TIMESTAMP, Types.VARCHAR, Types.INTEGER};
            for (int i = 1; i <= types.length; i++) {
                assertThat(parameters.getParameterType(i)).as("parameter " + i).isEqualTo(types[i - 1]);
                assertThat(parameters.isNullable(i)).isEqualTo(ParameterMetaData.parameterNullable);
                assertThat(parameters.getParameterMode(i)).isEqualTo(ParameterMetaData.parameterModeIn);
            }
            assertThat(parameters.getPrecision(1)).isEqualTo(9);
            assertThat(parameters.getScale(1)).isEqualTo(2);
            assertThat(parameters.isSigned(2)).isTrue();
            assertThat(parameters.isSigned(4)).isFalse();
            assertThat(parameters.getParameterTypeName(3)).isEqualTo("TIMESTAMP");
            assertThat(parameters.getParameterClassName(2)).isEqualTo("java.lang.Integer");
        }
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1")) {
            assertThat(statement.getParameterMetaData().getParameterCount()).isZero();
        }
    }
}
