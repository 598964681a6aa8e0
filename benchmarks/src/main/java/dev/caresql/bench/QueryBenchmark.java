package dev.caresql.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Warm KPI queries through both drivers, turn and turn about. */
final class QueryBenchmark {
    private static final int WARM_UPS = 3;
    private final Sides sides;
    private final String title;
    private final List<Question> questions;
    private final Plans plans;
    private final double most;

    /** Measures some questions, whose figures bear a title and whose total should be at most so many times DuckDB's. */
    QueryBenchmark(Sides sides, String title, List<Question> questions, Plans plans, double most) {
        this.sides = sides;
        this.title = title;
        this.questions = List.copyOf(questions);
        this.plans = plans;
        this.most = most;
    }

    List<Figure> run(BenchmarkSettings.Repetitions repetitions) throws SQLException {
        Map<Question, Samples> ours = new LinkedHashMap<>();
        Map<Question, Samples> duckDb = new LinkedHashMap<>();
        for (Question question : questions) {
            Answers.requireEqual(question.name(), askCare(question, new Samples()), askDuckDb(question, new Samples()));
            ours.put(question, new Samples());
            duckDb.put(question, new Samples());
        }
        if (plans == Plans.ANEW) {
            PlannerWarmUp.run(sides.care(), questions, repetitions.warmUp());
        }
        for (int i = -WARM_UPS; i < repetitions.queries(); i++) {
            for (Question question : questions) {
                Samples oursNow = i < 0 ? new Samples() : ours.getOrDefault(question, new Samples());
                Samples duckDbNow = i < 0 ? new Samples() : duckDb.getOrDefault(question, new Samples());
                if (i % 2 == 0) {
                    askCare(question, oursNow);
                    askDuckDb(question, duckDbNow);
                } else {
                    askDuckDb(question, duckDbNow);
                    askCare(question, oursNow);
                }
            }
        }
        return figures(ours, duckDb);
    }

    private List<Figure> figures(Map<Question, Samples> ours, Map<Question, Samples> duckDb) {
        List<Figure> figures = new ArrayList<>();
        double oursTotal = 0;
        double duckDbTotal = 0;
        for (Question question : ours.keySet()) {
            double oursP50 = ours.getOrDefault(question, new Samples()).p50();
            double duckDbP50 = duckDb.getOrDefault(question, new Samples()).p50();
            figures.add(Figure.times(title + ": " + question.name(), oursP50, duckDbP50));
            oursTotal += oursP50;
            duckDbTotal += duckDbP50;
        }
        figures.add(Figure.times(title + ": in total", oursTotal, duckDbTotal, most));
        return figures;
    }

    private List<List<@Nullable Object>> askCare(Question question, Samples samples) throws SQLException {
        return ask(sides.care(), plans == Plans.ANEW ? PlannerWarmUp.unseen(question) : question.care(), samples);
    }

    private List<List<@Nullable Object>> askDuckDb(Question question, Samples samples) throws SQLException {
        return ask(sides.duckDb(), question.duckDb(sides.asOf(), sides.queuesSay()), samples);
    }

    private static List<List<@Nullable Object>> ask(Connection connection, String sql, Samples samples)
            throws SQLException {
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            List<List<@Nullable Object>> rows = Answers.read(statement, sql);
            samples.add(start);
            return rows;
        }
    }

    /** Where our plans come from. */
    enum Plans {
        /** Every repetition is planned. */
        ANEW,
        /** All but the first come out of the cache, as a dashboard that asks again finds them. */
        CACHED
    }
}
