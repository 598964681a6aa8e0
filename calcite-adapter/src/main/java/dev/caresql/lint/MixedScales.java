package dev.caresql.lint;

import dev.caresql.config.Problems;
import dev.caresql.model.TableMapping;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Scores of one survey that look like different scales in different months or source systems. */
final class MixedScales implements Lint {
    /** A month with fewer answers may lack the highest score by chance. */
    private static final int ENOUGH = 30;

    private static final List<Integer> SCALES = List.of(1, 2, 3, 5, 7, 10);
    private static final String TABLE = "survey_responses";

    @Override
    public void look(LintContext context, Problems found) throws SQLException {
        Optional<TableMapping> mapping = context.mapping(TABLE);
        if (mapping.isEmpty() || !context.has(TABLE, "score", "business_date")) {
            return;
        }
        String survey = first(context, "survey_id", "survey_type");
        String source = first(context, "source_system");
        Map<String, Map<Integer, String>> scales = new TreeMap<>();
        for (var row :
                context.rows("SELECT survey, origin, m, MAX(score), COUNT(*) FROM (SELECT " + survey + " AS survey, "
                        + source + " AS origin, FLOOR(business_date TO MONTH) AS m, score FROM " + TABLE
                        + " WHERE score IS NOT NULL) AS answers GROUP BY survey, origin, m HAVING COUNT(*) >= " + ENOUGH
                        + " ORDER BY m, origin")) {
            int highest = (int) Double.parseDouble(String.valueOf(row.get(3)));
            String where = String.valueOf(row.get(2)).substring(0, "yyyy-MM".length())
                    + (row.get(1) == null ? "" : " from " + row.get(1)) + " (" + row.get(4) + " answers)";
            scales.computeIfAbsent(String.valueOf(row.get(0)), key -> new TreeMap<>())
                    .putIfAbsent(scale(highest), "at most " + highest + " in " + where);
        }
        scales.forEach((name, byScale) -> {
            if (byScale.size() > 1) {
                found.add(
                        context.place(mapping.get(), "score"),
                        "table " + TABLE,
                        "scores of " + name + " look like different scales: "
                                + String.join(", ", byScale.values())
                                + "; bring them to one scale in the mapping, or map another survey_type for each");
            }
        });
    }

    private static String first(LintContext context, String... names) {
        return Stream.of(names)
                .filter(name -> context.has(TABLE, name))
                .findFirst()
                .orElse("CAST(NULL AS VARCHAR)");
    }

    private static int scale(int highest) {
        return SCALES.stream().filter(scale -> highest <= scale).findFirst().orElse(Integer.MAX_VALUE);
    }
}
