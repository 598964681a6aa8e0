package dev.caresql.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CareSchemaFactoryTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeModel() throws IOException {
        Files.writeString(folder.resolve("answers.csv"), """
                id,kind,score,terminal,answered
                1,NPS,10,T1,2025-01-01 10:00:00
                2,NPS,9,T1,2025-01-02 10:00:00
                3,NPS,3,T1,2025-01-03 10:00:00
                4,NPS,7,T2,2025-01-04 10:00:00
                5,NPS,11,T2,2025-01-05 10:00:00
                6,NPS,,T2,2025-01-06 10:00:00
                """);
        Files.writeString(folder.resolve("caresql.yaml"), """
                model: airport
                sources:
                  answers:
                    file: answers.csv
                tables:
                  survey_responses:
                    from: answers
                    columns: {response_id: id, survey_type: kind, score: score, responded_at: answered}
                    extra: {terminal: terminal}
                """);
        Files.writeString(folder.resolve("model.json"), """
                {"version": "1.0", "defaultSchema": "care", "schemas": [{"name": "care", "type": "custom",
                 "factory": "dev.caresql.schema.CareSchemaFactory", "operand": {"caresql": "caresql.yaml"}}]}
                """);
    }

    @Test
    void aStockCalciteConnectionAnswersKpis() throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT \"terminal\", NPS(\"score\") AS nps, COUNT(*) AS n"
                        + " FROM \"survey_responses\" GROUP BY \"terminal\" ORDER BY \"terminal\"")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getDouble("NPS")).isEqualTo(100.0 / 3);
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("T2");
            assertThat(rows.getDouble(2)).isZero();
            assertThat(rows.getLong(3)).isEqualTo(3);
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void totalsArePooledAndFiltersHold() throws SQLException {
        try (Connection connection = connect(";caseSensitive=false;lex=JAVA");
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT terminal, NPS(score), NPS(score) FILTER (WHERE score > 5)"
                                + " FROM survey_responses GROUP BY ROLLUP(terminal) HAVING terminal IS NULL")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getDouble(2)).isEqualTo(25.0);
            assertThat(rows.getDouble(3)).isEqualTo(200.0 / 3);
        }
    }

    @Test
    void anUnknownOperandIsNamed() throws IOException {
        Path model = folder.resolve("model.json");
        Files.writeString(model, Files.readString(model).replace("\"caresql\":", "\"caresq\":"));
        assertThatThrownBy(() -> connect("").close())
                .hasRootCauseMessage("Schema care: unknown operand 'caresq'; did you mean 'caresql'?");
    }

    private Connection connect(String properties) throws SQLException {
        return DriverManager.getConnection("jdbc:calcite:model=" + folder.resolve("model.json") + properties);
    }
}
