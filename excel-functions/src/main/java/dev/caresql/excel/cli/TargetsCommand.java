package dev.caresql.excel.cli;

import dev.caresql.excel.report.Period;
import dev.caresql.excel.report.PlanCell;
import dev.caresql.excel.report.PlanReader;
import dev.caresql.excel.report.PlanWords;
import dev.caresql.excel.report.TargetsImport;
import dev.caresql.jdbc.CareDriver;
import dev.caresql.plan.CareDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code caresql-excel targets}: plans from a workbook. */
@Command(
        name = "targets",
        description = "Takes plans from a workbook.",
        mixinStandardHelpOptions = true,
        subcommands = {TargetsCommand.Import.class})
final class TargetsCommand implements Runnable {
    @Spec
    private CommandLine.Model.CommandSpec spec;

    /** Without a command there is nothing to do but to say what there is. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** {@code caresql-excel targets import FILE}: the plans typed into a scorecard become rows of kpi_targets. */
    @Command(
            name = "import",
            description =
                    "Adds the plans of a scorecard or of a sheet of your own to the file of the model's kpi_targets, each new or"
                            + " changed one as a new version. One bad cell, and none is taken.",
            mixinStandardHelpOptions = true)
    static final class Import implements Callable<Integer> {
        @Mixin
        private ModelOptions model;

        @Option(
                names = "--period",
                description = "Month 2026-10, quarter 2026-Q4 or year 2026 of plans that do not say theirs.")
        private @Nullable String period;

        @Parameters(
                index = "0",
                paramLabel = "FILE",
                description =
                        "A workbook of 'caresql-excel report', or one with the heads KPI and Plan (Kế hoạch) or months.")
        private Path file;

        @Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() throws SQLException {
            try (CareDatabase database = model.open();
                    Connection connection = CareDriver.connect(database, Optional.empty())) {
                List<PlanCell> plans = PlanReader.read(
                        file,
                        PlanWords.read(connection, database.catalog()),
                        Optional.ofNullable(period).map(Period::parse));
                TargetsImport.Outcome outcome =
                        new TargetsImport(connection, database.model().orElseThrow()).write(plans);
                spec.commandLine()
                        .getOut()
                        .println(outcome.written() + " plans written to " + outcome.file() + ", " + outcome.unchanged()
                                + " unchanged");
            }
            return 0;
        }
    }
}
