package dev.caresql.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import org.junit.jupiter.api.Test;

/** Rows that cannot be read or converted are set aside with their file and line, and counted; none is lost. */
class BadRowTest extends ImportingTest {
    private static final String IDS = "SELECT response_id FROM survey_responses ORDER BY 1";
    private static final String CELLS =
            "SELECT file_name, line_no, column_name, bad_value, rule_code FROM data_quality ORDER BY 1, 2, 3";
    private static final String MIXED = """
            id,score,note
            1,9,"two
            lines"
            2,bad,x
            3,8
            4,7,x,extra
            5,7.5,x
            6,9.0,x
            7,99999999999,x
            8,6,last
            """;

    @Test
    void areKeptWithFileAndLine() throws Exception {
        model.file("a.csv", MIXED).surveys("file: a.csv");
        assertThat(model.query(IDS)).containsExactly("1", "6", "8");
        assertThat(model.query(CELLS))
                .containsExactly(
                        "a.csv|4|score|bad|NOT_INTEGER",
                        "a.csv|5|null|null|TOO_FEW_COLUMNS",
                        "a.csv|6|null|null|TOO_MANY_COLUMNS",
                        "a.csv|7|score|7.5|NOT_INTEGER",
                        "a.csv|9|score|99999999999|NOT_INTEGER");
        assertThat(model.query("SELECT row_text FROM data_quality ORDER BY line_no"))
                .containsExactly("2,bad,x", "3,8", "4,7,x,extra", "5,7.5,x", "7,99999999999,x");
        assertThat(model.query("SELECT property_text FROM caresql_snapshot WHERE property_name LIKE '%rows.survey%'"
                        + " ORDER BY property_name"))
                .containsExactly("5", "3");
    }

    @Test
    void ofDeclaredColumnsAreKeptToo() throws Exception {
        model.file("a.csv", MIXED).surveys("file: a.csv, columns: {score: integer}");
        assertThat(model.query(IDS)).containsExactly("1", "6", "8");
        assertThat(model.query(CELLS)).hasSize(5).contains("a.csv|7|score|7.5|NOT_INTEGER");
    }

    @Test
    void areNotThoseWithABadCellThatNothingReads() throws Exception {
        String joined = """
                id,n,unused,other
                A,1,2025-01-01,x
                A,2,n/a,x
                B,%s,2025-01-01,y
                """;
        String mapping = """
                model: m
                sources:
                  s: {file: a.csv, columns: {unused: date, n: integer, other: boolean}}
                  t: {file: b.csv, columns: {id: integer}}
                tables:
                  tickets:
                    from: "s JOIN t ON s.n <> t.id"
                    where: "s.id <> 'C'"
                    groupBy: s.id
                    columns: {ticket_id: s.id, reply_count: SUM(n)}
                """;
        model.file("b.csv", "id\n7\n").file("a.csv", joined.formatted("5")).file("caresql.yaml", mapping);
        String replies = "SELECT ticket_id, reply_count FROM tickets ORDER BY 1";
        assertThat(model.query(replies)).containsExactly("A|3", "B|5");
        model.file("a.csv", joined.formatted("x"));
        assertThat(model.query(replies)).containsExactly("A|3");
        assertThat(model.query(CELLS)).containsExactly("a.csv|4|n|x|NOT_INTEGER");
        model.file("b.csv", "id\nseven\n7\n");
        assertThat(model.query(replies)).containsExactly("A|3");
        assertThat(model.query(CELLS)).containsExactly("a.csv|4|n|x|NOT_INTEGER", "b.csv|2|id|seven|NOT_INTEGER");
    }

    @Test
    void thatDuckDbFindsWhileReadingNameTheirColumnAndValue() throws Exception {
        model.file("a.csv", "id,fee\n1,10.5\n2, \n3,x\n").file("caresql.yaml", """
                        model: m
                        sources: {s: {file: a.csv, columns: {fee: decimal}}}
                        tables:
                          subscriptions: {from: s, columns: {subscription_id: id, mrr_amount: fee}}
                        """);
        assertThat(model.query("SELECT subscription_id FROM subscriptions")).containsExactly("1");
        assertThat(model.query(CELLS)).containsExactly("a.csv|3|fee| |NOT_DECIMAL", "a.csv|4|fee|x|NOT_DECIMAL");
    }

    @Test
    void thatTheWhereLeavesOutAreNoBadRowsOfPlainCastsEither() throws Exception {
        model.file("a.csv", "id,fee,kind\n1,secret,x\n2,9,y\n").file("caresql.yaml", """
                        model: m
                        sources: {s: {file: a.csv}}
                        tables:
                          subscriptions: {from: s, where: kind = 'y', columns: {subscription_id: id, mrr_amount: fee}}
                        """);
        assertThat(model.query("SELECT subscription_id FROM subscriptions")).containsExactly("2");
        assertThat(model.query(CELLS)).isEmpty();
    }

    @Test
    void areFractionsWhereWholeNumbersBelong() throws Exception {
        model.file("a.csv", "id,score,note\n1,5e-1,x\n2,1E-1,x\n3,80e-1,x\n4,1e0,x\n5,7.50,x\n6,7.00,x\n")
                .surveys("file: a.csv");
        assertThat(model.query("SELECT response_id, score FROM survey_responses ORDER BY 1"))
                .containsExactly("3|8", "4|1", "6|7");
        assertThat(model.query(CELLS))
                .containsExactly(
                        "a.csv|2|score|5e-1|NOT_INTEGER",
                        "a.csv|3|score|1E-1|NOT_INTEGER",
                        "a.csv|6|score|7.50|NOT_INTEGER");
    }

    @Test
    void ofSeveralFilesAreToldApart() throws Exception {
        model.file("a1.csv", MIXED).file("a2.csv", "note,score,id\nx,bad,10\ny,5,11\nz,worse,12\n");
        model.surveys("file: 'a*.csv'");
        assertThat(model.query(IDS)).containsExactly("1", "11", "6", "8");
        assertThat(model.query(CELLS))
                .hasSize(7)
                .contains("a2.csv|2|score|bad|NOT_INTEGER", "a2.csv|4|score|worse|NOT_INTEGER");
    }

    @Test
    void insideExpressionsDoNotStopTheImport() throws Exception {
        model.file("a.csv", "id,score,note\n1,n/a,x\n2,9,x\n3,zz,x\n").file("caresql.yaml", """
                        model: m
                        sources: {s: {file: a.csv}}
                        tables:
                          survey_responses:
                            from: s
                            columns: {response_id: id, score: "CASE WHEN score = 'n/a' THEN NULL ELSE CAST(score AS INTEGER) END"}
                        """);
        assertThat(model.query("SELECT response_id, score FROM survey_responses ORDER BY 1"))
                .containsExactly("1|null", "2|9");
        assertThat(model.query(CELLS)).containsExactly("a.csv|4|score|zz|NOT_INTEGER");
    }

    @Test
    void thatTheWhereLeavesOutAreNoBadRows() throws Exception {
        model.file("a.csv", "id,score,note\n1,secret,x\n2,9,y\n").file("caresql.yaml", """
                        model: m
                        sources: {s: {file: a.csv}}
                        tables:
                          survey_responses: {from: s, where: note = 'y', columns: {response_id: id, score: score}}
                        """);
        assertThat(model.query("SELECT response_id, score FROM survey_responses"))
                .containsExactly("2|9");
        assertThat(model.query(CELLS)).isEmpty();
    }

    @Test
    void withOpenQuotesAreKept() throws Exception {
        model.file("a.csv", "id,score,note\n1,9,x\n2,8,\"open\n3,7,y\n").surveys("file: a.csv");
        assertThat(model.query(IDS)).containsExactly("1");
        assertThat(model.query("SELECT line_no, rule_code, row_text FROM data_quality"))
                .containsExactly("3|BAD_QUOTES|2,8,\"open\n3,7,y");
    }

    @Test
    void ofJsonAreKept() throws Exception {
        model.file("a.jsonl", "{\"id\":1,\"score\":9,\"note\":\"x\"}\n{\"id\":2,oops\n{\"id\":3,\"score\":\"bad\"}\n")
                .surveys("file: a.jsonl");
        assertThat(model.query(IDS)).containsExactly("1");
        assertThat(model.query(CELLS))
                .containsExactly("a.jsonl|2|null|null|NOT_JSON", "a.jsonl|3|score|bad|NOT_INTEGER");
    }

    @Test
    void ofJsonStandWhereTheFileHasThemWithBlankLinesBetween() throws Exception {
        model.file("a.jsonl", """

                {"id":1,"score":9,"note":"x"}
                \t\s
                {"id":2,oops
                \r
                 {"id":3, "score":"bad"}

                {"id":4}{"id":5}
                {"id":6,"score":7}
                {"id":7,"score":"worse"}""").surveys("file: a.jsonl");
        assertThat(model.query(IDS)).containsExactly("1", "6");
        assertThat(model.query(CELLS))
                .containsExactly(
                        "a.jsonl|4|null|null|NOT_JSON",
                        "a.jsonl|6|score|bad|NOT_INTEGER",
                        "a.jsonl|8|null|null|NOT_JSON",
                        "a.jsonl|10|score|worse|NOT_INTEGER");
        assertThat(model.query("SELECT row_text FROM data_quality ORDER BY line_no"))
                .containsExactly(
                        "{\"id\":2,oops",
                        "{\"id\":3, \"score\":\"bad\"}",
                        "{\"id\":4}{\"id\":5}",
                        "{\"id\":7,\"score\":\"worse\"}");
    }

    @Test
    void afterSkippedLinesHaveTheirOwnLine() throws Exception {
        model.file("a.csv", "title\n\nid,score,note\n1,9,x\n2,short\n3,bad,x\n").surveys("file: a.csv, skipLines: 2");
        assertThat(model.query(CELLS))
                .containsExactly("a.csv|5|null|null|TOO_FEW_COLUMNS", "a.csv|6|score|bad|NOT_INTEGER");
    }

    @Test
    void stopTheImportWhenTheModelSaysSo() throws Exception {
        model.file("a.csv", MIXED).file("caresql.yaml", """
                        model: m
                        onBadRow: error
                        sources: {s: {file: a.csv}}
                        tables:
                          survey_responses: {from: s, columns: {response_id: id, score: score}}
                        """);
        assertThatThrownBy(model::open)
                .isInstanceOf(CareSqlException.class)
                .hasMessageStartingWith("a.csv:4: column 'score' cannot take 'bad' (NOT_INTEGER)")
                .extracting(e -> ((CareSqlException) e).code())
                .isEqualTo(ErrorCode.BAD_ROW);
    }
}
