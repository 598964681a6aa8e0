package dev.caresql.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value that fails where rows of sources have been combined sets the combined row aside, with its place in the files. */
class QueryBadRowTest {
    private static final String CELLS =
            "SELECT file_name, line_no, column_name, bad_value, rule_code" + " FROM data_quality ORDER BY 1, 2, 3, 4";
    private static final String BOTH = "CAST(secs || level AS INTEGER) > 5";
    private static final List<String> PAIRS = List.of(
            "calls.csv|4|secs, level|zz, bad|NOT_INTEGER",
            "calls.csv|5|secs, level|40, bad|NOT_INTEGER",
            "calls.csv|6|secs, level|oops, bad|NOT_INTEGER");
    private static final String UNITED = "(SELECT id, secs FROM calls UNION ALL SELECT id, secs FROM more) u";
    private static final List<String> OF_UNION = List.of(
            "calls.csv|4|secs|zz|NOT_INTEGER", "calls.csv|6|secs|oops|NOT_INTEGER", "more.csv|3|secs|late|NOT_INTEGER");
    private static final List<String> OUTER = List.of(
            "calls.csv|4|secs|zz|NOT_INTEGER", "calls.csv|5|secs|40|NOT_INTEGER", "calls.csv|6|secs|oops|NOT_INTEGER");
    private static final String LEVEL = "agents.csv|3|level|bad|NOT_INTEGER";

    @TempDir
    private Path folder;

    private TestingModel model;

    @BeforeEach
    void createModel() throws IOException {
        model = new TestingModel(folder)
                .file("calls.csv", "id,agent,secs,kind\n1,1,10,y\n2,x,20,y\n3,2,zz,y\n4,2,40,n\n5,2,oops,n\n")
                .file("agents.csv", "agent_no,team,level\n1,red,3\n2,blue,bad\n")
                .file("teams.csv", "agent,team,level\n1,red,3\n2,blue,bad\n")
                .file("more.csv", "id,secs\n6,60\n7,late\n");
    }

    private List<String> interactions(String feed, String talk) throws IOException, SQLException {
        model.calls(feed, talk, "keep");
        return model.query("SELECT interaction_id, talk_s FROM interactions ORDER BY 1");
    }

    static Stream<Arguments> feeds() {
        return Stream.of(
                // A condition or a value that reads two sources.
                Arguments.of("from: calls JOIN agents ON agent = agent_no; where: " + BOTH, "7", List.of("1|7"), PAIRS),
                Arguments.of(
                        "from: calls, agents; where: agent = agent_no AND kind = 'y' AND " + BOTH,
                        "7",
                        List.of("1|7"),
                        PAIRS.subList(0, 1)),
                Arguments.of(
                        "from: (SELECT id, CAST(secs || level AS INTEGER) AS n FROM calls JOIN agents"
                                + " ON agent = agent_no) c",
                        "n",
                        List.of("1|103"),
                        PAIRS),
                Arguments.of(
                        "from: calls JOIN agents ON agent = agent_no; groupBy: id",
                        "SUM(CAST(secs || level AS INTEGER))",
                        List.of("1|103"),
                        PAIRS),
                Arguments.of(
                        "from: calls JOIN agents ON agent = agent_no",
                        "SUM(CAST(secs || level AS INTEGER)) OVER (PARTITION BY agent)",
                        List.of("1|103"),
                        PAIRS),
                Arguments.of(
                        "from: calls JOIN agents ON agent = agent_no",
                        "CAST(secs || level AS INTEGER)",
                        List.of("1|103"),
                        PAIRS.stream()
                                .map(row -> row.replace("secs, level", "talk_s"))
                                .toList()),
                Arguments.of(
                        "from: calls; groupBy: id",
                        "CAST(MAX(secs) AS INTEGER)",
                        List.of("1|10", "2|20", "4|40"),
                        OF_UNION.subList(0, 2).stream()
                                .map(row -> row.replace("secs", "talk_s"))
                                .toList()),
                Arguments.of(
                        "from: (SELECT id, CAST(m AS INTEGER) AS n FROM (SELECT id, MAX(secs) AS m FROM calls"
                                + " GROUP BY id) g) c",
                        "n",
                        List.of("1|10", "2|20", "4|40"),
                        OF_UNION.subList(0, 2).stream()
                                .map(row -> row.replace("secs", "m"))
                                .toList()),
                // The engine knows that the CASE gives no NULL.
                Arguments.of(
                        "from: calls",
                        "CASE WHEN CAST(secs AS INTEGER) > 10 THEN 1 ELSE 0 END",
                        List.of("1|0", "2|1", "4|1"),
                        OF_UNION.subList(0, 2).stream()
                                .map(row -> row.replace("secs", "talk_s"))
                                .toList()),
                // A join's condition: an outer join gives no row without a partner in place of a pair that fails.
                Arguments.of("from: calls JOIN agents ON agent = agent_no AND " + BOTH, "7", List.of("1|7"), PAIRS),
                Arguments.of(
                        "from: calls LEFT JOIN agents ON agent = agent_no AND " + BOTH,
                        "CHAR_LENGTH(team)",
                        List.of("1|3", "2|null"),
                        PAIRS),
                Arguments.of(
                        "from: agents RIGHT JOIN calls ON agent = agent_no AND " + BOTH,
                        "CHAR_LENGTH(team)",
                        List.of("1|3", "2|null"),
                        PAIRS),
                Arguments.of(
                        "from: (SELECT COALESCE(id, team) AS id FROM calls FULL JOIN agents ON agent = agent_no AND "
                                + BOTH + ") c",
                        "7",
                        List.of("1|7", "2|7"),
                        PAIRS),
                Arguments.of(
                        "from: calls JOIN agents ON agent = agent_no AND kind = 'y' AND " + BOTH,
                        "7",
                        List.of("1|7"),
                        PAIRS.subList(0, 1)),
                Arguments.of(
                        "from: (SELECT u.id FROM " + UNITED + " LEFT JOIN agents ON CAST(secs AS INTEGER) = 20) c",
                        "7",
                        List.of("1|7", "2|7", "2|7", "4|7", "6|7"),
                        OF_UNION),
                // Above a UNION.
                Arguments.of(
                        "from: (SELECT id, CAST(secs AS INTEGER) AS n FROM " + UNITED + ") c",
                        "n",
                        List.of("1|10", "2|20", "4|40", "6|60"),
                        OF_UNION),
                Arguments.of(
                        "from: " + UNITED + "; where: CAST(secs AS INTEGER) > 20",
                        "7",
                        List.of("4|7", "6|7"),
                        OF_UNION),
                Arguments.of(
                        "from: (SELECT SUBSTRING(secs FROM 2) AS id, secs FROM " + UNITED + ") c; groupBy: id",
                        "SUM(CAST(secs AS INTEGER))",
                        List.of("0|130"),
                        OF_UNION),
                Arguments.of(
                        "from: (SELECT id, secs FROM calls UNION SELECT id, secs FROM more) u",
                        "secs",
                        List.of("1|10", "2|20", "4|40", "6|60"),
                        OF_UNION.stream()
                                .map(row -> row.replace("secs", "talk_s"))
                                .toList()),
                Arguments.of(
                        "from: (SELECT * FROM more UNION SELECT * FROM more) u",
                        "secs",
                        List.of("6|60"),
                        List.of("more.csv|3|talk_s|late|NOT_INTEGER")),
                // Inside a sub-query.
                Arguments.of(
                        "from: calls; where: agent IN (SELECT agent_no FROM agents WHERE CAST(level AS INTEGER) > 2)",
                        "7",
                        List.of("1|7"),
                        List.of(LEVEL)),
                Arguments.of(
                        "from: calls",
                        "(SELECT MAX(CAST(level AS INTEGER)) FROM agents)",
                        List.of("1|3", "2|3", "3|3", "4|3", "5|3"),
                        List.of(LEVEL)),
                Arguments.of(
                        "from: calls",
                        "(SELECT MAX(CAST(level AS INTEGER)) FROM agents WHERE agent_no = agent)",
                        List.of("1|3", "2|null", "3|null", "4|null", "5|null"),
                        List.of(LEVEL)),
                Arguments.of(
                        "from: calls; where: EXISTS (SELECT 1 FROM agents WHERE agent_no = agent AND " + BOTH + ")",
                        "7",
                        List.of("1|7"),
                        OUTER),
                Arguments.of(
                        "from: calls; where: NOT EXISTS (SELECT 1 FROM agents WHERE agent_no = agent AND " + BOTH + ")",
                        "7",
                        List.of("2|7"),
                        OUTER),
                Arguments.of(
                        "from: calls; where: kind = 'y' AND EXISTS (SELECT 1 FROM agents WHERE agent_no = agent AND "
                                + BOTH + ")",
                        "secs",
                        List.of("1|10"),
                        OUTER.subList(0, 1)),
                Arguments.of(
                        "from: calls; where: EXISTS (SELECT 1 FROM agents WHERE agent_no = CAST(agent AS INTEGER))",
                        "7",
                        List.of("1|7", "3|7", "4|7", "5|7"),
                        List.of("calls.csv|3|agent|x|NOT_INTEGER")),
                Arguments.of(
                        "from: (SELECT id, CASE WHEN CAST(secs AS INTEGER) > (SELECT MAX(CAST(level AS INTEGER))"
                                + " FROM agents) THEN 1 ELSE 0 END AS n FROM " + UNITED + ") c",
                        "n",
                        List.of("1|1", "2|1", "4|1", "6|1"),
                        Stream.concat(Stream.of(LEVEL), OF_UNION.stream()).toList()),
                Arguments.of(
                        "from: calls; where: CAST(agent AS INTEGER) IN (SELECT CAST(agent_no AS INTEGER) FROM agents)",
                        "7",
                        List.of("1|7", "3|7", "4|7", "5|7"),
                        List.of("calls.csv|3|agent|x|NOT_INTEGER")),
                Arguments.of(
                        "from: calls",
                        "CAST((SELECT MAX(level) FROM agents WHERE agent_no = agent) AS INTEGER)",
                        List.of("1|3", "2|null"),
                        Stream.of(4, 5, 6)
                                .map(line -> "calls.csv|" + line + "|talk_s|bad|NOT_INTEGER")
                                .toList()));
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void isSetAside(String feed, String talk, List<String> rows, List<String> cells) throws Exception {
        assertThat(interactions(feed, talk)).containsExactlyElementsOf(rows);
        assertThat(model.query(CELLS)).containsExactlyElementsOf(cells);
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void stopsTheImportWhenTheModelSaysSo(String feed, String talk, List<String> rows, List<String> cells)
            throws Exception {
        String[] first = cells.get(0).split("\\|");
        model.calls(feed, talk, "error");
        assertThatThrownBy(model::open)
                .isInstanceOf(CareSqlException.class)
                .hasMessageStartingWith(first[0] + ":" + first[1] + ": column '" + first[2] + "' cannot take '"
                        + first[3] + "' (" + first[4] + ") in the import of table interactions")
                .hasMessageContaining(
                        cells.size() > 1 ? "; " + (cells.size() - 1) + " more such rows" : "onBadRow: keep")
                .extracting(e -> ((CareSqlException) e).code())
                .isEqualTo(ErrorCode.BAD_ROW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "calls NATURAL JOIN teams",
                "calls JOIN (SELECT agent_no, level FROM agents) a ON agent = agent_no",
                "calls JOIN (SELECT DISTINCT * FROM agents) a ON agent = agent_no",
                "calls JOIN (SELECT agent_no, level FROM agents UNION SELECT agent, level FROM teams) a"
                        + " ON agent = agent_no",
                "calls JOIN (SELECT agent_no, level FROM agents ORDER BY 1 LIMIT 5) a ON agent = agent_no",
                "(SELECT id, level FROM calls JOIN (SELECT * FROM agents) a ON agent = agent_no) c"
            })
    void ofAJoinHasFileAndLine(String from) throws Exception {
        assertThat(interactions("from: " + from, "level")).containsExactly("1|3");
        String file = from.contains("NATURAL") ? "teams.csv" : "agents.csv";
        assertThat(model.query(CELLS)).containsExactly(file + "|3|talk_s|bad|NOT_INTEGER");
        assertThat(model.query("SELECT source_name, row_text FROM data_quality"))
                .containsExactly(file.replace(".csv", "") + "|2,blue,bad");
    }

    @Test
    void ofNoSingleRowHasThePlaceOfTheMapping() throws Exception {
        assertThat(interactions("from: (SELECT 'all' AS id, MAX(secs) AS m FROM calls) c", "m"))
                .isEmpty();
        assertThat(model.query(CELLS)).containsExactly("caresql.yaml|9|talk_s|zz|NOT_INTEGER");
        assertThat(model.query("SELECT source_name, contains(row_text, 'zz') FROM data_quality"))
                .containsExactly("null|true");
    }
}
