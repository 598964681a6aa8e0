package dev.caresql.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * From the launch of a JVM to the first row, with a snapshot that is there, against DuckDB's own driver in a JVM of its
 * own. Once as the JDK comes, once with an archive of the program's classes for both sides.
 */
final class ColdStartBenchmark {
    private static final double MOST_MILLIS = 1500;

    private final BenchmarkSettings settings;

    ColdStartBenchmark(BenchmarkSettings settings) {
        this.settings = settings;
    }

    List<Figure> run() throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        figures.add(figure("cold start", List.of(), List.of()));
        // Classes in folders cannot be archived.
        boolean onlyJars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .noneMatch(entry -> Files.isDirectory(Path.of(entry)));
        if (onlyJars) {
            figures.add(figure(
                    "cold start with class-data sharing",
                    archive("care.jsa", careArguments()),
                    archive("duckdb.jsa", duckDbArguments())));
        }
        return figures;
    }

    private List<String> archive(String name, List<String> arguments) throws IOException, InterruptedException {
        Path archive = settings.company().resolve(name);
        Files.deleteIfExists(archive);
        Launcher.java(
                List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"),
                FirstRow.class,
                arguments);
        return List.of("-XX:SharedArchiveFile=" + archive);
    }

    private List<String> careArguments() {
        return List.of(settings.url(), Questions.all().get(0).care());
    }

    private List<String> duckDbArguments() throws IOException {
        return List.of(
                "jdbc:duckdb:" + Sides.snapshot(settings.snapshots()),
                Questions.all().get(0).duckDb());
    }

    private Figure figure(String name, List<String> careOptions, List<String> duckDbOptions)
            throws IOException, InterruptedException {
        Samples ours = new Samples();
        Samples duckDb = new Samples();
        for (int i = 0; i < settings.launches(); i++) {
            ours.addMillis(Launcher.millisToFirstLine(careOptions, FirstRow.class, careArguments()));
            duckDb.addMillis(Launcher.millisToFirstLine(duckDbOptions, FirstRow.class, duckDbArguments()));
        }
        double more = ours.p50() - duckDb.p50();
        return new Figure(
                name,
                Figure.ms(ours.p50()),
                Figure.ms(duckDb.p50()),
                "+" + Figure.ms(more),
                "<= +" + Figure.ms(MOST_MILLIS),
                more <= MOST_MILLIS);
    }
}
