package dev.caresql.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.zip.GZIPOutputStream;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** What files a model can be fed from, and that their values arrive as they are. */
class ImportTest extends ImportingTest {
    private static final String ALL = "SELECT response_id, score, comment_text FROM survey_responses ORDER BY 1";

    @Test
    void readsDelimitersQuotesEscapesAndLineBreaksInQuotes() throws Exception {
        model.file("a.csv", "id;score;note\n1;9;'it\\'s; fine'\n2;8;'two\nlines'\n3;7;plain \"quotes\"\n")
                .surveys("file: a.csv, delimiter: ';', quote: \"'\", escape: '\\'");
        assertThat(model.query(ALL)).containsExactly("1|9|it's; fine", "2|8|two\nlines", "3|7|plain \"quotes\"");
    }

    @Test
    void readsWindowsLineEndsWithLineFeedsInQuotes() throws Exception {
        model.file("a.csv", "id,score,note\r\n1,9,\"two\nlines\"\r\n2,x,y\r\n3,8,\"three\r\nlines\"\r\n")
                .surveys("file: a.csv");
        assertThat(model.query(ALL)).containsExactly("1|9|two\nlines", "3|8|three\r\nlines");
        assertThat(model.query("SELECT line_no, row_text FROM data_quality")).containsExactly("4|2,x,y");
    }

    @Test
    void readsTabsNullsAndSkippedLines() throws Exception {
        model.file("a.tsv", "Export of 3 May\n\nid\tscore\tnote\n1\t?\t\n2\t8\tnone\n")
                .surveys("file: a.tsv, skipLines: 2, nulls: ['', '?', none]");
        assertThat(model.query(ALL)).containsExactly("1|null|null", "2|8|null");
    }

    @Test
    void readsFilesWithoutHeader() throws Exception {
        model.file("a.csv", "1,9,x\n2,8,y\n").file("caresql.yaml", """
                        model: m
                        sources: {s: {file: a.csv, header: false}}
                        tables:
                          survey_responses:
                            from: s
                            columns: {response_id: column1, score: column2, comment_text: column3}
                        """);
        assertThat(model.query(ALL)).containsExactly("1|9|x", "2|8|y");
    }

    @Test
    void cleansHeadersOfBlanksLineBreaksAndByteOrderMark() throws Exception {
        model.file("a.csv", "\uFEFFid ,\"score\n(0-10)\",,Note,note\n1,9,x,y,z\n")
                .file("caresql.yaml", """
                        model: m
                        sources: {s: {file: a.csv}}
                        tables:
                          survey_responses:
                            from: s
                            columns: {response_id: id, score: '"score (0-10)"', comment_text: "column3 || Note || note_2"}
                        """);
        assertThat(model.query(ALL)).containsExactly("1|9|xyz");
    }

    @Test
    void readsCompressedFiles() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("id,score,note\n1,9,x\n2,bad,y\n".getBytes(StandardCharsets.UTF_8));
        }
        model.bytes("a.csv.gz", bytes.toByteArray()).surveys("file: a.csv.gz");
        assertThat(model.query(ALL)).containsExactly("1|9|x");
        assertThat(model.query("SELECT file_name, line_no FROM data_quality")).containsExactly("a.csv.gz|3");
    }

    @Test
    void readsDatesAndNumbersInOtherSpellings() throws Exception {
        model.file("a.csv", "id;at;wait\n1;29/2/2016 01:16;\"1.234,5\"\n2;1/12/2016 13:05;7\n")
                .file("caresql.yaml", """
                        model: m
                        sources:
                          s: {file: a.csv, delimiter: ";", timestampFormat: "d/M/yyyy HH:mm", decimal: ",", columns: {wait: double}}
                        tables:
                          tickets: {from: s, columns: {ticket_id: id, created_at: at}, extra: {wait: wait}}
                        """);
        assertThat(model.query("SELECT ticket_id, created_at, wait, business_date FROM tickets ORDER BY 1"))
                .containsExactly("1|2016-02-29 01:16:00.0|1234.5|2016-02-29", "2|2016-12-01 13:05:00.0|7.0|2016-12-01");
    }

    @Test
    void readsParquetAndJson() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            String path = folder.resolve("a.parquet").toString().replace("'", "''");
            statement.execute(
                    "COPY (SELECT 1 AS id, 9::TINYINT AS score, 'x' AS note) TO '" + path + "' (FORMAT parquet)");
        }
        model.surveys("file: a.parquet");
        assertThat(model.query(ALL)).containsExactly("1|9|x");
        model.file(
                        "a.jsonl",
                        "{\"id\": 1, \"score\": 9, \"note\": \"x\"}\n{\"id\": \"b\", \"score\": null, \"more\": [1]}\n")
                .surveys("file: a.jsonl");
        assertThat(model.query(ALL)).containsExactly("1|9|x", "b|null|null");
        model.file("a.json", "[{\"id\": 1, \"score\": 9, \"note\": \"x\"}, {\"id\": 2, \"score\": 8}]")
                .surveys("file: a.json");
        assertThat(model.query(ALL)).containsExactly("1|9|x", "2|8|null");
    }

    @Test
    void readsSheetsOfWorkbooks() throws Exception {
        writeWorkbook(folder.resolve("a.xlsx"));
        model.file("caresql.yaml", """
                model: m
                sources: {s: {file: a.xlsx, sheet: Data}}
                tables:
                  survey_responses:
                    from: s
                    columns: {response_id: id, score: score, comment_text: note, responded_at: '"at"'}
                """);
        assertThat(model.query(
                        "SELECT response_id, score, comment_text, responded_at FROM survey_responses ORDER BY 1"))
                .containsExactly("1|9|a \"quoted\"\ntext|2024-05-03 10:15:00.0", "3|7|null|null");
        assertThat(model.query("SELECT file_name, line_no, column_name, bad_value FROM data_quality"))
                .containsExactly("a.xlsx|3|score|7.5");
    }

    @Test
    void readsDateAndNumberCellsAsTheyAreBesideTextsInOtherSpellings() throws Exception {
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                var out = java.nio.file.Files.newOutputStream(folder.resolve("a.xlsx"))) {
            Sheet sheet = workbook.createSheet("Data");
            String[][] texts = {
                {"id", "at", "on", "wait"}, {"1", "", "", ""}, {"2", "29/2/2016 01:16", "1/12/2016", "1.234,5"}
            };
            for (int i = 0; i < texts.length; i++) {
                Row row = sheet.createRow(i);
                for (int j = 0; j < texts[i].length; j++) {
                    row.createCell(j).setCellValue(texts[i][j]);
                }
            }
            CellStyle date = workbook.createCellStyle();
            date.setDataFormat(workbook.getCreationHelper().createDataFormat().getFormat("dd/mm/yyyy"));
            LocalDateTime[] times = {LocalDateTime.of(2016, 3, 5, 10, 15, 30), LocalDateTime.of(2016, 3, 5, 0, 0)};
            for (int j = 0; j < times.length; j++) {
                sheet.getRow(1).getCell(j + 1).setCellValue(times[j]);
                sheet.getRow(1).getCell(j + 1).setCellStyle(date);
            }
            sheet.getRow(1).getCell(3).setCellValue(7.25);
            workbook.write(out);
        }
        model.file("caresql.yaml", """
                model: m
                sources:
                  s: {file: a.xlsx, timestampFormat: d/M/yyyy HH:mm, dateFormat: d/M/yyyy, decimal: ",", columns: {wait: double, "on": date}}
                tables:
                  tickets: {from: s, columns: {ticket_id: id, created_at: '"at"'}, extra: {wait: wait, asked: '"on"'}}
                """);
        assertThat(model.query("SELECT ticket_id, created_at, asked, wait FROM tickets ORDER BY 1"))
                .containsExactly(
                        "1|2016-03-05 10:15:30.0|2016-03-05|7.25", "2|2016-02-29 01:16:00.0|2016-12-01|1234.5");
    }

    @Test
    void readsTimesOfDayOfAWorkbookMidnightToo() throws Exception {
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                var out = java.nio.file.Files.newOutputStream(folder.resolve("a.xlsx"))) {
            Sheet sheet = workbook.createSheet();
            CellStyle time = workbook.createCellStyle();
            time.setDataFormat(workbook.createDataFormat().getFormat("h:mm AM/PM"));
            sheet.createRow(0).createCell(0).setCellValue("opens");
            sheet.getRow(0).createCell(1).setCellValue("closes");
            double[][] hours = {{8 / 24.0, 17.5 / 24}, {0, 1}};
            for (int i = 0; i < hours.length; i++) {
                Row row = sheet.createRow(i + 1);
                for (int j = 0; j < 2; j++) {
                    row.createCell(j).setCellValue(hours[i][j]);
                    row.getCell(j).setCellStyle(time);
                }
            }
            workbook.write(out);
        }
        model.file("caresql.yaml", """
                model: m
                sources: {s: {file: a.xlsx}}
                tables:
                  business_hours:
                    {from: s, columns: {calendar_id: "'a'", iso_weekday: 1, opens_at: opens, closes_at: closes}}
                """);
        assertThat(model.query("SELECT opens_at, closes_at FROM business_hours ORDER BY 1"))
                .containsExactly("00:00|00:00", "08:00|17:30");
    }

    private static void writeWorkbook(Path file) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                var out = java.nio.file.Files.newOutputStream(file)) {
            workbook.createSheet("Notes").createRow(0).createCell(0).setCellValue("not this one");
            Sheet sheet = workbook.createSheet("Data");
            Row header = sheet.createRow(0);
            String[] names = {"id", "score", "note", "at"};
            for (int i = 0; i < names.length; i++) {
                header.createCell(i).setCellValue(names[i]);
            }
            CellStyle date = workbook.createCellStyle();
            date.setDataFormat(workbook.getCreationHelper().createDataFormat().getFormat("yyyy-mm-dd hh:mm"));
            Row first = sheet.createRow(1);
            first.createCell(0).setCellValue(1);
            first.createCell(1).setCellValue(9);
            first.createCell(2).setCellValue("a \"quoted\"\ntext");
            first.createCell(3).setCellValue(LocalDateTime.of(2024, 5, 3, 10, 15));
            first.getCell(3).setCellStyle(date);
            Row second = sheet.createRow(2);
            second.createCell(0).setCellValue(2);
            second.createCell(1).setCellValue(7.5);
            Row third = sheet.createRow(4);
            third.createCell(0).setCellValue("3");
            third.createCell(1).setCellValue("7");
            workbook.write(out);
        }
    }

    @Test
    void takesFilesWhoseNamesHoldGlobCharactersOrQuotes() throws Exception {
        model.file("we[i]rd 'q\"*.csv", "id,score,note\n1,9,x\nbad,row,y\n")
                .file("weird.csv", "id,score,note\n2,8,y\n");
        model.surveys("file: 'we[i]rd ''q\"*.csv'");
        assertThat(model.query(ALL)).containsExactly("1|9|x");
        assertThat(model.query("SELECT file_name, line_no FROM data_quality")).containsExactly("we[i]rd 'q\"*.csv|3");
        model.surveys("file: 'we*.csv'");
        assertThat(model.query(ALL)).containsExactly("1|9|x", "2|8|y");
    }

    @Test
    void putsFilesOfDifferentColumnsTogetherByName() throws Exception {
        model.file("a1.csv", "id,score,note\n1,9,x\n").file("a2.csv", "note,id,more,score\ny,2,m,8\n");
        model.surveys("file: ['a?.csv']");
        assertThat(model.query(ALL)).containsExactly("1|9|x", "2|8|y");
    }

    @Test
    void joinsFiltersGroupsAndUnitesFeeds() throws Exception {
        model.file("calls.csv", "call_id,agent,leg,secs\nc1,a,1,10\nc1,b,2,20\nc2,b,1,5\nc3,z,1,x\n")
                .file("agents.csv", "agent,team\na,red\nb,blue\n")
                .file("caresql.yaml", """
                        model: m
                        sources:
                          calls: {file: calls.csv, columns: {secs: integer, leg: integer}}
                          agents: {file: agents.csv}
                        tables:
                          interactions:
                            - from: calls
                              where: agent <> 'z'
                              groupBy: call_id
                              columns: {interaction_id: call_id, talk_s: SUM(secs), transfer_count: COUNT(*) - 1}
                            - from: "(SELECT c.*, ROW_NUMBER() OVER (PARTITION BY agent ORDER BY leg) AS n FROM calls c) c JOIN agents USING (agent)"
                              where: n = 1
                              columns: {interaction_id: "call_id || '-' || team", talk_s: secs}
                        """);
        assertThat(model.query("SELECT interaction_id, talk_s, transfer_count FROM interactions ORDER BY 1"))
                .containsExactly("c1|30|1", "c1-red|10|null", "c2|5|0", "c2-blue|5|null");
        assertThat(model.query(
                        "SELECT DISTINCT source_name, file_name, line_no, column_name, bad_value FROM data_quality"))
                .containsExactly("calls|calls.csv|5|secs|x");
    }

    @Test
    void convertsTimestampsToUtcAndKeepsTheBusinessDate() throws Exception {
        model.file("a.csv", "id,at\n1,2024-03-10 23:30:00\n2,2024-03-10T23:30:00Z\n3,2024-03-10 23:30:00+02:00\n")
                .file("caresql.yaml", """
                        model: m
                        timeZone: Asia/Ho_Chi_Minh
                        sources: {s: {file: a.csv}, la: {file: a.csv, timeZone: America/Los_Angeles}}
                        tables:
                          tickets:
                            - {from: s, columns: {ticket_id: id, created_at: '"at"'}}
                            - {from: la, columns: {ticket_id: "'la' || id", created_at: 'CAST(SUBSTRING("at" FROM 1 FOR 10) AS DATE)'}}
                        """);
        assertThat(model.query("SELECT ticket_id, created_at, business_date FROM tickets ORDER BY 1"))
                .containsExactly(
                        "1|2024-03-10 16:30:00.0|2024-03-10",
                        "2|2024-03-10 23:30:00.0|2024-03-11",
                        "3|2024-03-10 21:30:00.0|2024-03-11",
                        "la1|2024-03-10 08:00:00.0|2024-03-10",
                        "la2|2024-03-10 08:00:00.0|2024-03-10",
                        "la3|2024-03-10 08:00:00.0|2024-03-10");
    }

    @Test
    void derivesRepeatContactsAndTheirMaturity() throws SQLException, IOException {
        model.file("a.csv", """
                        id,cust,why,at,outcome,channel
                        1,A,bill,2024-01-01 00:00:00,ANSWERED,VOICE
                        2,A,bill,2024-01-08 00:00:00,ANSWERED,VOICE
                        3,A,bill,2024-01-15 00:00:00.000001,ANSWERED,VOICE
                        4,A,ship,2024-01-02 00:00:00,ANSWERED,VOICE
                        5,A,bill,2024-01-02 00:00:00,ABANDONED,VOICE
                        6,,bill,2024-01-02 00:00:00,ANSWERED,VOICE
                        7,A,bill,2024-01-02 00:00:00,ANSWERED,CHAT
                        """).file("caresql.yaml", """
                        model: m
                        sources: {s: {file: a.csv}}
                        tables:
                          interactions:
                            from: s
                            columns: {interaction_id: id, customer_id: cust, reason_code: why, started_at: '"at"',
                              outcome_code: outcome, channel_code: channel, direction_code: "'INBOUND'"}
                        """);
        assertThat(model.query("SELECT interaction_id, seconds_since_previous_contact, seconds_to_next_contact,"
                        + " is_first_contact, has_repeat_contact, matures_at FROM interactions ORDER BY 1"))
                .containsExactly(
                        "1|null|604800.0|true|true|2024-01-08 00:00:00.0",
                        "2|604800.0|604800.000001|false|false|2024-01-15 00:00:00.0",
                        "3|604800.000001|null|true|false|2024-01-22 00:00:00.000001",
                        "4|null|null|true|false|2024-01-09 00:00:00.0",
                        "5|null|null|null|null|null",
                        "6|null|null|null|null|null",
                        "7|null|null|null|null|null");
    }

    @Test
    void derivesRepeatContactsOfFeedsThatLackColumnsOrHaveBadRows() throws SQLException, IOException {
        model.file("a.csv", """
                        id,cust,at,outcome
                        1,A,2024-01-01 00:00:00,ANSWERED
                        2,B,2024-01-01 00:00:00,ANSWERED
                        3,B,some day,ANSWERED
                        4,C,2024-01-01 00:00:00,ABANDONED
                        """).file("b.csv", """
                        id,cust,at
                        5,A,2024-01-02 00:00:00
                        6,D,2024-01-02 00:00:00
                        """).file("caresql.yaml", """
                        model: m
                        sources: {a: {file: a.csv}, b: {file: b.csv}}
                        tables:
                          interactions:
                            - from: a
                              columns: {interaction_id: id, customer_id: cust, started_at: '"at"', outcome_code: outcome,
                                channel_code: "'VOICE'", direction_code: "'INBOUND'"}
                            - from: b
                              columns: {interaction_id: id, customer_id: cust, started_at: '"at"', channel_code: "'VOICE'",
                                direction_code: "'INBOUND'"}
                        """);
        assertThat(
                        model.query(
                                "SELECT interaction_id, seconds_to_next_contact, is_first_contact FROM interactions ORDER BY 1"))
                .containsExactly("1|null|true", "2|null|true", "4|null|null", "5|null|null", "6|null|null");
    }
}
