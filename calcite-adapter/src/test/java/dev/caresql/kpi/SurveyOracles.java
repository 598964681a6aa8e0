package dev.caresql.kpi;

import static dev.caresql.kpi.Oracle.countSql;
import static dev.caresql.kpi.Oracle.distinctSql;
import static dev.caresql.kpi.Oracle.rateSql;
import static dev.caresql.kpi.Oracle.wilsonSql;

import dev.caresql.kpi.Oracle.Population;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The KPIs of survey responses by hand. */
final class SurveyOracles {
    private static final Population NPS = survey("NPS", 0, 10);
    private static final Population CSAT = survey("CSAT", 1, 5);
    private static final Population CES = survey("CES", 1, 7);
    private static final String ADJUSTED = "ci_method => 'ADJUSTED_WALD'";
    private static final Population ALL = new Population("TRUE", row -> true);
    private static final String POSITIVE_SQL = "coalesce(is_positive, coalesce((survey_type, score) IN (('CSAT', 4),"
            + " ('CSAT', 5), ('NPS', 9), ('NPS', 10), ('CES', 5), ('CES', 6), ('CES', 7)), FALSE)"
            + " OR coalesce(binary_rating = 'GOOD', FALSE) OR coalesce(sentiment_code = 'POSITIVE', FALSE))";
    private static final String LAST_SQL = lastSql(4);

    private SurveyOracles() {}

    /** How many customers' last scores are at least so high. */
    private static String lastSql(int least) {
        return "coalesce(len(list_filter(map_values(list_reduce(list_transform(list_sort("
                + "list((coalesce(responded_at, TIMESTAMP '-infinity'), score, customer_id)) FILTER (ok)), lambda e: MAP {e[3]: e[2]}),"
                + " lambda a, b: map_concat(a, b))), lambda x: x >= " + least + ")), 0)";
    }

    /** The KPIs of invitations. */
    static List<Oracle> invitations() {
        return List.of(
                new Oracle(
                        "SURVEY_RESPONSE_RATE",
                        ALL,
                        rateSql("responded_at IS NOT NULL", "delivered_at IS NOT NULL"),
                        rows -> rows.rate(row -> row.has("responded_at"), row -> row.has("delivered_at"))),
                SimpleOracles.count("SURVEYS_SENT", Condition.ANY, Condition.has("sent_at")),
                SimpleOracles.rate(
                        "SAME_PERIOD_RESPONSE_RATE",
                        Condition.ANY,
                        Condition.has("responded_at"),
                        Condition.has("delivered_at")),
                new Oracle(
                        "SAME_PERIOD_RESPONSE_RATE",
                        RandomRows.PERIOD,
                        ALL,
                        rateSql(TicketOracles.periodSql("responded_at"), TicketOracles.periodSql("delivered_at")),
                        rows -> rows.rate(
                                TicketOracles.inPeriod("responded_at"), TicketOracles.inPeriod("delivered_at"))));
    }

    static List<Oracle> all() {
        List<Oracle> oracles = new ArrayList<>(nps());
        oracles.addAll(csat());
        oracles.addAll(customers());
        oracles.addAll(others());
        oracles.addAll(loyaltyOnce());
        oracles.addAll(awareness());
        return oracles;
    }

    private static List<Oracle> nps() {
        String p = countSql("score IN (9, 10)");
        String d = countSql("score < 7");
        Population weighted = new Population(
                NPS.sql() + " AND survey_weight >= 0",
                row -> NPS.java().test(row) && row.between("survey_weight", 0, 1e9));
        return List.of(
                new Oracle(
                        "NPS",
                        NPS,
                        "100.0 * (" + p + " - " + d + ") / nullif(" + countSql("TRUE") + ", 0)",
                        rows -> Rows.percent(promoters(rows) - detractors(rows), rows.count())),
                new Oracle(
                        "NPS_WEIGHTED",
                        weighted,
                        "100.0 * sum(CASE WHEN score >= 9 THEN survey_weight WHEN score <= 6 THEN -survey_weight ELSE 0"
                                + " END) FILTER (ok) / nullif(sum(survey_weight) FILTER (ok), 0)",
                        rows -> Rows.percent(
                                weight(rows.where(row -> row.number("score") > 8))
                                        - weight(rows.where(row -> row.number("score") < 7)),
                                weight(rows))),
                new Oracle("NPS_CI_LOW", NPS, waldSql("-"), rows -> wald(rows, -1)),
                new Oracle("NPS_CI_HIGH", NPS, waldSql("+"), rows -> wald(rows, 1)),
                new Oracle(
                        "NPS_CI_LOW", ADJUSTED, NPS, adjustedSql("greatest(-100, ", "-"), rows -> adjusted(rows, -1)),
                new Oracle("NPS_CI_HIGH", ADJUSTED, NPS, adjustedSql("least(100, ", "+"), rows -> adjusted(rows, 1)));
    }

    private static String waldSql(String side) {
        String mean = "avg(CASE WHEN score >= 9 THEN 1.0 WHEN score <= 6 THEN -1.0 ELSE 0.0 END) FILTER (ok)";
        String variance = "var_pop(CASE WHEN score >= 9 THEN 1.0 WHEN score <= 6 THEN -1.0 ELSE 0.0 END) FILTER (ok)";
        return "100.0 * (" + mean + " " + side + " " + Rows.Z + " * sqrt(" + variance + " / nullif(" + countSql("TRUE")
                + ", 0)))";
    }

    private static String adjustedSql(String clip, String side) {
        String n = "(" + countSql("TRUE") + " + 3.0)";
        String p = "((" + countSql("score >= 9") + " + 0.75) / " + n + ")";
        String d = "((" + countSql("score <= 6") + " + 0.75) / " + n + ")";
        return "CASE WHEN " + countSql("TRUE") + " > 0 THEN " + clip + "100.0 * (" + p + " - " + d + " " + side + " "
                + Rows.Z + " * sqrt((" + p + " + " + d + " - (" + p + " - " + d + ") ** 2) / " + n + "))) END";
    }

    private static @Nullable Double wald(Rows rows, int side) {
        double n = rows.count();
        return n == 0 ? null : interval(promoters(rows) / n, detractors(rows) / n, n, side);
    }

    private static @Nullable Double adjusted(Rows rows, int side) {
        double n = rows.count() + 3;
        double end = interval((promoters(rows) + 0.75) / n, (detractors(rows) + 0.75) / n, n, side);
        return rows.count() == 0 ? null : Math.max(-100, Math.min(100, end));
    }

    private static double interval(double p, double d, double n, int side) {
        return 100 * (p - d + side * Rows.Z * Math.sqrt((p + d - (p - d) * (p - d)) / n));
    }

    private static List<Oracle> csat() {
        Population rated = new Population("survey_type = 'CSAT'", row -> row.is("survey_type", "CSAT"));
        Population ten = survey("CSAT", 1, 10);
        String good = countSql("score >= 4");
        return List.of(
                new Oracle(
                        "CSAT",
                        CSAT,
                        rateSql("score IN (4, 5)", "TRUE"),
                        rows -> rows.rate(SurveyOracles::isSatisfied)),
                new Oracle(
                        "CSAT",
                        "max_scale => 10, min_satisfied => 9",
                        ten,
                        rateSql("score > 8", "TRUE"),
                        rows -> rows.rate(row -> row.number("score") > 8)),
                new Oracle("CSAT_MEAN", CSAT, "avg(score) FILTER (ok)", rows -> rows.mean(row -> row.number("score"))),
                new Oracle(
                        "CSAT_BINARY",
                        rated,
                        rateSql("binary_rating = 'GOOD'", "binary_rating IN ('GOOD', 'BAD')"),
                        rows -> rows.rate(
                                row -> row.is("binary_rating", "GOOD"), row -> row.is("binary_rating", "GOOD", "BAD"))),
                new Oracle(
                        "CSAT_CI_LOW",
                        CSAT,
                        wilsonSql(good, countSql("TRUE"), "-"),
                        rows -> Rows.wilson(rows.count(SurveyOracles::isSatisfied), rows.count(), -1)),
                new Oracle(
                        "CSAT_CI_HIGH",
                        CSAT,
                        wilsonSql(good, countSql("TRUE"), "+"),
                        rows -> Rows.wilson(rows.count(SurveyOracles::isSatisfied), rows.count(), 1)));
    }

    private static List<Oracle> customers() {
        String everyone = distinctSql("customer_id", "TRUE");
        Population known = new Population(
                CSAT.sql() + " AND customer_id IS NOT NULL", row -> CSAT.java().test(row) && row.has("customer_id"));
        return List.of(
                new Oracle(
                        "SATISFIED_RATE",
                        known,
                        "100.0 * " + LAST_SQL + " / nullif(" + everyone + ", 0)",
                        rows -> Rows.percent(last(rows, 4), rows.distinct("customer_id"))),
                new Oracle("SATISFIED_CUSTOMERS", known, LAST_SQL, rows -> last(rows, 4)),
                new Oracle(
                        "EVER_SATISFIED_RATE",
                        CSAT,
                        "100.0 * " + distinctSql("customer_id", "score >= 4") + " / nullif(" + everyone + ", 0)",
                        rows -> Rows.percent(
                                rows.where(SurveyOracles::isSatisfied).distinct("customer_id"),
                                rows.distinct("customer_id"))));
    }

    private static List<Oracle> others() {
        String onScale =
                "CASE survey_type WHEN 'NPS' THEN score BETWEEN 0 AND 10 WHEN 'ENPS' THEN score BETWEEN 0 AND 10"
                        + " WHEN 'CSAT' THEN score BETWEEN 1 AND 5"
                        + " WHEN 'CES' THEN score BETWEEN 1 AND 7 WHEN 'CES_V1' THEN score BETWEEN 1 AND 5"
                        + " ELSE score IS NOT NULL END";
        Population answered = new Population(
                onScale,
                row -> row.has("score")
                        && (row.is("survey_type", "NPS", "ENPS") && row.between("score", 0, 10)
                                || row.is("survey_type", "CSAT", "CES_V1") && row.between("score", 1, 5)
                                || row.is("survey_type", "CES") && row.between("score", 1, 7)
                                || !row.is("survey_type", "NPS", "ENPS", "CSAT", "CES", "CES_V1")));
        return List.of(
                new Oracle("CES", CES, "avg(score) FILTER (ok)", rows -> rows.mean(row -> row.number("score"))),
                new Oracle(
                        "CES_EASY_RATE",
                        CES,
                        rateSql("score IN (5, 6, 7)", "TRUE"),
                        rows -> rows.rate(row -> row.number("score") > 4)),
                new Oracle(
                        "CES_NET",
                        CES,
                        "100.0 * sum(sign(score - 4)) FILTER (ok) / nullif(" + countSql("TRUE") + ", 0)",
                        rows -> Rows.percent(rows.sum(row -> Math.signum(row.number("score") - 4)), rows.count())),
                new Oracle(
                        "CES_V1",
                        survey("CES_V1", 1, 5),
                        "avg(score) FILTER (ok)",
                        rows -> rows.mean(row -> row.number("score"))),
                new Oracle("SURVEY_COUNT", answered, countSql("TRUE"), Rows::count),
                new Oracle(
                        "POSITIVE_RESPONSES",
                        ALL,
                        countSql(POSITIVE_SQL),
                        rows -> rows.count(SurveyOracles::isPositive)),
                new Oracle("POSITIVE_CUSTOMERS", ALL, distinctSql("customer_id", POSITIVE_SQL), rows -> rows.where(
                                SurveyOracles::isPositive)
                        .distinct("customer_id")),
                new Oracle(
                        "SUGGESTION_COUNT",
                        ALL,
                        countSql("feedback_type = 'SUGGESTION'"),
                        rows -> rows.count(row -> row.is("feedback_type", "SUGGESTION"))),
                new Oracle(
                        "SURVEYED_FCR_RATE",
                        ALL,
                        rateSql("resolved_answer = 'YES'", "resolved_answer IN ('YES', 'NO')"),
                        rows -> rows.rate(
                                row -> row.is("resolved_answer", "YES"),
                                row -> row.is("resolved_answer", "YES", "NO"))));
    }

    private static List<Oracle> loyaltyOnce() {
        Population known = new Population(
                NPS.sql() + " AND customer_id IS NOT NULL", row -> NPS.java().test(row) && row.has("customer_id"));
        String everyone = "count(DISTINCT customer_id) FILTER (ok)";
        String p = countSql("score IN (9, 10)");
        String d = countSql("score < 7");
        return List.of(
                new Oracle(
                        "NPS_LAST",
                        known,
                        "100.0 * (" + lastSql(9) + " - (" + everyone + " - " + lastSql(7) + ")) / nullif(" + everyone
                                + ", 0)",
                        rows -> Rows.percent(
                                last(rows, 9) - (rows.distinct("customer_id") - last(rows, 7)),
                                rows.distinct("customer_id"))),
                new Oracle(
                        "ENPS",
                        survey("ENPS", 0, 10),
                        "CASE WHEN count(*) FILTER (ok) >= 5 THEN 100.0 * (" + p + " - " + d
                                + ") / count(*) FILTER (ok) END",
                        rows -> rows.count() < 5
                                ? null
                                : Rows.percent(
                                        rows.count(row -> row.number("score") > 8)
                                                - rows.count(row -> row.number("score") < 7),
                                        rows.count())));
    }

    /**
     * How many customers' last scores are at least so high; a missing instant is the earliest, and of two at one instant
     * the better counts.
     */
    private static double last(Rows rows, int least) {
        Map<String, Row> last = new HashMap<>();
        Comparator<Row> order = Comparator.comparing(
                        (Row row) -> row.time("responded_at"),
                        Comparator.nullsFirst(Comparator.<LocalDateTime>naturalOrder()))
                .thenComparing(row -> row.number("score"));
        for (Row row : rows.list()) {
            last.merge(row.text("customer_id"), row, (a, b) -> order.compare(a, b) > 0 ? a : b);
        }
        return last.values().stream()
                .filter(row -> row.number("score") >= least)
                .count();
    }

    private static List<Oracle> awareness() {
        Condition asked = Condition.is("survey_type", "AWARENESS")
                .and(Condition.is("awareness_code", "TOM", "UNAIDED", "AIDED", "NONE"));
        return List.of(
                SimpleOracles.rate(
                        "BRAND_AWARENESS", asked, Condition.is("awareness_code", "TOM", "UNAIDED"), Condition.ANY),
                SimpleOracles.rate(
                        "BRAND_AWARENESS",
                        "level => 'TOP_OF_MIND'",
                        asked,
                        Condition.is("awareness_code", "TOM"),
                        Condition.ANY),
                SimpleOracles.rate(
                        "BRAND_AWARENESS",
                        "level => 'AIDED'",
                        asked,
                        Condition.is("awareness_code", "TOM", "UNAIDED", "AIDED"),
                        Condition.ANY));
    }

    private static Population survey(String type, int least, int most) {
        return new Population(
                "survey_type = '" + type + "' AND score BETWEEN " + least + " AND " + most,
                row -> row.is("survey_type", type) && row.between("score", least, most));
    }

    private static boolean isSatisfied(Row row) {
        return row.number("score") >= 4;
    }

    private static boolean isPositive(Row row) {
        return row.has("is_positive")
                ? row.isTrue("is_positive")
                : row.is("binary_rating", "GOOD")
                        || row.is("sentiment_code", "POSITIVE")
                        || row.is("survey_type", "CSAT") && row.between("score", 4, 5)
                        || row.is("survey_type", "NPS") && row.between("score", 9, 10)
                        || row.is("survey_type", "CES") && row.between("score", 5, 7);
    }

    private static double promoters(Rows rows) {
        return rows.count(row -> row.number("score") > 8);
    }

    private static double detractors(Rows rows) {
        return rows.count(row -> row.number("score") < 7);
    }

    private static double weight(Rows rows) {
        return rows.sum(row -> row.number("survey_weight"));
    }
}
