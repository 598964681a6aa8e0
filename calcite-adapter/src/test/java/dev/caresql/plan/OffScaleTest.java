package dev.caresql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.engine.ProgressListener;
import dev.caresql.engine.duckdb.SnapshotSettings;
import dev.caresql.model.ModelSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values off the scale of a KPI are in data_quality beside the rows that were set aside, each once. */
class OffScaleTest {
    private static final String VALUES =
            "SELECT table_name, column_name, bad_value, rule_code, row_text FROM metadata.data_quality ORDER BY 1, 5, 3";

    @TempDir
    private Path folder;

    private List<String> query(String model, String sql) throws IOException, SQLException {
        Files.writeString(folder.resolve("surveys.csv"), """
                id,type,score
                1,NPS,10
                2,NPS,11
                3,NPS,
                4,CSAT,5
                5,CSAT,6
                6,CES,7
                7,CES,0
                8,CUSTOM,99
                9,NPS,bad
                """);
        Files.writeString(folder.resolve("calls.csv"), """
                id,channel,direction,wait,outcome
                a,VOICE,INBOUND,-1,ANSWERED
                b,VOICE,INBOUND,0,ANSWERED
                c,CHAT,INBOUND,-1,ANSWERED
                """);
        Files.writeString(folder.resolve("caresql.yaml"), model);
        DatabaseSettings settings = new DatabaseSettings(folder, ModelSettings.DEFAULT, SnapshotSettings.DEFAULT);
        try (CareDatabase database = CareDatabase.open(settings, ProgressListener.NONE);
                Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        database.plan(sql, database.asOf()).sql().text())) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", row));
            }
            return rows;
        }
    }

    private static final String SURVEYS = """
            model: m
            sources: {s: {file: surveys.csv}, c: {file: calls.csv}}
            tables:
              survey_responses: {from: s, columns: {response_id: id, survey_type: type, score: score}}
            """;

    @Test
    void areCountedByTheScaleOfTheirOwnSurvey() throws Exception {
        assertThat(query(SURVEYS, VALUES))
                .containsExactly(
                        "survey_responses|score|bad|NOT_INTEGER|9,NPS,bad",
                        "survey_responses|score|11|OFF_SCALE|response_id=2",
                        "survey_responses|score|6|OFF_SCALE|response_id=5",
                        "survey_responses|score|0|OFF_SCALE|response_id=7");
        assertThat(query(SURVEYS, "SELECT COUNT(*), NPS(), CSAT() FROM survey_responses"))
                .containsExactly("8|100.0|100.0");
    }

    @Test
    void areFoundInEveryTableAndOnlyWhereAKpiIsBound() throws Exception {
        String calls = "  interactions: {from: c, columns: {interaction_id: id, channel_code: channel,"
                + " direction_code: direction, queue_wait_s: wait, outcome_code: outcome}}\n";
        assertThat(query(SURVEYS + calls, VALUES))
                .hasSize(5)
                .contains("interactions|queue_wait_s|-1|OFF_SCALE|interaction_id=a");
    }

    @Test
    void followAKpiOfTheUser() throws Exception {
        Files.writeString(folder.resolve("my.yaml"), """
                kpis:
                  - name: MY_SCORE
                    parameters: {score: integer, most: {type: integer, default: 50}}
                    valid: score <= most AND score IS NOT NULL
                    formula: AVG(score)
                    binding: {table: survey_responses, where: "survey_type = 'CUSTOM'", time: responded_at, arguments: {score: score}}
                    unit: points
                """);
        assertThat(query(SURVEYS + "kpis: my.yaml\n", VALUES + " FETCH FIRST 9 ROWS ONLY"))
                .hasSize(5)
                .contains("survey_responses|score|99|OFF_SCALE|response_id=8");
    }

    @Test
    void ordersOfNoAmountAreOnTheirScale() throws Exception {
        Files.writeString(folder.resolve("orders.csv"), "id,amount,cost\n1,0,0\n2,100,60\n3,-5,0\n");
        String orders =
                "sources: {o: {file: orders.csv}}\ntables:\n  orders: {from: o, columns: {order_id: id, net_amount:"
                        + " amount, cogs_amount: cost}}\n";
        assertThat(query("model: m\n" + orders, VALUES)).isEmpty();
        assertThat(query("model: m\n" + orders, "SELECT MEAN_ORDER_MARGIN() FROM orders"))
                .as("only the second has a margin")
                .containsExactly("40.0");
    }

    @Test
    void areNotThoseOfRowsThatAKpiDoesNotChoose() throws Exception {
        Files.writeString(folder.resolve("my.yaml"), """
                kpis:
                  - name: MY_TALK
                    parameters: {type: varchar, score: integer}
                    valid: type = 'CSAT' AND score IS NULL
                    formula: COUNT(*)
                    binding: {table: survey_responses, time: responded_at, arguments: {type: survey_type, score: score}}
                    unit: count
                """);
        assertThat(query(SURVEYS + "kpis: my.yaml\n", VALUES + " FETCH FIRST 9 ROWS ONLY"))
                .hasSize(4);
    }
}
