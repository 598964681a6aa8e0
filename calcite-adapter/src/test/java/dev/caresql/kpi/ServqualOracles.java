package dev.caresql.kpi;

import static dev.caresql.kpi.Oracle.rateSql;

import dev.caresql.kpi.Oracle.Population;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The KPIs of SERVQUAL answers by hand. */
final class ServqualOracles {
    private static final List<String> DIMENSIONS =
            List.of("TANGIBLES", "RELIABILITY", "RESPONSIVENESS", "ASSURANCE", "EMPATHY");
    private static final List<Integer> POINTS = List.of(11, 32, 22, 19, 16);
    private static final Population PAIRS = new Population(
            "perception BETWEEN 1 AND 7 AND expectation BETWEEN 1 AND 7",
            row -> row.between("perception", 1, 7) && row.between("expectation", 1, 7));

    private ServqualOracles() {}

    static List<Oracle> all() {
        Population perceived = new Population("perception BETWEEN 1 AND 7", row -> row.between("perception", 1, 7));
        return List.of(
                new Oracle(
                        "SERVQUAL_GAP",
                        PAIRS,
                        "(" + sumSql("perception - expectation") + ") / 5.0",
                        rows -> meanOfMeans(rows, ServqualOracles::gap)),
                new Oracle(
                        "SERVQUAL_GAP_WEIGHTED",
                        "tangibles => 11, reliability => 32, responsiveness => 22, assurance => 19, empathy => 16",
                        PAIRS,
                        IntStream.range(0, DIMENSIONS.size())
                                .mapToObj(i -> "0." + POINTS.get(i) + " * " + meanSql("perception - expectation", i))
                                .collect(Collectors.joining(" + ")),
                        ServqualOracles::weighted),
                new Oracle(
                        "SERVQUAL_GAP_PARTIAL",
                        PAIRS,
                        "list_avg([" + sumSql("perception - expectation").replace(" + ", ", ") + "])",
                        rows -> DIMENSIONS.stream()
                                .map(dimension -> mean(rows, dimension, ServqualOracles::gap))
                                .filter(Objects::nonNull)
                                .collect(Collectors.collectingAndThen(
                                        Collectors.toList(),
                                        means -> means.isEmpty()
                                                ? null
                                                : means.stream()
                                                        .mapToDouble(x -> x)
                                                        .average()
                                                        .orElseThrow()))),
                new Oracle(
                        "SERVPERF",
                        perceived,
                        "(" + sumSql("perception") + ") / 5.0",
                        rows -> meanOfMeans(rows, row -> row.number("perception"))),
                new Oracle(
                        "SERVQUAL_DIM",
                        PAIRS,
                        "CASE WHEN count(DISTINCT dimension_code) FILTER (ok) = 1"
                                + " THEN avg(perception - expectation) FILTER (ok) END",
                        rows -> rows.distinct("dimension_code") == 1 ? rows.mean(ServqualOracles::gap) : null),
                new Oracle(
                        "SERVQUAL_MET_RATE",
                        PAIRS,
                        rateSql("perception - expectation >= 0", "TRUE"),
                        rows -> rows.rate(row -> gap(row) >= 0)),
                new Oracle(
                        "SERVQUAL_RATIO",
                        PAIRS,
                        "sum(perception) FILTER (ok) / nullif(sum(expectation) FILTER (ok), 0)",
                        rows -> Rows.ratio(
                                rows.sum(row -> row.number("perception")),
                                rows.sum(row -> row.number("expectation")))));
    }

    private static double gap(Row row) {
        return row.number("perception") - row.number("expectation");
    }

    private static String sumSql(String value) {
        return IntStream.range(0, DIMENSIONS.size())
                .mapToObj(i -> meanSql(value, i))
                .collect(Collectors.joining(" + "));
    }

    private static String meanSql(String value, int dimension) {
        return "avg(" + value + ") FILTER (ok AND dimension_code = '" + DIMENSIONS.get(dimension) + "')";
    }

    private static @Nullable Double mean(Rows rows, String dimension, Function<Row, Double> value) {
        return rows.where(row -> row.is("dimension_code", dimension)).mean(value);
    }

    private static @Nullable Double meanOfMeans(Rows rows, Function<Row, Double> value) {
        double sum = 0;
        for (String dimension : DIMENSIONS) {
            Double mean = mean(rows, dimension, value);
            if (mean == null) {
                return null;
            }
            sum += mean / DIMENSIONS.size();
        }
        return sum;
    }

    private static @Nullable Double weighted(Rows rows) {
        double sum = 0;
        for (int i = 0; i < DIMENSIONS.size(); i++) {
            Double mean = mean(rows, DIMENSIONS.get(i), ServqualOracles::gap);
            if (mean == null) {
                return null;
            }
            sum += mean * POINTS.get(i) / 100;
        }
        return sum;
    }
}
