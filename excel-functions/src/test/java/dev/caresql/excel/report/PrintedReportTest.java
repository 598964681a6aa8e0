package dev.caresql.excel.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.caresql.engine.ProgressListener;
import dev.caresql.engine.duckdb.SnapshotSettings;
import dev.caresql.excel.agreement.LibreOffice;
import dev.caresql.excel.agreement.Program;
import dev.caresql.excel.formula.ExcelFormulas;
import dev.caresql.jdbc.CareDriver;
import dev.caresql.model.ModelSettings;
import dev.caresql.plan.CareDatabase;
import dev.caresql.plan.DatabaseSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The report as it is printed: every text is there whole, none lies over another, and no number is too long for its cell. */
class PrintedReportTest {
    private static final Path COMPANY =
            Path.of("..", "examples", "company").toAbsolutePath().normalize();
    private static final Pattern PAGE = Pattern.compile("<page width=\"([0-9.]+)\" height=\"([0-9.]+)\">");
    private static final Pattern WORD = Pattern.compile(
            "<word xMin=\"([0-9.-]+)\" yMin=\"([0-9.-]+)\" xMax=\"([0-9.-]+)\" yMax=\"([0-9.-]+)\">(.*?)</word>");
    private static final int CHARTS_TOO = 2;

    @TempDir
    private static Path snapshots;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Language.class)
    void theScorecardOfTheTeams(Language language) throws IOException, SQLException {
        assertPrinted(language, Scope.TEAM, ReportRequest.Template.FULL);
    }

    @Test
    void theTemplateOfTheCareStaff() throws IOException, SQLException {
        assertPrinted(Language.VI, Scope.COMPANY, ReportRequest.Template.TELESALES);
    }

    @Test
    void longNames() throws IOException, SQLException {
        String team =
                "Team for customers of the northern provinces who call on weekdays, on holidays and at night, too";
        String agent = "Agent Nguyễn Trần Thị Phương Anh Minh Châu";
        StringBuilder calls = new StringBuilder("id,agent,team,outcome,wait,at\n");
        for (int i = 0; i < 200; i++) {
            calls.append("I" + i + ",A" + i % 5 + ",T" + i % 2 + ",ANSWERED," + i % 40 + ",2025-11-" + (10 + i % 20)
                    + " 09:00:00\n");
        }
        Files.writeString(folder.resolve("calls.csv"), calls);
        Files.writeString(folder.resolve("teams.csv"), "id,name\nT0,\"" + team + "\"\nT1,\"Two\nlines\"\n");
        Files.writeString(folder.resolve("agents.csv"), "id,name,team\nA0," + agent + ",T0\nA1,B,T1\n");
        Files.writeString(folder.resolve("caresql.yaml"), """
                model: long
                timeZone: Asia/Ho_Chi_Minh
                sources: {calls: {file: calls.csv}, teams: {file: teams.csv}, agents: {file: agents.csv}}
                tables:
                  interactions:
                    from: calls
                    columns: {interaction_id: id, agent_id: agent, team_id: team, channel_code: "'VOICE'",
                      direction_code: "'INBOUND'", outcome_code: outcome, queue_wait_s: wait, started_at: at}
                  teams: {from: teams, columns: {team_id: id, team_name: name}}
                  agents: {from: agents, columns: {agent_id: id, agent_name: name, team_id: team}}
                """);
        assertPrinted(folder, Language.EN, Scope.TEAM, ReportRequest.Template.FULL);
        String printed = withoutSpaces(Files.readString(folder.resolve("text.txt")));
        assertThat(printed).contains(withoutSpaces(team), withoutSpaces(agent), "TeamTwolines");
        assertThat(printed).doesNotContain("TeamTeam");
    }

    private void assertPrinted(Language language, Scope by, ReportRequest.Template template)
            throws IOException, SQLException {
        String printed = assertPrinted(COMPANY, language, by, template);
        if (by != Scope.COMPANY) {
            assertBlocksWhole(folder.resolve("report.xlsx"), printed);
        }
    }

    private String assertPrinted(Path model, Language language, Scope by, ReportRequest.Template template)
            throws IOException, SQLException {
        LibreOffice libreOffice = new LibreOffice(folder);
        Program pdftotext = Program.required("pdftotext");
        assumeTrue(
                !Program.required("fc-list")
                        .run(folder, "Liberation Sans:lang=vi")
                        .isBlank(),
                "Liberation Sans has no Vietnamese letters here: run .ci/install-tools");
        Path report = write(model, language, by, template);
        libreOffice.convert(report, "pdf", folder);
        pdftotext.run(folder, "-enc", "UTF-8", "-raw", "report.pdf", "text.txt");
        pdftotext.run(folder, "-enc", "UTF-8", "-bbox", "report.pdf", "words.html");
        String text = Files.readString(folder.resolve("text.txt"));
        assertThat(text).doesNotContain("###").doesNotContain("#N/A").doesNotContain("Err:");
        assertWhole(report, withoutSpaces(text));
        assertApart(Files.readString(folder.resolve("words.html")));
        return text;
    }

    private static Path write(Path model, Path file, ReportRequest request) throws SQLException {
        DatabaseSettings settings = new DatabaseSettings(
                model,
                new ModelSettings(Optional.empty()),
                new SnapshotSettings(Optional.of(snapshots), Optional.empty(), OptionalInt.empty()));
        try (CareDatabase database = CareDatabase.open(settings, ProgressListener.NONE);
                Connection connection = CareDriver.connect(database, Optional.empty())) {
            DataSettings data =
                    new DataSettings(new ExcelFormulas(database.formulas()), ZoneId.of("Asia/Ho_Chi_Minh"), 0);
            new ReportWriter(connection, request, data, ProgressListener.NONE).write(file);
        }
        return file;
    }

    private Path write(Path model, Language language, Scope by, ReportRequest.Template template) throws SQLException {
        return write(
                model,
                folder.resolve("report.xlsx"),
                new ReportRequest(
                        Period.parse("2025-11"), by, List.of(), List.of(), Optional.empty(), template, language));
    }

    /** Every text and number that a cell shows is in the print, from its first letter to its last. */
    private static void assertWhole(Path report, String printed) throws IOException {
        int compared = 0;
        DataFormatter formats = new DataFormatter(Locale.ROOT);
        formats.setUseCachedValuesForFormulaCells(true);
        try (InputStream in = Files.newInputStream(report);
                XSSFWorkbook workbook = new XSSFWorkbook(in)) {
            for (Sheet sheet : workbook) {
                for (Row row : sheet) {
                    for (Cell cell : row) {
                        if (!sheet.isColumnHidden(cell.getColumnIndex()) && Cells.type(cell) != CellType.BLANK) {
                            String shown = withoutSpaces(shown(cell, formats));
                            assertThat(printed.contains(shown))
                                    .as("%s '%s'", Cells.place(cell), shown)
                                    .isTrue();
                            compared++;
                        }
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    /** After the heads of the scorecard and the trend, which each of their pages repeats, a block begins. */
    private static void assertBlocksWhole(Path report, String printed) throws IOException {
        List<String> lines =
                printed.lines().map(PrintedReportTest::withoutSpaces).toList();
        try (InputStream in = Files.newInputStream(report);
                XSSFWorkbook workbook = new XSSFWorkbook(in)) {
            Sheet scorecard = workbook.getSheetAt(0);
            List<String> bands = new ArrayList<>();
            for (int row = ScorecardSheet.HEADER_ROW + 1; row <= scorecard.getLastRowNum(); row++) {
                Row line = scorecard.getRow(row);
                if (line != null && line.getCell(0) != null && Cells.type(line.getCell(0)) == CellType.STRING) {
                    bands.add(withoutSpaces(line.getCell(0).getStringCellValue()));
                }
            }
            for (Sheet sheet : List.of(scorecard, workbook.getSheetAt(1))) {
                String heads = heads(sheet);
                int pages = 0;
                for (int i = 0; i + 1 < lines.size(); i++) {
                    if (lines.get(i).equals(heads)) {
                        pages++;
                        assertThat(bands)
                                .as("page %s of %s", pages, sheet.getSheetName())
                                .anyMatch(lines.get(i + 1)::startsWith);
                    }
                }
                assertThat(pages).as(sheet.getSheetName()).isGreaterThan(2);
            }
        }
    }

    private static String heads(Sheet sheet) {
        StringBuilder heads = new StringBuilder();
        for (Cell cell : sheet.getRow(sheet.getRepeatingRows().getFirstRow())) {
            heads.append(sheet.isColumnHidden(cell.getColumnIndex()) ? "" : Cells.shown(cell));
        }
        return withoutSpaces(heads.toString());
    }

    /** A sign of percent in quotes multiplies nothing, which the library does not know. */
    private static String shown(Cell cell, DataFormatter formats) {
        if (Cells.type(cell) != CellType.NUMERIC) {
            return Cells.shown(cell);
        }
        String format = cell.getCellStyle().getDataFormatString();
        String number = formats.formatRawCellContents(cell.getNumericCellValue(), -1, format.replace("\"%\"", ""));
        return format.contains("\"%\"") ? number + "%" : number;
    }

    private static String withoutSpaces(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("[\\s\\u00A0]+", "");
    }

    /** No word lies over another or beyond the page: a text that is too long for its cell does. */
    private static void assertApart(String words) {
        int number = 0;
        for (String page : words.split("(?=<page )")) {
            Matcher size = PAGE.matcher(page);
            if (!size.find()) {
                continue;
            }
            number++;
            List<Box> boxes = new ArrayList<>();
            Matcher word = WORD.matcher(page);
            while (word.find()) {
                boxes.add(new Box(
                        Double.parseDouble(word.group(1)),
                        Double.parseDouble(word.group(2)),
                        Double.parseDouble(word.group(3)),
                        Double.parseDouble(word.group(4)),
                        word.group(5)));
            }
            double width = Double.parseDouble(size.group(1));
            for (int i = 0; i < boxes.size(); i++) {
                Box box = boxes.get(i);
                assertThat(box.left() >= 0 && box.right() <= width)
                        .as("page %s: %s", number, box)
                        .isTrue();
                for (Box other : boxes.subList(i + 1, boxes.size())) {
                    assertThat(box.covers(other))
                            .as("page %s: %s lies over %s", number, box, other)
                            .isFalse();
                }
            }
        }
        assertThat(number).isGreaterThanOrEqualTo(CHARTS_TOO);
    }

    private record Box(double left, double top, double right, double bottom, String text) {
        /** Boxes of letters are a little larger than what is drawn. */
        boolean covers(Box other) {
            double across = Math.min(right, other.right) - Math.max(left, other.left);
            double down = Math.min(bottom, other.bottom) - Math.max(top, other.top);
            return across > 1 && down > 0.4 * Math.min(bottom - top, other.bottom - other.top);
        }
    }
}
