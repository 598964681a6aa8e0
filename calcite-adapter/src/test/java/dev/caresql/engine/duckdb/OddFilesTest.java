package dev.caresql.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as they come: put together from several systems, with titles, zones and dates of every spelling. */
class OddFilesTest extends ImportingTest {
    private static final String ALL = "SELECT response_id, score, comment_text FROM survey_responses ORDER BY 1";
    private static final String TIMES = "SELECT ticket_id, CAST(created_at AS VARCHAR) FROM tickets ORDER BY 1";
    private static final String BAD =
            "SELECT line_no, column_name, bad_value, rule_code FROM data_quality ORDER BY line_no, column_name";

    @Test
    void readsLineEndsOfSeveralKindsInOneFile() throws Exception {
        for (String text : new String[] {
            "id,score,note\n1,9,x\r\n2,bad,y\n3,8,z",
            "id,score,note\r\n1,9,x\n2,bad,y\r\n3,8,z\r\n",
            "id,score,note\n1,9,x\r2,bad,y\n3,8,z\n",
            "id,score,note\r\n1,9,\"x\"\n2,bad,\"y\"\r\n3,8,z\r\n",
            "id,score,note\n1,9,\"x\"\r\n2,bad,y\n3,8,\"z\"\r\n"
        }) {
            model.file("a.csv", text).surveys("file: a.csv");
            assertThat(model.query(ALL)).as(text).containsExactly("1|9|x", "3|8|z");
            assertThat(model.query(BAD)).as(text).containsExactly("3|score|bad|NOT_INTEGER");
        }
    }

    @Test
    void countsEmptyLinesAsLines() throws Exception {
        for (String end : new String[] {"\n", "\r\n", "\r"}) {
            String text = "id,score,note\n1,9,x\n\n2,bad,y\n\n\n3,8,z\n\n4,short\n5,worse,z\n";
            model.file("a.csv", text.replace("\n", end)).surveys("file: a.csv");
            assertThat(model.query(ALL)).containsExactly("1|9|x", "3|8|z");
            assertThat(model.query("SELECT line_no, rule_code, row_text FROM data_quality ORDER BY 1"))
                    .containsExactly("4|NOT_INTEGER|2,bad,y", "9|TOO_FEW_COLUMNS|4,short", "10|NOT_INTEGER|5,worse,z");
        }
    }

    @Test
    void readsFilesOfDifferentLineEndsTogether() throws Exception {
        model.file("a1.csv", "id,score,note\n1,9,x\n")
                .file("a2.csv", "id,score,note\r\n2,8,y\r\n")
                .file("a3.csv", "id,score,note\r3,7,z\r")
                .surveys("file: 'a*.csv'");
        assertThat(model.query(ALL)).containsExactly("1|9|x", "2|8|y", "3|7|z");
    }

    @Test
    void skipsLinesAsPeopleCountThemWhateverQuotesTheyHold() throws Exception {
        for (String title : new String[] {"\"Report, of\nMay\"\n\n", "Screens of 5\"\nin May\n\n", "a\r\"b\r\r"}) {
            String end = title.contains("\r") ? "\r" : "\n";
            model.file("a.csv", title + "id,score,note\n1,9,x\n2,bad,y\n3,8,\"z\"\n".replace("\n", end))
                    .surveys("file: a.csv, skipLines: 3");
            assertThat(model.query(ALL)).as(title).containsExactly("1|9|x", "3|8|z");
            assertThat(model.query(BAD)).as(title).containsExactly("6|score|bad|NOT_INTEGER");
        }
    }

    @Test
    void asksForTheDelimiterWhenAFileSeemsToHaveOneColumn() throws Exception {
        model.file("a.csv", "id;score;note\n1;9;x\n").surveys("file: a.csv, delimiter: ','");
        assertThatThrownBy(() -> model.query(ALL))
                .hasMessageContaining("Column 'score' not found")
                .hasMessageContaining("; the only column found is 'id;score;note': is the delimiter right?");
    }

    @Test
    void takesAnEmptyFileAmongOthersForADayWithoutRows() throws Exception {
        model.file("a1.csv", "").file("a2.csv", "id,score,note\n2,8,y\n").surveys("file: 'a*.csv'");
        assertThat(model.query(ALL)).containsExactly("2|8|y");
        model.file("a2.csv", "");
        assertThatThrownBy(model::open).hasMessage("a1.csv of source s is empty; it has no header");
    }

    @Test
    void readsAnEmptyFieldAsNullBesideOtherTokens() throws Exception {
        model.file("a.csv", "id,score,note\n1,,NA\n2,NA,\"\"\n3,8,-\n").surveys("file: a.csv, nulls: [NA]");
        assertThat(model.query(ALL)).containsExactly("1|null|null", "2|null|null", "3|8|-");
        model.surveys("file: a.csv, nulls: []");
        assertThat(model.query(ALL)).containsExactly("3|8|-");
        assertThat(model.query(BAD)).containsExactly("2|score||NOT_INTEGER", "3|score|NA|NOT_INTEGER");
    }

    @Test
    void setsAsideWhatIsNoJsonObjectAndKeepsTheRest() throws Exception {
        model.file("a.jsonl", """
                "text"
                {"id":1,"score":9,"note":"x"}
                [1,2]
                {"id":2,"sco
                42
                {"id":3,"score":8}
                """).surveys("file: a.jsonl");
        assertThat(model.query(ALL)).containsExactly("1|9|x", "3|8|null");
        assertThat(model.query("SELECT line_no, rule_code FROM data_quality ORDER BY 1"))
                .containsExactly("1|NOT_JSON", "3|NOT_JSON", "4|NOT_JSON", "5|NOT_JSON");
    }

    @Test
    void findsJsonKeysThatComeLate() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            text.append("{\"id\":").append(100_000 + i).append(",\"score\":9}\n");
        }
        model.file("a.jsonl", text + "{\"id\":1,\"score\":8,\"note\":\"late\"}\n")
                .surveys("file: a.jsonl");
        assertThat(model.query(ALL + " LIMIT 1")).containsExactly("1|8|late");
    }

    @Test
    void readsTheZoneBehindATimestampOrSetsTheRowAside() throws Exception {
        tickets("file: a.csv, timeZone: Asia/Ho_Chi_Minh", """
                id,at
                01,2025-01-01 10:00:00
                02,2025-01-01 10:00:00 UTC
                03,2025-01-01T10:00Z
                04,2025-01-01 10:00:00 +0900
                05,2025-01-01T10:00+09
                06,2025-01-01 10:00:00.25 Asia/Tokyo
                07,2025-01-01 10:00:00 Z
                08,2025-01-01 10:00
                09,2025-01-01T10:00:00.5
                10,2025-01-01
                11,2025-01-01 10:00:00-03:30
                12,2025-01-01 10:00:00 PM
                13,2025-01-01 10:00 PM
                14,2025-01-01 10:00:00 ICT
                15,infinity
                16,epoch
                """);
        assertThat(model.query(TIMES))
                .containsExactly(
                        "01|2025-01-01 03:00:00",
                        "02|2025-01-01 10:00:00",
                        "03|2025-01-01 10:00:00",
                        "04|2025-01-01 01:00:00",
                        "05|2025-01-01 01:00:00",
                        "06|2025-01-01 01:00:00.25",
                        "07|2025-01-01 10:00:00",
                        "08|2025-01-01 03:00:00",
                        "09|2025-01-01 03:00:00.5",
                        "10|2024-12-31 17:00:00",
                        "11|2025-01-01 13:30:00");
        assertThat(model.query(BAD))
                .containsExactly(
                        "13|created_at|2025-01-01 10:00:00 PM|NOT_TIMESTAMP",
                        "14|created_at|2025-01-01 10:00 PM|NOT_TIMESTAMP",
                        "15|created_at|2025-01-01 10:00:00 ICT|NOT_TIMESTAMP",
                        "16|created_at|infinity|NOT_TIMESTAMP",
                        "17|created_at|epoch|NOT_TIMESTAMP");
    }

    @Test
    void aTextIsAnIntegerOrNotWhateverTheOthersAre() throws Exception {
        model.file("a.csv", "id,score,note\n1,7,-\n2,+-0,-\n3,4E-597680,-\n4,0e70116,-\n")
                .surveys("file: a.csv");
        assertThat(model.query(ALL)).containsExactly("1|7|-");
        assertThat(model.query(BAD))
                .containsExactly(
                        "3|score|+-0|NOT_INTEGER", "4|score|4E-597680|NOT_INTEGER", "5|score|0e70116|NOT_INTEGER");
    }

    @Test
    void readsRareSpellingsBehindThePlainOnes() throws Exception {
        model.file("a.csv", "id,score,note\n1,7,-\n2,-5,-\n3,0x1F,-\n4,1_000,-\n5, 6 ,-\n6,,-\n7,+-5,-\n8,nan,-\n")
                .surveys("file: a.csv");
        assertThat(model.query(ALL)).containsExactly("1|7|-", "2|-5|-", "3|31|-", "4|1000|-", "5|6|-", "6|null|-");
        assertThat(model.query(BAD)).containsExactly("8|score|+-5|NOT_INTEGER", "9|score|nan|NOT_INTEGER");
    }

    @Test
    void readsAllRowsOnceThoughTheLastIsSpeltOddly() throws Exception {
        StringBuilder text = new StringBuilder("id,at\n");
        for (int i = 0; i < 200_000; i++) {
            text.append(i).append(",2025-01-01 10:00:00\n");
        }
        tickets("file: a.csv", text + "last,2025-01-01T10:00:00\n");
        assertThat(model.query("SELECT count(*), count(DISTINCT ticket_id), count(DISTINCT created_at) FROM tickets"))
                .containsExactly("200001|200001|1");
        surveysWithAnOddScoreBehind(200_000);
        assertThat(model.query("SELECT count(*), count(DISTINCT response_id), sum(score) FROM survey_responses"))
                .containsExactly("200001|200001|" + (200_000 * 9 + 31));
    }

    private void surveysWithAnOddScoreBehind(int rows) throws Exception {
        StringBuilder text = new StringBuilder("id,score,note\n");
        for (int i = 0; i < rows; i++) {
            text.append(i).append(",9,\n");
        }
        model.file("b.csv", text + "last,0x1F,\n").surveys("file: b.csv");
    }

    @Test
    void asksForFourDigitsOfAYear() throws Exception {
        tickets("file: a.csv, timestampFormat: d/M/yyyy H:mm", "id,at\n1,5/1/2025 8:30\n2,5/1/25 8:30\n3,\n");
        assertThat(model.query(TIMES)).containsExactly("1|2025-01-05 08:30:00", "3|null");
        assertThat(model.query(BAD)).containsExactly("3|created_at|5/1/25 8:30|NOT_TIMESTAMP");
        tickets("file: a.csv, timestampFormat: d/M/yy H:mm", "id,at\n2,5/1/25 8:30\n");
        assertThat(model.query(TIMES)).containsExactly("2|2025-01-05 08:30:00");
        tickets("file: a.csv, dateFormat: dd/MM/yyyy", "id,at\n1,05/01/2025\n2,05/01/25\n3,12/11/10\n");
        assertThat(model.query(TIMES)).containsExactly("1|2025-01-05 00:00:00");
        assertThat(model.query(BAD))
                .containsExactly("3|created_at|05/01/25|NOT_TIMESTAMP", "4|created_at|12/11/10|NOT_TIMESTAMP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "25-01-05 10:00:00",
                "  25-01-05 10:00:00",
                "19-01-05   10:00:00",
                "20-01-05 10:00:00  ",
                "21-1-5    10:00:00 ",
                "25-01-05",
                "5/1/25 10:00",
                "25-01-05 10:00:00 UTC",
                "25-01-05T10:00:00Z"
            })
    void takesNoTwoDigitsForAYear(String time) throws Exception {
        for (String other : List.of("1899-12-31 10:00:00", "2025-01-01 10:00:00", "2101-01-01 10:00:00")) {
            tickets("file: a.csv, timeZone: UTC", "id,at\n1,%s\n2,%s\n".formatted(other, time));
            assertThat(model.query(TIMES)).containsExactly("1|" + other);
            assertThat(model.query(BAD)).containsExactly("3|created_at|" + time + "|NOT_TIMESTAMP");
        }
        model.file("a.csv", "id,at\n1,%s\n2,2025-01-05\n".formatted(time)).file("caresql.yaml", """
                        model: m
                        sources: {s: {file: a.csv}}
                        tables:
                          agents: {from: s, columns: {agent_id: id, hired_on: '"at"'}}
                        """);
        assertThat(model.query("SELECT agent_id, hired_on FROM agents")).containsExactly("2|2025-01-05");
    }

    @Test
    void readsADayInItsFormatWhereATimeIsAskedFor() throws Exception {
        tickets(
                "file: a.csv, dateFormat: dd.MM.yyyy",
                "id,at\n1,05.01.2025\n2,31.02.2025\n3,2025-01-05 08:30:00\n4,\n");
        assertThat(model.query(TIMES)).containsExactly("1|2025-01-05 00:00:00", "3|2025-01-05 08:30:00", "4|null");
        assertThat(model.query(BAD)).containsExactly("3|created_at|31.02.2025|NOT_TIMESTAMP");
    }

    @Test
    void takesAPointForThousandsOnlyWhereItGroupsThem() throws Exception {
        model.file("a.csv", "id;score;note\n1;9,0;x\n2;1.000;y\n3;9.5;z\n4;9.0;z\n5;1.2345;z\n")
                .surveys("file: a.csv, delimiter: ';', decimal: ','");
        assertThat(model.query(ALL)).containsExactly("1|9|x", "2|1000|y");
        assertThat(model.query(BAD))
                .containsExactly("4|score|9.5|NOT_INTEGER", "5|score|9.0|NOT_INTEGER", "6|score|1.2345|NOT_INTEGER");
    }

    @Test
    void readsEachColumnOfAJoinAsItsOwnSourceSpellsIt() throws Exception {
        model.file("a.csv", "id;note;at\n1;x;5/1/2025 8:30\n2;y;2025-01-05 08:30:00\n")
                .file("b.csv", "id,score,at\n1,9.0,2025-02-01 00:00:00\n2,8,5/1/2025 8:30\n")
                .file("caresql.yaml", """
                        model: m
                        sources:
                          a: {file: a.csv, delimiter: ";", decimal: ",", timestampFormat: d/M/yyyy H:mm}
                          b: {file: b.csv}
                        tables:
                          survey_responses:
                            from: a JOIN b ON a.id = b.id
                            columns: {response_id: a.id, score: b.score, responded_at: a.at}
                            extra: {other: CAST(b.at AS TIMESTAMP)}
                        """);
        assertThat(
                        model.query(
                                "SELECT response_id, score, CAST(responded_at AS VARCHAR), CAST(other AS VARCHAR) FROM survey_responses"))
                .containsExactly("1|9|2025-01-05 08:30:00|2025-02-01 00:00:00");
        assertThat(model.query("SELECT file_name, line_no, bad_value FROM data_quality ORDER BY 1"))
                .containsExactly("a.csv|3|2025-01-05 08:30:00", "b.csv|3|5/1/2025 8:30");
    }

    private void tickets(String source, String text) throws Exception {
        model.file("a.csv", text).file("caresql.yaml", """
                model: m
                sources: {s: {%s}}
                tables: {tickets: {from: s, columns: {ticket_id: id, created_at: at}}}
                """.formatted(source));
    }
}
