package dev.caresql.clients.spark;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class SparkIT {
    private static final Path COMPANY =
            Path.of("..", "..", "..", "examples", "company").toAbsolutePath().normalize();
    private static final String URL =
            "jdbc:caresql:" + COMPANY + ";snapshotFolder=" + requireNonNull(System.getProperty("caresql.snapshots"));

    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = SparkSession.builder()
                .master("local[1]")
                .appName("caresql")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static Dataset<Row> read(String option, String value) {
        return spark.read()
                .format("jdbc")
                .option("url", URL)
                .option("driver", "dev.caresql.jdbc.CareDriver")
                .option(option, value)
                .load();
    }

    @Test
    void aQueryOfKpisIsADataset() throws SQLException {
        Dataset<Row> kpis = read(
                "query",
                "SELECT team_id, NPS() AS nps FROM survey_responses WHERE team_id IS NOT NULL GROUP BY team_id");
        Map<String, Double> actual = new LinkedHashMap<>();
        kpis.filter("nps > -1000").collectAsList().forEach(row -> actual.put(row.getString(0), row.getDouble(1)));
        assertSame(
                actual,
                "SELECT team_id, 100.0 * (count(CASE WHEN score >= 9 THEN 1 END) - count(CASE WHEN score <= 6 THEN 1 END))"
                        + " / count(*) FROM survey_responses.csv WHERE survey_type = 'NPS' AND score BETWEEN 0 AND 10"
                        + " AND team_id IS NOT NULL GROUP BY team_id");
    }

    @Test
    void aTableHasItsTypesAndAllItsRows() throws SQLException {
        Dataset<Row> responses = read("dbtable", "care.survey_responses");
        StructType schema = responses.schema();
        assertThat(schema.apply("score").dataType()).isEqualTo(DataTypes.IntegerType);
        assertThat(schema.apply("response_id").dataType().typeName()).isIn("string", "varchar(65535)");
        assertThat(schema.apply("responded_at").dataType().typeName()).startsWith("timestamp");
        assertThat(schema.apply("business_date").dataType()).isEqualTo(DataTypes.DateType);
        assertThat((double) responses.count())
                .isEqualTo(
                        byHand("SELECT 'n', count(*) FROM survey_responses.csv").get("n"));
        Map<String, Double> actual = new LinkedHashMap<>();
        responses
                .filter("survey_type = 'CSAT' AND score IS NOT NULL AND business_date >= DATE '2025-07-01'")
                .groupBy("channel_code")
                .avg("score")
                .collectAsList()
                .forEach(row -> actual.put(row.getString(0), row.getDouble(1)));
        assertSame(
                actual,
                "SELECT channel_code, avg(score) FROM survey_responses.csv WHERE survey_type = 'CSAT' AND score IS NOT NULL"
                        + " AND responded_at >= '2025-07-01' GROUP BY channel_code");
    }

    @Test
    void partitionsReadEachRowOnce() throws SQLException {
        Dataset<Row> parts = spark.read()
                .format("jdbc")
                .option("url", URL)
                .option("driver", "dev.caresql.jdbc.CareDriver")
                .option("dbtable", "care.survey_responses")
                .option("partitionColumn", "business_date")
                .option("lowerBound", "2025-01-01")
                .option("upperBound", "2025-12-31")
                .option("numPartitions", "4")
                .load();
        assertThat(parts.rdd().getNumPartitions()).isEqualTo(4);
        assertThat((double) parts.count())
                .isEqualTo(
                        byHand("SELECT 'n', count(*) FROM survey_responses.csv").get("n"));
    }

    private static void assertSame(Map<String, Double> actual, String sql) throws SQLException {
        Map<String, Double> byHand = byHand(sql);
        assertThat(actual).isNotEmpty().containsOnlyKeys(byHand.keySet());
        byHand.forEach(
                (key, value) -> assertThat(actual.get(key)).as(key).isNotNull().isEqualTo(value, within(1e-9)));
    }

    private static Map<String, Double> byHand(String sql) throws SQLException {
        String files =
                sql.replaceAll("(\\w+\\.csv)", "read_csv('" + COMPANY.resolve("data") + "/$1', sample_size = -1)");
        Map<String, Double> values = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(files)) {
            while (rows.next()) {
                values.put(rows.getString(1), rows.getDouble(2));
            }
        }
        return values;
    }
}
