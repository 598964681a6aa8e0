package dev.caresql.excel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.caresql.excel.agreement.LibreOffice;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans in sheets that people make themselves, over a copy of the example company. */
class TargetsCommandTest {
    private static final Path COMPANY =
            Path.of("..", "examples", "company").toAbsolutePath().normalize();

    /** The column of plans on a scorecard. */
    private static final int PLAN = 3;

    @TempDir
    private static Path company;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private List<String> before = List.of();

    @BeforeAll
    static void copy() throws IOException {
        Files.copy(COMPANY.resolve("caresql.yaml"), company.resolve("caresql.yaml"));
        Files.createDirectory(company.resolve("data"));
        try (Stream<Path> files = Files.list(COMPANY.resolve("data"))) {
            for (Path file : files.toList()) {
                Files.copy(file, company.resolve("data").resolve(file.getFileName()));
            }
        }
    }

    @BeforeEach
    void originalTargets() throws IOException {
        Files.write(targets(), Files.readAllBytes(COMPANY.resolve("data").resolve("kpi_targets.csv")));
        before = Files.readAllLines(targets());
    }

    @Test
    void theTemplateOfTheCareStaffAsTheyKeepIt() throws IOException {
        Path file = workbook(
                "KPI tháng",
                row("MẪU KPI CHO NHÂN VIÊN CHĂM SÓC KHÁCH HÀNG"),
                row("Tháng 11/2025"),
                row(),
                row("KPI", "Thước đo/tháng", "Kế hoạch", "Thực hiện"),
                row("Số cuộc gọi hoàn thành", "Số", 400, 380),
                row("số cuộc gọi  bị nhỡ", "Số", "30", 12),
                row("Tỷ lệ hoàn thành cuộc gọi", "%", "91,5%", "87%"),
                row("Tỷ lệ khách hàng hài lòng", "%", 85, 82.5),
                row("Thời gian trả lời trung bình / mỗi cuộc gọi", "phút", "4,25", 4.5),
                row("Tỷ lệ khách hàng khiếu nại", "%", "0,5 %", ""),
                row("Số đơn hàng khách hàng mua lại", "Đơn/hợp đồng", "", 49),
                row("Người lập: Lan"));

        assertThat(run("targets import " + file + " --model " + company))
                .as(err.toString())
                .isZero();

        assertThat(written())
                .containsExactly(
                        "CALLS_COMPLETED,COMPANY,ALL,MONTH,2025-11-01,2,400,,SUM,1,120",
                        "CALLS_MISSED,COMPANY,ALL,MONTH,2025-11-01,2,30,,SUM,1,120",
                        "CALL_COMPLETION_RATE,COMPANY,ALL,MONTH,2025-11-01,2,91.5,,EXPLICIT,1,120",
                        "SATISFIED_RATE,COMPANY,ALL,MONTH,2025-11-01,2,85,,EXPLICIT,1,120",
                        "AHT,COMPANY,ALL,MONTH,2025-11-01,2,255,,EXPLICIT,1,120",
                        "COMPLAINT_RATE,COMPANY,ALL,MONTH,2025-11-01,2,0.5,,EXPLICIT,1,120");
    }

    @Test
    void aColumnForEachMonthAndTheTeamsByName() throws IOException {
        Path file = workbook(
                "Plans 2026",
                row("Team", "KPI", "Unit", "Jan 2026", "T2/2026", "2026-03"),
                row("Chat và mạng xã hội", "Average handle time", "minutes", 4, 4.5, ""),
                row("T1", "NPS", "points", 40, "", 42),
                row("", "Revenue", "amount", "198.000.000", "", ""));

        assertThat(run("targets import " + file + " --model " + company))
                .as(err.toString())
                .isZero();

        assertThat(written().stream().map(line -> line.replaceAll(",(,|EXPLICIT|SUM).*$", "")))
                .containsExactly(
                        "AHT,TEAM,T3,MONTH,2026-01-01,1,240",
                        "AHT,TEAM,T3,MONTH,2026-02-01,1,270",
                        "NPS,TEAM,T1,MONTH,2026-01-01,1,40",
                        "NPS,TEAM,T1,MONTH,2026-03-01,1,42",
                        "REVENUE,COMPANY,ALL,MONTH,2026-01-01,1,198000000");
    }

    @Test
    void monthsOverPlanAndActual() throws IOException {
        Path file = workbook(
                "KPI",
                row("Năm 2026"),
                row("", "Tháng 1", "", "Tháng 2", ""),
                row("KPI", "Kế hoạch", "Thực hiện", "Kế hoạch", "Thực hiện"),
                row("CSAT", 80, 79, "81%", ""));

        assertThat(run("targets import " + file + " --model " + company))
                .as(err.toString())
                .isZero();

        assertThat(written().stream().map(line -> line.replaceAll(",(,|EXPLICIT|SUM).*$", "")))
                .containsExactly("CSAT,COMPANY,ALL,MONTH,2026-01-01,1,80", "CSAT,COMPANY,ALL,MONTH,2026-02-01,1,81");
    }

    @Test
    void everyBadCellIsNamedAndNothingIsWritten() throws IOException {
        Path file = workbook(
                "Kế hoạch T1-2026",
                row("KPI", "Đội", "Thước đo", "Kế hoạch"),
                row("Chỉ số hài lòg", "", "%", 80),
                row("CSAT", "Đội Mặt Trăng", "%", 80),
                row("CSAT", "", "%", 0.8),
                row("AHT", "", "giây", "1.250"),
                row("AHT", "", "giây", "bốn phút"),
                row("AHT", "", "giây", true),
                row("NPS", "", "điểm", "40%"),
                row("", "", "", 12),
                row("CALLS_MISSED", "", "Số", 30),
                row("Số cuộc gọi bị nhỡ", "", "Số", 31));

        assertThat(run("targets import " + file + " --model " + company)).isEqualTo(1);

        assertThat(err.toString().lines().map(line -> line.replaceAll("; did you mean.*$", "")))
                .containsExactly(
                        "No plan of plans.xlsx was taken, because of 9 cells:",
                        "Kế hoạch T1-2026!A2 'Chỉ số hài lòg': there is no KPI of this name",
                        "Kế hoạch T1-2026!B3 'Đội Mặt Trăng': the model has no team of this name or identifier",
                        "Kế hoạch T1-2026!D4 '0.8': CSAT is in percent, so it may be 80 % or 0.8 %: write it with the sign of"
                                + " percent",
                        "Kế hoạch T1-2026!D5 '1.250': it may be 1250 or 1.250: type it as a number, not as a text",
                        "Kế hoạch T1-2026!D6 'bốn phút': it is no number: type a number, or leave the cell empty for no plan",
                        "Kế hoạch T1-2026!D7 'TRUE': it is no number: type a number, or leave the cell empty for no plan",
                        "Kế hoạch T1-2026!D8 '40%': NPS is not in percent: type the number itself",
                        "Kế hoạch T1-2026!D9 '12': its line names no KPI: name it, or empty the cell",
                        "Kế hoạch T1-2026!D11 '31': the plan of CALLS_MISSED stands in Kế hoạch T1-2026!D10 too: delete one of"
                                + " the two rows");
        assertThat(Files.readAllLines(targets())).isEqualTo(before);
    }

    @Test
    void thePeriodThatNobodyWroteIsAskedFor() throws IOException {
        Path file = workbook("Sheet1", row("KPI", "Plan"), row("CSAT", "81%"));

        assertThat(run("targets import " + file + " --model " + company)).isEqualTo(1);
        assertThat(err.toString())
                .contains(
                        "Sheet1!B1 'Plan': its period is not known: write it as 2025-11 or T11/2025, or give --period");

        assertThat(run("targets import " + file + " --period 2026-Q1 --model " + company))
                .isZero();
        assertThat(written()).singleElement().asString().startsWith("CSAT,COMPANY,ALL,QUARTER,2026-01-01,1,81");
    }

    @Test
    void aFormulaThatNobodyComputedIsNamed() throws IOException {
        Path file = workbook(
                "Tháng 1-2026",
                row("KPI", "Thực hiện", "Kế hoạch"),
                row("NPS", 40, "=B2*1.1"),
                row("CALLS_MISSED", 30, "=B3-2"),
                row("CALLS_COMPLETED", 300, 310));

        assertThat(run("targets import " + file + " --model " + company)).isEqualTo(1);

        assertThat(err.toString().lines())
                .containsExactly(
                        "No plan of plans.xlsx was taken, because of 2 cells:",
                        "Tháng 1-2026!C2 '=B2*1.1': it is a formula that was never computed: open the workbook in Excel or"
                                + " LibreOffice and save it there, or type the number",
                        "Tháng 1-2026!C3 '=B3-2': it is a formula that was never computed: open the workbook in Excel or"
                                + " LibreOffice and save it there, or type the number");
        assertThat(Files.readAllLines(targets())).isEqualTo(before);
    }

    @Test
    void aFormulaThatLibreOfficeComputedIsTaken() throws IOException {
        Path file = workbook(
                "Tháng 1-2026",
                row("KPI", "Thực hiện", "Kế hoạch"),
                row("NPS", 40, "=B2*1.1"),
                row("CSAT", 80, "=\"\""));
        Path saved = Files.createDirectory(folder.resolve("saved"));
        new LibreOffice(folder).convert(file, "xlsx", saved);

        assertThat(run("targets import " + saved.resolve("plans.xlsx") + " --model " + company))
                .as(err.toString())
                .isZero();

        assertThat(written()).singleElement().asString().startsWith("NPS,COMPANY,ALL,MONTH,2026-01-01,1,44,");
    }

    /** A scorecard that somebody saved with LibreOffice, after typing plans in the ways that people do. */
    @Test
    void aScorecardThatLibreOfficeSaved() throws IOException {
        Path report = folder.resolve("report.xlsx");
        assertThat(run("report --model " + company + " --period 2025-11 --kpis NPS,CSAT,REVENUE,AHT,CALLS_MISSED"
                        + " --data-rows 0 --lang vi --out " + report))
                .as(err.toString())
                .isZero();
        try (XSSFWorkbook workbook = new XSSFWorkbook(Files.newInputStream(report));
                OutputStream stream = Files.newOutputStream(report)) {
            XSSFSheet sheet = workbook.getSheetAt(0);
            plan(sheet, "NPS").setBlank();
            plan(sheet, "NPS").setCellFormula("20*2.5");
            plan(sheet, "CSAT").setCellValue("83,5 %");
            plan(sheet, "REVENUE").setCellValue("1.234.567,5");
            workbook.write(stream);
        }
        assertThat(run("targets import " + report + " --model " + company)).isEqualTo(1);
        assertThat(err.toString()).contains("'=20*2.5': it is a formula that was never computed");
        Path saved = Files.createDirectory(folder.resolve("saved"));
        new LibreOffice(folder).convert(report, "xlsx", saved);

        assertThat(run("targets import " + saved.resolve("report.xlsx") + " --model " + company))
                .as(err.toString())
                .isZero();

        assertThat(written().stream().map(line -> line.replaceAll(",(20)?,(EXPLICIT|SUM).*$", "")))
                .containsExactlyInAnyOrder(
                        "NPS,COMPANY,ALL,MONTH,2025-11-01,2,50",
                        "CSAT,COMPANY,ALL,MONTH,2025-11-01,2,83.5",
                        "REVENUE,COMPANY,ALL,MONTH,2025-11-01,2,1234567.5");
        assertThat(out.toString()).contains("2 unchanged");
    }

    private static Cell plan(XSSFSheet sheet, String kpi) {
        for (Row row : sheet) {
            for (Cell cell : row) {
                if (cell.getCellType() == CellType.STRING
                        && cell.getStringCellValue().equals(kpi)) {
                    return row.getCell(PLAN);
                }
            }
        }
        throw new AssertionError("no line of " + kpi);
    }

    @Test
    void targetsThatAreReadOnlyStayAsTheyAre() throws IOException {
        Path file = workbook("T1-2026", row("KPI", "Plan"), row("CSAT", 81));
        boolean isProtected = targets().toFile().setWritable(false, false);
        assumeTrue(isProtected, "This file system cannot protect a file");
        try {
            assertThat(run("targets import " + file + " --model " + company)).isEqualTo(1);
            assertThat(err.toString()).contains("kpi_targets.csv is read-only; allow writing to it");
            assertThat(Files.readAllLines(targets())).isEqualTo(before);
        } finally {
            assertThat(targets().toFile().setWritable(true)).isTrue();
        }
    }

    @Test
    void aWorkbookWithoutPlansIsRefused() throws IOException {
        Path file = workbook("Sheet1", row("Name", "Phone"), row("Lan", "0123"));

        assertThat(run("targets import " + file + " --model " + company)).isEqualTo(1);
        assertThat(err.toString()).contains("plans.xlsx has no sheet of plans");
    }

    private static List<Object> row(Object... cells) {
        return List.of(cells);
    }

    @SafeVarargs
    private Path workbook(String name, List<Object>... rows) throws IOException {
        Path file = folder.resolve("plans.xlsx");
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                OutputStream stream = Files.newOutputStream(file)) {
            XSSFSheet sheet = workbook.createSheet(name);
            for (int i = 0; i < rows.length; i++) {
                XSSFRow row = sheet.createRow(i);
                for (int j = 0; j < rows[i].size(); j++) {
                    set(row.createCell(j), rows[i].get(j));
                }
            }
            workbook.write(stream);
        }
        return file;
    }

    private static void set(Cell cell, Object value) {
        if (value instanceof Number number) {
            cell.setCellValue(number.doubleValue());
        } else if (value instanceof Boolean truth) {
            cell.setCellValue(truth);
        } else if (value.toString().startsWith("=")) {
            cell.setCellFormula(value.toString().substring(1));
        } else if (!value.equals("")) {
            cell.setCellValue(value.toString());
        }
    }

    @Test
    void lettersThatTheFilesEncodingLacksAreNotReplaced() throws IOException {
        Path model = folder.resolve("model");
        Files.createDirectories(model.resolve("data"));
        for (String name : List.of("teams.csv", "kpi_targets.csv")) {
            Files.writeString(
                    model.resolve("data").resolve(name),
                    Files.readString(COMPANY.resolve("data").resolve(name)).replace("T1,", "Nguyễn,"));
        }
        Files.writeString(model.resolve("caresql.yaml"), """
                model: m
                sources:
                  teams: {file: data/teams.csv}
                  plans: {file: data/kpi_targets.csv, encoding: US-ASCII}
                tables:
                  teams: {from: teams, columns: {team_id: team_id, team_name: team_name}}
                  kpi_targets:
                    from: plans
                    columns: {kpi_code: kpi_code, scope_type: scope_type, scope_id: scope_id, grain_code: grain_code,
                      period_start: period_start, version_no: version_no, target_metric_value: target_metric_value}
                """);
        Path plans = model.resolve("data/kpi_targets.csv");
        Files.writeString(plans, Files.readString(plans).lines().findFirst().orElseThrow() + System.lineSeparator());
        byte[] earlier = Files.readAllBytes(plans);
        Path file = workbook("Plans 2026", row("Team", "KPI", "Unit", "Jan 2026"), row("Nguyễn", "NPS", "points", 40));

        assertThat(run("targets import " + file + " --model " + model)).isEqualTo(1);
        assertThat(err.toString()).contains("US-ASCII, which lacks letters of the new plans");
        assertThat(Files.readAllBytes(plans)).isEqualTo(earlier);
    }

    private List<String> written() throws IOException {
        List<String> after = Files.readAllLines(targets());
        assertThat(after.subList(0, before.size())).isEqualTo(before);
        return after.subList(before.size(), after.size());
    }

    private static Path targets() {
        return company.resolve("data").resolve("kpi_targets.csv");
    }

    private int run(String command) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), command.split(" "));
    }
}
