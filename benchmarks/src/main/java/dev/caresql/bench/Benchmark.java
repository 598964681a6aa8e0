package dev.caresql.bench;

import dev.caresql.bench.QueryBenchmark.Plans;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** The command line of the benchmark. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Measures CareSQL against the same questions written for DuckDB by hand, in the same run.")
public final class Benchmark implements Callable<Integer> {
    private static final long EXCEL_ROWS = 1_000_000;
    private static final double MOST_OF_QUERIES = 1.10;
    private static final double MOST_OF_SCORECARDS = 1.25;

    @Option(names = "--folder", required = true, description = "Keeps the generated data and snapshots between runs.")
    private Path folder = Path.of("");

    @Option(names = "--model", description = "The model file of the example company.")
    private Path model = Path.of("examples", "company", "caresql.yaml");

    @Option(names = "--interactions", description = "Contacts of the company.")
    private long interactions = 10_000_000;

    @Option(names = "--responses", description = "Survey answers of the company.")
    private long responses = 3_000_000;

    @Option(names = "--agents", description = "Agents of the company.")
    private int agents = 400;

    @Option(names = "--repetitions", description = "Repetitions of each warm query; fetches take a third of it.")
    private int repetitions = 15;

    @Option(names = "--warm-up", description = "Seconds of planning before queries that are planned anew are timed.")
    private int warmUpSeconds = 20;

    @Option(names = "--launches", description = "Launches of each cold start.")
    private int launches = 7;

    @Option(names = "--threads", description = "Threads of DuckDB, on both sides.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--memory", description = "Memory of DuckDB, on both sides.")
    private String memory = "8GB";

    @Option(names = "--only", split = ",", description = "Parts to run: ${COMPLETION-CANDIDATES}.")
    private Set<Part> only = EnumSet.allOf(Part.class);

    private Benchmark() {}

    /** Runs the benchmark as the arguments say. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Benchmark())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        BenchmarkSettings.Size size = new BenchmarkSettings.Size(interactions, responses, agents);
        BenchmarkSettings.Repetitions often =
                new BenchmarkSettings.Repetitions(repetitions, Duration.ofSeconds(warmUpSeconds));
        List<Figure> figures = run(new BenchmarkSettings(model, folder, size, often, launches, threads, memory), only);
        System.out.println(FigureTable.of(figures));
        return figures.stream().allMatch(Figure::met) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    static List<Figure> run(BenchmarkSettings settings, Set<Part> parts) throws Exception {
        List<Figure> figures = new ArrayList<>();
        if (parts.contains(Part.BUSINESS)) {
            figures.addAll(new BusinessTimeBenchmark(settings, settings.size().interactions() / 2).run());
        }
        if (parts.contains(Part.EXCEL)) {
            figures.addAll(ExcelBenchmark.run(
                    settings, Math.min(EXCEL_ROWS, settings.size().interactions())));
        }
        if (EnumSet.of(Part.BUSINESS, Part.EXCEL).containsAll(parts)) {
            return figures;
        }
        CompanyData.provide(settings);
        if (parts.contains(Part.IMPORT)) {
            figures.addAll(new ImportBenchmark(settings).run());
        }
        try (Sides sides = Sides.open(settings)) {
            figures.addAll(compared(sides, settings, parts));
        }
        if (parts.contains(Part.FETCH)) {
            figures.add(FetchBenchmark.heap(settings));
        }
        if (parts.contains(Part.PLANNING)) {
            figures.addAll(new PlanningBenchmark(settings).run());
        }
        if (parts.contains(Part.COLD)) {
            figures.addAll(new ColdStartBenchmark(settings).run());
        }
        return figures;
    }

    /** The parts that ask over a connection of each side. */
    private static List<Figure> compared(Sides sides, BenchmarkSettings settings, Set<Part> parts) throws SQLException {
        List<Figure> figures = new ArrayList<>();
        if (parts.contains(Part.QUERIES)) {
            for (QueryBenchmark benchmark : queries(sides)) {
                figures.addAll(benchmark.run(settings.repetitions()));
            }
        }
        if (parts.contains(Part.SCORECARD)) {
            List<Question> scorecard = List.of(ScorecardQuestion.get());
            figures.addAll(new QueryBenchmark(sides, "scorecard", scorecard, Plans.ANEW, MOST_OF_SCORECARDS)
                    .run(settings.repetitions()));
        }
        if (parts.contains(Part.METADATA)) {
            figures.addAll(new MetadataBenchmark(sides.care())
                    .run(settings.repetitions().queries()));
        }
        if (parts.contains(Part.FETCH)) {
            figures.addAll(FetchBenchmark.run(sides, settings));
        }
        return figures;
    }

    private static List<QueryBenchmark> queries(Sides sides) {
        return List.of(
                new QueryBenchmark(sides, "query", Questions.usual(), Plans.ANEW, MOST_OF_QUERIES),
                new QueryBenchmark(sides, "asked again", Questions.usual(), Plans.CACHED, MOST_OF_QUERIES),
                new QueryBenchmark(sides, "further query", Questions.further(), Plans.ANEW, MOST_OF_QUERIES),
                new QueryBenchmark(sides, "all groups kept", SameAnswerQuestions.all(), Plans.ANEW, MOST_OF_QUERIES));
    }

    /** What can be measured alone. */
    enum Part {
        IMPORT,
        QUERIES,
        SCORECARD,
        PLANNING,
        FETCH,
        METADATA,
        COLD,
        BUSINESS,
        EXCEL
    }
}
