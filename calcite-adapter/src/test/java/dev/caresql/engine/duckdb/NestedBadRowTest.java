package dev.caresql.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A value that fails in a query within a query sets the row aside that it is made of, and no others: what is left is what an
 * import of the files without those rows gives, which no value stops.
 */
class NestedBadRowTest {
    private static final String CELLS =
            "SELECT file_name, line_no, column_name, bad_value, rule_code FROM data_quality ORDER BY 1, 2, 3, 4";
    private static final List<String> CALLS =
            List.of("id,agent,secs,kind", "1,1,10,y", "2,x,20,y", "3,2,zz,y", "4,2,40,n", "5,2,oops,n");
    private static final String ZZ = "calls.csv|4|secs|zz|NOT_INTEGER";
    private static final String FORTY = "calls.csv|5|secs|40|NOT_INTEGER";
    private static final String OOPS = "calls.csv|6|secs|oops|NOT_INTEGER";
    private static final String TEAM = "teams.csv|3|level|bad|NOT_INTEGER";
    private static final String AGENT = "agents.csv|3|level|bad|NOT_INTEGER";

    @TempDir
    private Path folder;

    private final Map<String, List<String>> files = new LinkedHashMap<>(Map.of(
            "calls.csv", CALLS,
            "agents.csv", List.of("agent_no,team,level", "1,red,3", "2,blue,bad"),
            "teams.csv", List.of("agent,team,level", "1,red,3", "2,blue,bad"),
            "more.csv", List.of("id,secs", "6,60", "7,late")));

    private TestingModel write(String feed, String talk) throws IOException {
        TestingModel model = new TestingModel(folder);
        for (Map.Entry<String, List<String>> file : files.entrySet()) {
            model.file(file.getKey(), String.join("\n", file.getValue()) + "\n");
        }
        return model.calls(feed, talk, "keep");
    }

    private static List<String> interactions(TestingModel model) throws SQLException {
        return model.query("SELECT interaction_id, talk_s FROM interactions ORDER BY 1");
    }

    private static Arguments feed(String feed, String talk, String rows, String... cells) {
        return Arguments.of(feed, talk, rows.isEmpty() ? List.of() : List.of(rows.split(" ")), Arrays.asList(cells));
    }

    static Stream<Arguments> joinConditions() {
        return Stream.of(
                feed(
                        "from: calls JOIN agents ON agent = agent_no AND CAST(secs AS INTEGER) > (SELECT"
                                + " MAX(CAST(level AS INTEGER)) FROM teams)",
                        "7",
                        "1|7 4|7",
                        ZZ,
                        OOPS,
                        TEAM),
                feed(
                        "from: calls JOIN agents ON agent = agent_no AND EXISTS (SELECT 1 FROM teams WHERE"
                                + " CAST(agents.level AS INTEGER) > 2)",
                        "7",
                        "1|7",
                        AGENT),
                feed(
                        "from: calls JOIN agents ON agent = agent_no AND EXISTS (SELECT 1 FROM teams WHERE"
                                + " teams.agent = agent_no AND CAST(calls.secs || teams.level AS INTEGER) > 5)",
                        "7",
                        "1|7",
                        ZZ,
                        FORTY,
                        OOPS),
                feed(
                        "from: calls LEFT JOIN agents ON agent = agent_no AND agent_no IN"
                                + " (SELECT agent FROM teams WHERE CAST(level AS INTEGER) > 2)",
                        "CHAR_LENGTH(team)",
                        "1|3 2|null 3|null 4|null 5|null",
                        TEAM),
                feed(
                        "from: calls LEFT JOIN agents ON agent = agent_no AND EXISTS (SELECT 1 FROM teams WHERE"
                                + " teams.agent = agent_no AND CAST(level || calls.secs AS INTEGER) > 2)",
                        "CHAR_LENGTH(team)",
                        "1|3 2|null",
                        ZZ,
                        FORTY,
                        OOPS),
                feed(
                        "from: agents RIGHT JOIN calls ON agent = agent_no AND EXISTS (SELECT 1 FROM teams WHERE"
                                + " teams.agent = agent_no AND CAST(calls.secs || agents.level AS INTEGER) > 2)",
                        "CHAR_LENGTH(team)",
                        "1|3 2|null",
                        ZZ,
                        FORTY,
                        OOPS),
                feed(
                        "from: (SELECT COALESCE(id, team) AS id, team FROM calls FULL JOIN agents ON agent = agent_no AND"
                                + " agent_no IN (SELECT agent FROM teams WHERE CAST(level AS INTEGER) > 2)) c",
                        "CHAR_LENGTH(team)",
                        "1|3 2|null 3|null 4|null 5|null blue|4",
                        TEAM),
                feed(
                        "from: (SELECT COALESCE(id, team) AS id, team FROM calls FULL JOIN agents ON agent = agent_no AND"
                                + " EXISTS (SELECT 1 FROM teams WHERE CAST(calls.secs || agents.level AS INTEGER) > 2)) c",
                        "CHAR_LENGTH(team)",
                        "1|3 2|null",
                        ZZ,
                        FORTY,
                        OOPS,
                        AGENT),
                // Both sides have a column of the same name.
                feed(
                        "from: calls LEFT JOIN teams ON calls.agent = teams.agent AND"
                                + " CAST(secs || level AS INTEGER) > 5",
                        "CHAR_LENGTH(team)",
                        "1|3 2|null",
                        ZZ.replace("secs|zz", "secs, level|zz, bad"),
                        FORTY.replace("secs|40", "secs, level|40, bad"),
                        OOPS.replace("secs|oops", "secs, level|oops, bad")));
    }

    static Stream<Arguments> subQueries() {
        return Stream.of(
                // Two levels deep.
                feed(
                        "from: calls; where: EXISTS (SELECT 1 FROM agents WHERE agent_no = calls.agent AND EXISTS"
                                + " (SELECT 1 FROM teams WHERE teams.agent = agent_no AND CAST(calls.secs AS INTEGER) > 5))",
                        "7",
                        "1|7 4|7",
                        ZZ,
                        OOPS),
                feed(
                        "from: calls; where: EXISTS (SELECT 1 FROM agents WHERE agent_no = calls.agent AND EXISTS"
                                + " (SELECT 1 FROM teams WHERE CAST(agents.level || calls.secs AS INTEGER) > 5))",
                        "7",
                        "1|7",
                        ZZ,
                        FORTY,
                        OOPS),
                feed(
                        "from: calls; where: EXISTS (SELECT 1 FROM agents WHERE agent_no = calls.agent AND EXISTS"
                                + " (SELECT 1 FROM teams WHERE teams.agent = agent_no AND CAST(agents.level AS INTEGER) > 2"
                                + " AND teams.team <> calls.kind))",
                        "7",
                        "1|7",
                        AGENT),
                feed(
                        "from: calls",
                        "(SELECT COUNT(*) FROM agents a WHERE a.agent_no = calls.agent AND (SELECT"
                                + " SUM(CAST(calls.secs || t.agent AS INTEGER)) FROM teams t WHERE t.agent = a.agent_no) > 5)",
                        "1|1 2|0 4|1",
                        ZZ,
                        OOPS),
                feed(
                        "from: calls; where: EXISTS (SELECT 1 FROM agents JOIN teams ON teams.agent = agent_no AND"
                                + " CAST(teams.level || calls.secs AS INTEGER) > 2 WHERE agent_no = calls.agent)",
                        "7",
                        "1|7",
                        ZZ,
                        FORTY,
                        OOPS),
                feed(
                        "from: calls; where: EXISTS (SELECT 1 FROM agents WHERE agent_no = calls.agent AND EXISTS"
                                + " (SELECT 1 FROM teams WHERE team <> calls.kind AND EXISTS (SELECT 1 FROM more WHERE"
                                + " CAST(agents.level AS INTEGER) > 2 AND more.id <> calls.id)))",
                        "7",
                        "1|7",
                        AGENT),
                // A value of several rows, which are others for each row outside.
                feed(
                        "from: calls",
                        "(SELECT CAST(MAX(level) AS INTEGER) FROM agents WHERE agent_no = agent)",
                        "1|3 2|null",
                        "calls.csv|4|agent|2|NOT_INTEGER",
                        "calls.csv|5|agent|2|NOT_INTEGER",
                        "calls.csv|6|agent|2|NOT_INTEGER"),
                // Inside CASE and OR.
                feed(
                        "from: calls",
                        "CASE WHEN kind = 'y' THEN (SELECT COUNT(*) FROM agents WHERE agent_no = calls.agent"
                                + " AND CAST(calls.secs AS INTEGER) > 5) ELSE 0 END",
                        "1|1 2|0 4|0",
                        ZZ,
                        OOPS),
                feed(
                        "from: calls; where: kind = 'n' OR EXISTS (SELECT 1 FROM agents WHERE agent_no = agent AND"
                                + " CAST(secs || level AS INTEGER) > 5)",
                        "7",
                        "1|7",
                        ZZ,
                        FORTY,
                        OOPS),
                feed(
                        "from: calls; where: kind = 'n' OR NOT EXISTS (SELECT 1 FROM agents WHERE agent_no = agent AND"
                                + " CAST(secs AS INTEGER) > 5)",
                        "7",
                        "2|7 4|7",
                        ZZ,
                        OOPS),
                feed(
                        "from: calls; where: kind = 'n' OR agent IN (SELECT agent_no FROM agents WHERE"
                                + " CAST(secs AS INTEGER) > 5)",
                        "7",
                        "1|7 4|7",
                        ZZ,
                        OOPS),
                // What fails has been projected before.
                feed(
                        "from: calls",
                        "(SELECT MAX(CAST(n AS INTEGER)) FROM (SELECT level || calls.secs AS n FROM agents"
                                + " WHERE agent_no = calls.agent) x)",
                        "1|310 2|null",
                        ZZ,
                        FORTY,
                        OOPS));
    }

    static Stream<Arguments> laterals() {
        return Stream.of(
                feed(
                        "from: \"calls, LATERAL (SELECT CAST(calls.secs AS INTEGER) AS n FROM agents"
                                + " WHERE agent_no = calls.agent) x\"",
                        "n",
                        "1|10 4|40",
                        ZZ,
                        OOPS),
                feed(
                        "from: \"calls LEFT JOIN LATERAL (SELECT CAST(calls.secs AS INTEGER) AS n FROM agents"
                                + " WHERE agent_no = calls.agent) x ON TRUE\"",
                        "n",
                        "1|10 2|null 4|40",
                        ZZ,
                        OOPS),
                feed(
                        "from: \"calls, LATERAL (SELECT MAX(CAST(calls.secs || level AS INTEGER)) AS n FROM agents"
                                + " WHERE agent_no = calls.agent) x\"; where: kind = 'y'",
                        "n",
                        "1|103 2|null",
                        ZZ),
                feed(
                        "from: \"calls, LATERAL (SELECT COUNT(*) AS n FROM agents WHERE"
                                + " CAST(agent_no AS INTEGER) <= CAST(calls.agent AS INTEGER)) x\"",
                        "n",
                        "1|1 3|2 4|2 5|2",
                        "calls.csv|3|agent|x|NOT_INTEGER"),
                feed(
                        "from: \"calls, LATERAL (SELECT level AS n FROM agents WHERE agent_no = calls.agent) x\"",
                        "n",
                        "1|3",
                        AGENT.replace("level", "talk_s")));
    }

    static Stream<Arguments> setOperations() {
        return Stream.of(
                feed(
                        "from: (SELECT id, secs FROM calls INTERSECT SELECT id, secs FROM calls) c",
                        "secs",
                        "1|10 2|20 4|40",
                        ZZ.replace("secs", "talk_s"),
                        OOPS.replace("secs", "talk_s")),
                feed(
                        "from: (SELECT id, CAST(n AS INTEGER) AS m FROM (SELECT id, secs AS n FROM calls UNION"
                                + " SELECT id, secs FROM more EXCEPT SELECT id, secs FROM calls WHERE kind = 'n') c) d",
                        "m",
                        "1|10 2|20 6|60",
                        ZZ.replace("secs", "n"),
                        "more.csv|3|n|late|NOT_INTEGER"));
    }

    @ParameterizedTest
    @MethodSource({"joinConditions", "subQueries", "laterals", "setOperations"})
    void isSetAside(String feed, String talk, List<String> rows, List<String> cells) throws Exception {
        TestingModel model = write(feed, talk);
        assertThat(interactions(model)).containsExactlyElementsOf(rows);
        assertThat(model.query(CELLS)).containsExactlyInAnyOrderElementsOf(cells);
    }

    @ParameterizedTest
    @MethodSource({"joinConditions", "subQueries", "laterals", "setOperations"})
    void leavesWhatTheOtherRowsGive(String feed, String talk, List<String> rows, List<String> cells) throws Exception {
        cells.stream().sorted(Collections.reverseOrder()).forEach(cell -> {
            String[] place = cell.split("\\|");
            List<String> lines = new ArrayList<>(files.get(place[0]));
            lines.remove(Integer.parseInt(place[1]) - 1);
            files.put(place[0], lines);
        });
        TestingModel model = write(feed, talk);
        assertThat(interactions(model)).containsExactlyElementsOf(rows);
        assertThat(model.query(CELLS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "from: more, groupBy: id; SUM(%s); 7|5; more.csv|2|talk_s|NOT_INTEGER",
                "from: more, groupBy: id; CASE WHEN AVG(%s) > 1 THEN 1 ELSE 0 END; 7|1; more.csv|2|talk_s|NOT_INTEGER",
                "from: '(SELECT id, SUM(%s) AS s FROM more GROUP BY id) m', where: s > 0; 9; 7|9; more.csv|2|s|NOT_VALUE",
                "from: '(SELECT 7 AS id, SUM(%s) AS s FROM more) m', where: s > 0; 9; ''; caresql.yaml|9|s|NOT_VALUE",
                "from: calls, where: '(SELECT SUM(%s) FROM more WHERE more.id = calls.id) > 1'; 9; ''; calls.csv|2|id|NOT_VALUE"
            })
    void aSumOfTooManyDigitsSetsItsGroupAside(String feed, String talk, String rows, String cell) throws Exception {
        String most = "9".repeat(38);
        files.put("calls.csv", List.of("id,agent,secs,kind", "6,1,10,y"));
        files.put("more.csv", List.of("id,secs", "6," + most, "7,2", "6," + most, "7,3"));
        String decimal = "CAST(secs AS DECIMAL(38, 0))";
        TestingModel model = write(
                feed.replace("%s", decimal.replace("secs", "more.secs"))
                        .replace(", groupBy", "; groupBy")
                        .replace(", where", "; where"),
                talk.replace("%s", decimal));
        assertThat(interactions(model)).containsExactly(rows.isEmpty() ? new String[0] : new String[] {rows});
        assertThat(model.query("SELECT file_name, line_no, column_name, rule_code FROM data_quality"))
                .containsExactly(cell);
    }

    @Test
    void aLeftJoinToALateralKeepsRowsWithoutAPartner() throws Exception {
        TestingModel model = write(
                "from: \"calls LEFT JOIN LATERAL (SELECT team FROM agents WHERE agent_no = calls.agent) x ON TRUE\"",
                "CHAR_LENGTH(team)");
        assertThat(interactions(model)).containsExactly("1|3", "2|null", "3|4", "4|4", "5|4");
    }

    @Test
    void aValueLookedUpForTheRowsOfAFilteredJoin() throws Exception {
        TestingModel model = write(
                "from: calls JOIN teams ON calls.agent = teams.agent; where: kind = 'y'",
                "(SELECT CHAR_LENGTH(MAX(team)) FROM agents WHERE agent_no = calls.agent)");
        assertThat(interactions(model)).containsExactly("1|3", "3|4");
    }
}
