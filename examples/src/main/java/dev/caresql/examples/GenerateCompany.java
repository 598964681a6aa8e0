package dev.caresql.examples;

import dev.caresql.examples.CompanySettings.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** The command line that generates the example company. */
@Command(
        name = "generate-company",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Writes the CSV exports of a made-up customer-care company; the same seed gives the same bytes.")
public final class GenerateCompany implements Callable<Integer> {
    @Option(names = "--seed", description = "Another seed gives another company.")
    private long seed = 2025;

    @Option(names = "--from", description = "The first day, for example 2025-01-01.")
    private LocalDate from = LocalDate.of(2025, 1, 1);

    @Option(names = "--months", description = "How many months to cover.")
    private int months = 12;

    @Option(names = "--interactions", description = "Rows of interactions.csv; the other tables grow with them.")
    private long interactions = 7_000;

    @Option(names = "--responses", description = "Rows of survey_responses.csv; else 3 for 20 interactions.")
    private Optional<Long> responses = Optional.empty();

    @Option(names = "--agents", description = "Rows of agents.csv.")
    private int agents = 40;

    @Option(names = "--bad-rows", description = "Share of the fact rows to damage on purpose, 0 to 1.")
    private double badRows = 0;

    @Option(names = "--out", required = true, description = "The folder to write to; made when missing.")
    private Path out = Path.of("");

    private GenerateCompany() {}

    /** Generates a company as the arguments say. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new GenerateCompany()).setExecutionExceptionHandler(GenerateCompany::explain);
    }

    @Override
    public Integer call() throws IOException {
        CompanySettings settings = new CompanySettings(
                seed, new Period(from, months), Volume.of(interactions, responses, agents), badRows);
        new Company(settings).writeTo(out);
        return ExitCode.OK;
    }

    private static int explain(Exception problem, CommandLine command, CommandLine.ParseResult arguments)
            throws Exception {
        if (problem instanceof IllegalArgumentException) {
            command.getErr().println(problem.getMessage());
            return ExitCode.USAGE;
        }
        throw problem;
    }
}
