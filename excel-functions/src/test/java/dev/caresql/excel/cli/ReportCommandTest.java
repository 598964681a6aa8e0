package dev.caresql.excel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.excel.WorkbookSchemas;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands over a copy of the example company. */
class ReportCommandTest {
    private static final Path COMPANY =
            Path.of("..", "examples", "company").toAbsolutePath().normalize();
    private static final int PLAN = 3;
    private static final int KPI = 12;
    private static final List<String> TEMPLATE = List.of(
            "Số cuộc gọi hoàn thành|Số",
            "Số cuộc gọi bị nhỡ|Số",
            "Tỷ lệ hoàn thành cuộc gọi|%",
            "Mức độ hài lòng của khách hàng|Khách hàng",
            "Số lượng khách phản hồi tích cực|Khách hàng",
            "Tỷ lệ khách hàng hài lòng|%",
            "Thời gian khách chờ cuộc gọi|phút",
            "Thời gian trả lời trung bình / mỗi cuộc gọi|phút",
            "Tỷ lệ xử lý cuộc gọi quá hạn|%",
            "Tỷ lệ khách hàng khiếu nại|%",
            "Số đơn hàng khách hàng mua lại|Đơn/hợp đồng");

    @TempDir
    private static Path company;

    @TempDir
    private static Path reports;

    private static Path template;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void reports() throws IOException {
        Files.copy(COMPANY.resolve("caresql.yaml"), company.resolve("caresql.yaml"));
        Files.createDirectory(company.resolve("data"));
        try (Stream<Path> files = Files.list(COMPANY.resolve("data"))) {
            for (Path file : files.toList()) {
                Files.copy(file, company.resolve("data").resolve(file.getFileName()));
            }
        }
        template = reports.resolve("template.xlsx");
        StringWriter err = new StringWriter();
        int code = run(
                new StringWriter(),
                err,
                "report --period 2025-11 --template telesales --lang vi --data-rows 0 --model " + company + " --out "
                        + template);
        assertThat(code).as(err.toString()).isZero();
    }

    @BeforeEach
    void originalTargets() throws IOException {
        Files.write(targets(), Files.readAllBytes(COMPANY.resolve("data").resolve("kpi_targets.csv")));
    }

    @Test
    void theTemplateHasTheElevenLinesInTheirUnits() throws IOException {
        assertThat(WorkbookSchemas.violations(template)).isEmpty();
        List<String> lines = new ArrayList<>();
        read(template, sheet -> {
            assertThat(sheet.getRow(6).getCell(1).getStringCellValue()).isEqualTo("KPI");
            assertThat(sheet.getRow(6).getCell(2).getStringCellValue()).isEqualTo("Thước đo/tháng");
            assertThat(sheet.getRow(6).getCell(3).getStringCellValue()).isEqualTo("Kế hoạch");
            assertThat(sheet.getRow(6).getCell(4).getStringCellValue()).isEqualTo("Thực hiện");
            for (Row row : sheet) {
                if (row.getRowNum() > 6 && row.getCell(KPI) != null) {
                    lines.add(row.getCell(1).getStringCellValue() + "|"
                            + row.getCell(2).getStringCellValue());
                    if (row.getCell(KPI).getStringCellValue().equals("AHT")) {
                        // 271.9 seconds in minutes.
                        assertThat(row.getCell(PLAN).getNumericCellValue()).isEqualTo(271.9 / 60);
                    }
                }
            }
        });
        assertThat(lines).isEqualTo(TEMPLATE);
    }

    @Test
    void plansTypedIntoTheSheetBecomeNewVersions() throws IOException {
        Path typed = edited(sheet -> {
            plan(sheet, "AHT").setCellValue(4.25);
            plan(sheet, "CALLS_MISSED").setCellValue(30);
            plan(sheet, "COMPLAINT_RATE").setCellValue(0.1);
            percent(plan(sheet, "COMPLAINT_RATE"));
        });
        List<String> before = Files.readAllLines(targets());

        assertThat(run("targets import " + typed + " --model " + company))
                .as(err.toString())
                .isZero();

        List<String> after = Files.readAllLines(targets());
        assertThat(after.subList(0, before.size())).isEqualTo(before);
        assertThat(after.subList(before.size(), after.size()))
                .containsExactlyInAnyOrder(
                        "AHT,COMPANY,ALL,MONTH,2025-11-01,2,255,,EXPLICIT,1,120",
                        "CALLS_MISSED,COMPANY,ALL,MONTH,2025-11-01,2,30,,SUM,1,120",
                        "COMPLAINT_RATE,COMPANY,ALL,MONTH,2025-11-01,2,10,,EXPLICIT,1,120");
        assertThat(out.toString()).startsWith("3 plans written to ").contains("8 unchanged");
        out.getBuffer().setLength(0);
        assertThat(run("targets import " + typed + " --model " + company)).isZero();
        assertThat(out.toString()).startsWith("0 plans written to ").contains("11 unchanged");
        assertThat(Files.readAllLines(targets())).isEqualTo(after);
    }

    @Test
    void everyBadCellIsNamedAndNothingIsWritten() throws IOException {
        Path typed = edited(sheet -> {
            plan(sheet, "AHT").setCellValue("four minutes");
            plan(sheet, "CALLS_MISSED").setCellValue(true);
            plan(sheet, "CALLS_COMPLETED").setCellValue(400);
            XSSFCell code = plan(sheet, "COMPLAINT_RATE");
            code.getRow().getCell(KPI).setCellValue("COMPLAINT_RAT");
        });
        byte[] before = Files.readAllBytes(targets());

        assertThat(run("targets import " + typed + " --model " + company)).isEqualTo(1);

        assertThat(err.toString())
                .isEqualTo("No plan of typed.xlsx was taken, because of 3 cells:\n"
                        + "Mẫu KPI!D9 'TRUE': it is no number: type a number, or leave the cell empty for no plan\n"
                        + "Mẫu KPI!D15 'four minutes': it is no number: type a number, or leave the cell empty for no plan\n"
                        + "Mẫu KPI!D17 'COMPLAINT_RAT': the hidden columns of its row no longer say whose plan it is: write"
                        + " the report anew and type it in there\n");
        assertThat(Files.readAllBytes(targets())).isEqualTo(before);
    }

    @Test
    void theCompanyAloneIsWhatIsShownWhenNothingElseIsAsked() throws IOException {
        Path own = reports.resolve("company.xlsx");
        assertThat(run("report --period 2025-11 --data-rows 0 --model " + company + " --out " + own))
                .as(err.toString())
                .isZero();
        read(own, sheet -> {
            Set<String> scopes = new TreeSet<>();
            for (Row row : sheet) {
                if (row.getRowNum() > 6 && row.getCell(KPI + 1) != null) {
                    scopes.add(row.getCell(KPI + 1).getStringCellValue());
                }
            }
            assertThat(scopes).containsExactly("COMPANY");
        });
    }

    @Test
    void mistakesAreToldWithoutAStackTrace() throws IOException {
        Path text = Files.writeString(reports.resolve("text.xlsx"), "no workbook");
        String target = " --out " + reports.resolve("x.xlsx") + " --model " + company;
        assertMistake("report --period 2025-13" + target, "'2025-13' is no period; write a month such as 2026-10");
        assertMistake(
                "report --period 2031-01 --kpis NPS" + target,
                "There are no figures for 2031-01 of NPS: the data run from ");
        assertMistake(
                "report --period 2025-11 --model " + company + " --out " + reports.resolve("x.xls"),
                "The name x.xls does not end in .xlsx, by which Excel knows what it opens");
        assertMistake(
                "functions --out " + reports.resolve("x.xlam"),
                "The name x.xlam does not end in .xlsx or .xltx, by which");
        assertMistake("report --period 2025-11 --kpis NSP" + target, "There is no KPI NSP; did you mean 'NPS'?");
        assertMistake(
                "report --period 2025-11 --by team --only T9" + target, "There is no team 'T9'; did you mean 'T1'?");
        assertMistake(
                "report --period 2025-11 --by team --kpis FCR_RATE --only T3" + target,
                "There are no figures of T3 for 2025-11 of FCR_RATE; map team_id where it is missing, or leave out --by team");
        assertMistake(
                "report --period 2025-11 --scorecard R9" + target,
                "There is no scorecard 'R9'; did you mean 'R1'?; there are R1");
        assertMistake(
                "report --period 2025-11 --out x.xlsx --model " + reports.resolve("none"), "There is no model file ");
        assertMistake(
                "report --period 2025-11 --kpis NPS --model " + company + " --out "
                        + reports.resolve("none").resolve("x.xlsx"),
                "There is no folder ");
        assertMistake("targets import " + text + " --model " + company, "text.xlsx cannot be read as a workbook (");
        assertMistake("targets import none.xlsx --model " + company, "There is no workbook none.xlsx");
        assertThat(reports.resolve("x.xlsx")).doesNotExist();
    }

    @Test
    void aModelThatLacksTablesSaysWhich() throws IOException {
        Path small = Files.createDirectory(reports.resolve("small"));
        Files.writeString(
                small.resolve("calls.csv"), "id,wait,at\nC1,5,2025-11-03 09:00:00\nC2,7,2025-11-04 09:00:00\n");
        Files.writeString(small.resolve("my.yaml"), """
                kpis:
                  - {name: MY_OWN, parameters: {score: integer}, formula: COUNT(score), unit: count}
                """);
        Files.writeString(small.resolve("caresql.yaml"), """
                model: small
                kpis: my.yaml
                sources: {calls: {file: calls.csv}}
                tables:
                  interactions:
                    from: calls
                    columns: {interaction_id: id, channel_code: "'VOICE'", direction_code: "'INBOUND'",
                      outcome_code: "'ANSWERED'", queue_wait_s: wait, started_at: at}
                """);
        Path report = reports.resolve("small.xlsx");
        String target = " --model " + small + " --out " + report;

        assertMistake(
                "report --period 2025-11 --kpis NPS" + target,
                "KPI NPS cannot be computed: table survey_responses is not mapped. Complete the model or the KPI's"
                        + " binding, or leave the KPI out");
        assertMistake(
                "report --period 2025-11 --kpis MY_OWN" + target,
                "KPI MY_OWN cannot be computed: it has no table of its own; give its arguments. Complete the model or the"
                        + " KPI's binding, or leave the KPI out");
        assertThat(report).doesNotExist();
        assertThat(run("report --period 2025-11" + target)).as(err.toString()).isZero();
        assertThat(WorkbookSchemas.violations(report)).isEmpty();
        assertMistake(
                "targets import " + report + " --model " + small,
                "Plans cannot be written into this model: the model maps no table kpi_targets; map it from one CSV file, a"
                        + " column for each, or enter the plans where the model takes them from");
    }

    @Test
    void fewerThanNoRowsAreRefused() {
        assertThat(run("report --period 2025-11 --data-rows -1 --model " + company + " --out x.xlsx"))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("--data-rows is a number of rows, 0 or more, but was -1");
    }

    private void assertMistake(String command, String message) {
        err.getBuffer().setLength(0);
        assertThat(run(command)).as(command).isEqualTo(1);
        assertThat(err.toString()).contains(message).doesNotContain("\tat ");
    }

    private static XSSFCell plan(XSSFSheet sheet, String kpi) {
        for (Row row : sheet) {
            if (row.getCell(KPI) != null
                    && row.getCell(KPI).getStringCellValue().equals(kpi)) {
                return sheet.getRow(row.getRowNum()).getCell(PLAN);
            }
        }
        throw new AssertionError("no line of " + kpi);
    }

    private static void percent(XSSFCell cell) {
        var style = cell.getSheet().getWorkbook().createCellStyle();
        style.setDataFormat(cell.getSheet().getWorkbook().createDataFormat().getFormat("0%"));
        cell.setCellStyle(style);
    }

    private Path edited(Consumer<XSSFSheet> edit) throws IOException {
        Path typed = reports.resolve("typed.xlsx");
        try (InputStream in = Files.newInputStream(template);
                XSSFWorkbook workbook = new XSSFWorkbook(in)) {
            edit.accept(workbook.getSheetAt(0));
            try (OutputStream file = Files.newOutputStream(typed)) {
                workbook.write(file);
            }
        }
        return typed;
    }

    private static void read(Path file, Consumer<XSSFSheet> reader) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                XSSFWorkbook workbook = new XSSFWorkbook(in)) {
            reader.accept(workbook.getSheetAt(0));
        }
    }

    private static Path targets() {
        return company.resolve("data").resolve("kpi_targets.csv");
    }

    private int run(String command) {
        return run(out, err, command);
    }

    private static int run(StringWriter out, StringWriter err, String command) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), command.split(" "));
    }
}
