package dev.caresql.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every part over a tiny company: the answers of both sides must agree; times are not judged. */
class BenchmarkTest {
    @TempDir
    private Path folder;

    @Test
    void everyPartRunsAndAllAnswersAgree() throws Exception {
        BenchmarkSettings settings = new BenchmarkSettings(
                Path.of("..", "examples", "company", "caresql.yaml"),
                folder,
                new BenchmarkSettings.Size(60_000, 20_000, 40),
                new BenchmarkSettings.Repetitions(1, Duration.ofMillis(1)),
                1,
                1,
                "1GB");
        List<Figure> figures = Benchmark.run(settings, EnumSet.allOf(Benchmark.Part.class));
        assertThat(figures).hasSizeGreaterThan(2 * Questions.all().size());
        assertThat(FigureTable.of(figures))
                .contains(
                        "query: in total",
                        "asked again: in total",
                        "further query: in total",
                        "all groups kept: in total",
                        "planning: simple",
                        "cold start",
                        "import",
                        "business-time",
                        "Excel: 60000 rows x 10",
                        "Excel: peak heap");
    }
}
