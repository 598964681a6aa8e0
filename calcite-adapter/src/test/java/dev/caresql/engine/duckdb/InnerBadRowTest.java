package dev.caresql.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value that fails inside a mapping's query sets the rows of the source aside where it stands, and no others. */
class InnerBadRowTest {
    private static final String CELLS = "SELECT source_name, file_name, line_no, column_name, bad_value, rule_code"
            + " FROM data_quality ORDER BY 1, 2, 3, 4";
    private static final String CALLS = "id,agent,secs,kind\n1,1,10,y\n2,x,20,y\n3,2,zz,y\n4,2,40,n\n5,2,oops,n\n";

    @TempDir
    private Path folder;

    private TestingModel model;

    @BeforeEach
    void createModel() throws IOException {
        model = new TestingModel(folder)
                .file("calls.csv", CALLS)
                .file("agents.csv", "agent_no,team,level\n1,red,3\n2,blue,bad\n");
    }

    private List<String> interactions(String feed) throws IOException, SQLException {
        model.file("caresql.yaml", """
                model: m
                sources: {calls: {file: calls.csv}, agents: {file: agents.csv}}
                tables: {interactions: {%s}}
                """.formatted(feed));
        return model.query("SELECT interaction_id, talk_s FROM interactions ORDER BY 1");
    }

    @Test
    void inADerivedTable() throws Exception {
        assertThat(interactions("from: '(SELECT id, kind, CAST(secs AS INTEGER) AS n FROM calls) c',"
                        + " columns: {interaction_id: id, talk_s: n}"))
                .containsExactly("1|10", "2|20", "4|40");
        assertThat(model.query(CELLS))
                .containsExactly("calls|calls.csv|4|secs|zz|NOT_INTEGER", "calls|calls.csv|6|secs|oops|NOT_INTEGER");
        assertThat(model.query("SELECT row_text FROM data_quality ORDER BY line_no"))
                .containsExactly("3,2,zz,y", "5,2,oops,n");
    }

    @Test
    void exceptWhereAFilterLeavesTheRowOutAnyway() throws Exception {
        for (String from : List.of(
                "from: \"(SELECT id, CAST(secs AS INTEGER) AS n FROM calls WHERE kind = 'y') c\"",
                "from: '(SELECT id, kind, CAST(secs AS INTEGER) AS n FROM calls) c', where: \"kind = 'y'\"",
                "from: '(SELECT id, kind, secs AS n FROM calls) c', where: \"kind = 'y' AND CAST(n AS INTEGER) > 0\"")) {
            assertThat(interactions(from + ", columns: {interaction_id: id, talk_s: n}"))
                    .containsExactly("1|10", "2|20");
            assertThat(model.query(CELLS)).containsExactly("calls|calls.csv|4|secs|zz|NOT_INTEGER");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "from: calls, where: CAST(secs AS INTEGER) >= 20; 2|20,4|40",
                "from: calls, where: 10 + secs >= 30; 2|20,4|40",
                "from: calls, groupBy: id; 1|10,2|20,4|40"
            })
    void inConditionsAndGroups(String feed, String rows) throws Exception {
        String value = feed.contains("groupBy") ? "SUM(CAST(secs AS INTEGER))" : "secs";
        assertThat(interactions(feed + ", columns: {interaction_id: id, talk_s: " + value + "}"))
                .containsExactly(rows.split(","));
        assertThat(model.query(CELLS)).hasSize(2).allMatch(row -> row.startsWith("calls|calls.csv|"));
    }

    @Test
    void inWindows() throws Exception {
        assertThat(interactions("from: calls, columns: {interaction_id: id,"
                        + " talk_s: SUM(CAST(secs AS INTEGER)) OVER (ORDER BY CAST(id AS INTEGER))}"))
                .containsExactly("1|10", "2|30", "4|70");
        assertThat(model.query(CELLS)).hasSize(2).contains("calls|calls.csv|6|secs|oops|NOT_INTEGER");
    }

    @Test
    void inAJoinsCondition() throws Exception {
        assertThat(interactions("from: calls JOIN agents ON CAST(calls.agent AS INTEGER) = CAST(agent_no AS INTEGER),"
                        + " where: \"kind = 'y'\", columns: {interaction_id: \"id || team\", talk_s: secs}"))
                .containsExactly("1red|10");
        assertThat(model.query(CELLS))
                .containsExactly("calls|calls.csv|3|agent|x|NOT_INTEGER", "calls|calls.csv|4|talk_s|zz|NOT_INTEGER");
    }

    @Test
    void ofJoinedRowsStandWhereTheirSourceHasThem() throws Exception {
        assertThat(interactions("from: calls LEFT JOIN agents ON agent = agent_no,"
                        + " columns: {interaction_id: id, talk_s: secs, transfer_count: level}"))
                .containsExactly("1|10", "2|20");
        assertThat(model.query(CELLS))
                .containsExactly(
                        "agents|agents.csv|3|transfer_count|bad|NOT_INTEGER",
                        "calls|calls.csv|4|talk_s|zz|NOT_INTEGER",
                        "calls|calls.csv|6|talk_s|oops|NOT_INTEGER");
    }

    @Test
    void ofADistinctJoinKeepTheirMeaning() throws Exception {
        model.file("agents.csv", "agent_no,team,level\n1,red,3\n1,red,3\n2,blue,4\n");
        assertThat(interactions("from: calls JOIN (SELECT DISTINCT * FROM agents) a ON agent = agent_no,"
                        + " columns: {interaction_id: id, talk_s: secs, transfer_count: level}"))
                .containsExactly("1|10", "4|40");
        assertThat(model.query("SELECT bad_value FROM data_quality ORDER BY 1")).containsExactly("oops", "zz");
    }

    @Test
    void stopTheImportWhenTheModelSaysSo() {
        assertThatThrownBy(() -> interactions("from: '(SELECT id, CAST(secs AS INTEGER) AS n FROM calls) c',"
                        + " columns: {interaction_id: id, talk_s: n}}}\nonBadRow: error\nkpis: [] #"))
                .isInstanceOf(CareSqlException.class)
                .hasMessageStartingWith("calls.csv:4: column 'secs' cannot take 'zz' (NOT_INTEGER)")
                .extracting(e -> ((CareSqlException) e).code())
                .isEqualTo(ErrorCode.BAD_ROW);
    }
}
