package dev.caresql.excel.cli;

import dev.caresql.excel.formula.ExcelFormulas;
import dev.caresql.excel.report.DataSettings;
import dev.caresql.excel.report.Language;
import dev.caresql.excel.report.Period;
import dev.caresql.excel.report.ReportRequest;
import dev.caresql.excel.report.ReportWriter;
import dev.caresql.excel.report.Scope;
import dev.caresql.jdbc.CareDriver;
import dev.caresql.model.CareModel;
import dev.caresql.plan.CareDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code caresql-excel report}: the scorecard of a period as a workbook. */
@Command(
        name = "report",
        description = "Writes the scorecard of a period, its trends, agents and definitions as a workbook.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    @Mixin
    private ModelOptions model;

    @Option(names = "--period", required = true, description = "Month 2026-10, quarter 2026-Q4 or year 2026.")
    private String period;

    @Option(names = "--by", description = "company (default), department, team or agent.", defaultValue = "company")
    private Scope by;

    @Option(
            names = "--only",
            split = ",",
            description = "Identifiers of the departments, teams or agents to show, such as T1,T2; else all.")
    private List<String> only = List.of();

    @Option(names = "--kpis", split = ",", description = "KPIs to show, such as NPS,CSAT; else those with a plan.")
    private List<String> kpis = List.of();

    @Option(
            names = "--scorecard",
            description = "A scorecard of the model: its lines, in their order, with their labels and units.")
    private @Nullable String scorecard;

    @Option(
            names = "--template",
            description = "full (default), or telesales: KPI, unit, plan and actual, one page for each.",
            defaultValue = "full")
    private ReportRequest.Template template;

    @Option(names = "--lang", description = "en (default) or vi.", defaultValue = "en")
    private Language language;

    @Option(
            names = "--data-rows",
            description = "Rows of a table that at most are put into a data sheet, under live formulas (default"
                    + " ${DEFAULT-VALUE}); KPIs of a longer one are plain values. 0 for no data sheets.",
            defaultValue = "100000")
    private int dataRows;

    @Option(names = "--out", required = true, description = "The workbook to write, such as report.xlsx.")
    private Path out;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws SQLException {
        if (dataRows < 0) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--data-rows is a number of rows, 0 or more, but was " + dataRows);
        }
        ReportRequest request = new ReportRequest(
                Period.parse(period), by, only, kpis, Optional.ofNullable(scorecard), template, language);
        try (CareDatabase database = model.open();
                Connection connection = CareDriver.connect(database, Optional.empty())) {
            DataSettings data = new DataSettings(
                    new ExcelFormulas(database.formulas()),
                    database.model().map(CareModel::timeZone).orElse(ZoneOffset.UTC),
                    dataRows);
            model.withProgress(progress -> new ReportWriter(connection, request, data, progress).write(out));
        }
        spec.commandLine().getErr().println("wrote " + out);
        return 0;
    }
}
