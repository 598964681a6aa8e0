package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import dev.caresql.engine.ProgressListener;
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
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Reads a report from a database and writes it as a workbook. */
public final class ReportWriter {
    private final Connection connection;
    private final ReportRequest request;
    private final DataSettings settings;
    private final ProgressListener progress;

    /**
     * A report over a connection that the caller closes.
     *
     * @param connection to any model
     * @param request what is shown
     * @param settings of formulas and data sheets
     * @param progress told of each table whose rows are written
     */
    public ReportWriter(
            Connection connection, ReportRequest request, DataSettings settings, ProgressListener progress) {
        this.connection = requireNonNull(connection, "connection is null");
        this.request = requireNonNull(request, "request is null");
        this.settings = requireNonNull(settings, "settings is null");
        this.progress = requireNonNull(progress, "progress is null");
    }

    /** Writes the workbook; a file that was there is replaced once the new one is whole. */
    public void write(Path file) throws SQLException {
        WorkbookFile.requireName(file, List.of(".xlsx"));
        ReportData data = new ReportReader(connection, request, new Scores(settings.formulas())).read();
        LiveData live = LiveData.read(new Rows(connection), settings, data);
        try {
            WorkbookFile.write(file, out -> write(data, live, out));
        } catch (QueryFailure e) {
            throw e.failure;
        }
    }

    private void write(ReportData data, LiveData live, OutputStream out) throws IOException {
        Texts texts = Texts.of(request.language());
        XSSFWorkbook workbook = new XSSFWorkbook();
        Looks looks = new Looks(workbook);
        DataSheets sheets = new DataSheets(live, connection);
        try {
            build(workbook, looks, data, sheets, texts);
            workbook.setForceFormulaRecalculation(true);
            try (StreamedWorkbook streamed = new StreamedWorkbook(workbook, looks)) {
                sheets.stream(streamed, progress);
                streamed.write(out);
            }
        } catch (SQLException e) {
            throw new QueryFailure(e);
        }
    }

    private void build(XSSFWorkbook workbook, Looks looks, ReportData data, DataSheets sheets, Texts texts)
            throws SQLException {
        boolean isTemplate = request.template() == ReportRequest.Template.TELESALES;
        Grid first = grid(workbook, looks, texts.get(isTemplate ? "sheet.template" : "sheet.scorecard"));
        Grid trend = grid(workbook, looks, texts.get("sheet.trend"));
        List<Block> agents = isTemplate ? List.of() : AgentSheet.agents(data);
        if (!agents.isEmpty()) {
            new AgentSheet(grid(workbook, looks, texts.get("sheet.agents")), data, texts).write(agents);
        }
        Grid definitions = grid(workbook, looks, texts.get("sheet.definitions"));
        sheets.create(workbook, looks, texts);
        TrendSheet trends = new TrendSheet(trend, data, texts);
        trends.write();
        ScorecardFormulas formulas =
                new ScorecardFormulas(texts, settings.formulas().scalars(), data.scores());
        new ScorecardSheet(first, data, texts, sheets, formulas).write(trends);
        new DefinitionSheet(definitions, data, texts).write(sheets);
    }

    private static Grid grid(XSSFWorkbook workbook, Looks looks, String sheet) {
        return new Grid(workbook.createSheet(sheet), looks);
    }

    /** Carries a failure of the database out of the writing of a file. */
    private static final class QueryFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final SQLException failure;

        QueryFailure(SQLException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
