package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import dev.caresql.excel.workbook.Grid;
import dev.caresql.excel.workbook.Looks;
import dev.caresql.excel.workbook.StreamedWorkbook;
import dev.caresql.excel.workbook.WorkbookFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Reads a report from a database and writes it as a workbook. */
public final class ReportWriter {
    private final Connection connection;
    private final ReportRequest request;

    /** A report over a connection that the caller closes. */
    public ReportWriter(Connection connection, ReportRequest request) {
        this.connection = requireNonNull(connection, "connection is null");
        this.request = requireNonNull(request, "request is null");
    }

    /** Writes the workbook; a file that was there is replaced once the new one is whole. */
    public void write(Path file) throws SQLException {
        ReportData data = new ReportReader(connection, request).read();
        WorkbookFile.write(file, out -> write(data, out));
    }

    private void write(ReportData data, OutputStream out) throws IOException {
        Texts texts = Texts.of(request.language());
        XSSFWorkbook workbook = new XSSFWorkbook();
        Looks looks = new Looks(workbook);
        try (StreamedWorkbook streamed = new StreamedWorkbook(workbook, looks)) {
            Grid scorecard = grid(workbook, looks, texts.get("sheet.scorecard"));
            Grid trend = grid(workbook, looks, texts.get("sheet.trend"));
            TrendSheet trends = new TrendSheet(trend, data, texts);
            trends.write();
            new ScorecardSheet(scorecard, data, texts, KpiCells.NONE).write(trends);
            List<Block> agents = AgentSheet.agents(data);
            if (!agents.isEmpty()) {
                new AgentSheet(grid(workbook, looks, texts.get("sheet.agents")), data, texts).write(agents);
            }
            new DefinitionSheet(grid(workbook, looks, texts.get("sheet.definitions")), data, texts).write(Map.of());
            workbook.setForceFormulaRecalculation(true);
            streamed.write(out);
        }
    }

    private static Grid grid(XSSFWorkbook workbook, Looks looks, String sheet) {
        return new Grid(workbook.createSheet(sheet), looks);
    }
}
