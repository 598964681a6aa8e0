package dev.caresql.bench;

import dev.caresql.engine.ProgressListener;
import dev.caresql.plan.CareDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Planning alone, in a warm JVM; each text is new, so the cache of plans does not help. */
final class PlanningBenchmark {
    private static final double MOST_MILLIS = 8;
    private static final int ROUNDS = 40;

    private final BenchmarkSettings settings;

    PlanningBenchmark(BenchmarkSettings settings) {
        this.settings = settings;
    }

    List<Figure> run() {
        Map<Question, Samples> samples = new LinkedHashMap<>();
        Questions.all().forEach(question -> samples.put(question, new Samples()));
        try (CareDatabase database =
                CareDatabase.open(settings.database(settings.snapshots()), ProgressListener.NONE)) {
            for (int i = 0; i < settings.repetitions().queries() * ROUNDS; i++) {
                boolean warm = i >= settings.repetitions().queries() * ROUNDS / 2;
                for (Question question : Questions.all()) {
                    long start = System.nanoTime();
                    database.plan(question.care() + " /* " + i + " */", database.asOf());
                    if (warm) {
                        samples.getOrDefault(question, new Samples()).add(start);
                    }
                }
            }
        }
        List<Figure> figures = new ArrayList<>();
        samples.forEach((question, times) -> figures.add(new Figure(
                "planning: " + question.name(),
                "p50 " + Figure.ms(times.p50()),
                "",
                "p90 " + Figure.ms(times.percentile(0.9)),
                "p50 <= " + Figure.ms(MOST_MILLIS),
                times.p50() <= MOST_MILLIS)));
        return figures;
    }
}
