package dev.caresql.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes of a mapping that only the files tell are named together, at their place in the model. */
class MappingTest {
    private static final String MISTAKEN = """
                        model: m
                        sources:
                          s: {file: a.csv, columns: {score: double}}
                        tables:
                          survey_responses:
                            from: s
                            columns:
                              response_id: idd
                              score: score
                              responded_at: "CAST(1 AS"
                              comment_text: UPER(id)
                              survey_type: SUM(score)
                              is_positive: "score > 'x' + DATE '2024-01-01'"
                              agent_id: "1, 2"
                          tickets: {from: nowhere, columns: {ticket_id: id}}
                          agents: {from: s, where: "no_such > 1", columns: {agent_id: id}}
                          customers: {from: s, groupBy: id, columns: {customer_id: id, region_code: "at"}}
                        """;

    @TempDir
    private Path folder;

    @Test
    void namesEveryMistakeOfTheMappingsWithItsLine() throws Exception {
        TestingModel model = new TestingModel(folder)
                .file("a.csv", "id,score,at\n1,9,2024-01-01 00:00:00\n")
                .file("caresql.yaml", MISTAKEN);
        CareSqlException e = catchThrowableOfType(CareSqlException.class, model::open);
        assertThat(e.code()).isEqualTo(ErrorCode.MODEL);
        assertThat(e.getMessage().split("\n"))
                .containsExactly(
                        "caresql.yaml:8: table survey_responses, column response_id: Column 'idd' not found in any table;"
                                + " did you mean 'id'?",
                        "caresql.yaml:10: table survey_responses, column responded_at: Syntax error: the statement ends"
                                + " too early",
                        "caresql.yaml:11: table survey_responses, column comment_text: No match found for function"
                                + " signature UPER(<CHARACTER>); did you mean 'UPPER'?",
                        "caresql.yaml:12: table survey_responses, column survey_type: an aggregate function needs a"
                                + " 'groupBy' in the feed",
                        "caresql.yaml:13: table survey_responses, column is_positive: Cannot apply '+' to arguments of"
                                + " type '<CHAR(1)> + <DATE>'. Supported form(s): '<NUMERIC> + <NUMERIC>'",
                        "caresql.yaml:14: table survey_responses, column agent_id: Syntax error: unexpected ','",
                        "caresql.yaml:15: table tickets: Table 'nowhere' not found",
                        "caresql.yaml:16: table agents: Column 'no_such' not found in any table",
                        "caresql.yaml:17: table customers, column region_code: Expression 'at' is not being grouped");
    }

    @Test
    void namesWhatTheSourcesLack() throws Exception {
        TestingModel model =
                new TestingModel(folder).file("a.csv", "id,score\n1,9\n").file("caresql.yaml", """
                        model: m
                        sources:
                          s: {file: a.csv, columns: {scor: integer}, timestampFormat: "w"}
                        tables:
                          agents: {from: s, columns: {agent_id: id}}
                        """);
        assertThat(catchThrowableOfType(CareSqlException.class, model::open))
                .hasMessage(
                        "caresql.yaml:3: source s: 'timestampFormat: w' has letters that cannot be read; use yyyy, MM,"
                                + " dd, HH, mm, ss, SSS, a\ncaresql.yaml:3: source s: there is no column 'scor' in its files;"
                                + " did you mean 'score'?");
        model.file(
                "caresql.yaml",
                "model: m\nsources:\n  s: {file: 'b*.csv'}\ntables: {agents: {from: s, columns: {agent_id: id}}}\n");
        assertThat(catchThrowableOfType(CareSqlException.class, model::open))
                .hasMessage("caresql.yaml:3: source s: no file matches 'b*.csv' in " + folder);
    }

    @Test
    void demandsAWrittenConversionWhereAValueWouldLoseSomething() throws Exception {
        TestingModel model =
                new TestingModel(folder).file("a.csv", "id,score\n1,9\n").file("caresql.yaml", """
                        model: m
                        sources:
                          s: {file: a.csv, columns: {score: double}}
                        tables:
                          survey_responses: {from: s, columns: {response_id: id, score: score, responded_at: score}}
                        """);
        assertThat(catchThrowableOfType(CareSqlException.class, model::open))
                .hasMessage(
                        "caresql.yaml:5: table survey_responses, column score: is INTEGER but the expression is DOUBLE;"
                                + " convert it, for example CAST(score AS INTEGER)\ncaresql.yaml:5: table survey_responses,"
                                + " column responded_at: is TIMESTAMP but the expression is DOUBLE; seconds since 1970 are"
                                + " TIMESTAMP '1970-01-01 00:00:00' + INTERVAL '1' SECOND * (score), in a source of"
                                + " timeZone UTC");
    }

    @Test
    void takesSecondsSince1970AsItSays() throws Exception {
        TestingModel model =
                new TestingModel(folder).file("a.csv", "id,s\n1,1735689600\n").file("caresql.yaml", """
                        model: m
                        timeZone: Asia/Ho_Chi_Minh
                        sources:
                          s: {file: a.csv, timeZone: UTC, columns: {s: bigint}}
                        tables:
                          tickets:
                            from: s
                            columns: {ticket_id: id, created_at: "TIMESTAMP '1970-01-01 00:00:00' + INTERVAL '1' SECOND * (s)"}
                        """);
        assertThat(model.query("SELECT created_at, business_date FROM tickets"))
                .containsExactly("2025-01-01 00:00:00.0|2025-01-01");
    }
}
