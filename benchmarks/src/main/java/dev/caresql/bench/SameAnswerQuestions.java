package dev.caresql.bench;

import java.util.List;

/**
 * Those of the warm questions whose hand-written statement in {@link Questions} leaves out groups without a counted
 * row, with a hand-written statement that keeps them, as CareSQL's answer does on any data.
 */
final class SameAnswerQuestions {
    /** NPS over {@code s}, the score where it counts. */
    private static final String NPS_OF_GROUP =
            "100e0 * (count(*) FILTER (s >= 9) - count(*) FILTER (s <= 6)) / nullif(count(s), 0)";

    private static final String RESPONSES =
            "(SELECT *, CASE WHEN survey_type = 'NPS' AND score BETWEEN 0 AND 10 THEN score END AS s"
                    + " FROM survey_responses)";

    private static final Question BY_MONTH = new Question(
            "by month",
            "SELECT FLOOR(business_date TO MONTH) AS month_start, NPS() AS nps FROM survey_responses GROUP BY 1",
            """
            SELECT date_trunc('month', business_date)::DATE, %s FROM %s GROUP BY ALL""".formatted(NPS_OF_GROUP, RESPONSES));

    private static final Question THREE_WAY_JOIN =
            new Question("three-way join", """
            SELECT a.team_name, c.segment_code, NPS() AS nps
            FROM survey_responses r
            JOIN agents a ON r.agent_id = a.agent_id
            JOIN customers c ON r.customer_id = c.customer_id
            GROUP BY a.team_name, c.segment_code""", """
            SELECT team_name, segment_code, %s
            FROM %s JOIN agents USING (agent_id) JOIN customers USING (customer_id)
            GROUP BY ALL""".formatted(NPS_OF_GROUP, RESPONSES));

    private static final Question CTE_WITH_WINDOW =
            new Question("CTE with window", """
            WITH monthly AS (
              SELECT team_id, FLOOR(business_date TO MONTH) AS month_start, NPS() AS nps
              FROM survey_responses GROUP BY 1, 2)
            SELECT team_id, month_start, nps, nps - LAG(nps) OVER (PARTITION BY team_id ORDER BY month_start) AS change
            FROM monthly""", """
            WITH monthly AS (
              SELECT team_id, date_trunc('month', business_date)::DATE AS month_start, %s AS nps
              FROM %s GROUP BY ALL)
            SELECT team_id, month_start, nps, nps - lag(nps) OVER (PARTITION BY team_id ORDER BY month_start)
            FROM monthly""".formatted(NPS_OF_GROUP, RESPONSES));

    private static final Question ROLLUP = new Question(
            "rollup",
            "SELECT team_id, channel_code, NPS() FROM survey_responses GROUP BY ROLLUP(team_id, channel_code)",
            """
            SELECT team_id, channel_code, %s
            FROM %s
            GROUP BY ROLLUP(team_id, channel_code)""".formatted(NPS_OF_GROUP, RESPONSES));

    private static final Question FCR_BY_TEAM =
            new Question("FCR by team", "SELECT team_id, FCR_RATE() AS fcr FROM interactions GROUP BY team_id", """
            SELECT team_id,
              100e0 * count(CASE WHEN is_first_contact AND matures_at <= {as_of} AND NOT has_repeat_contact
                AND NOT transferred AND resolved_flag IS NOT FALSE THEN 1 END)
              / nullif(count(CASE WHEN is_first_contact AND matures_at <= {as_of} THEN 1 END), 0)
            FROM interactions
            GROUP BY team_id""");

    private SameAnswerQuestions() {}

    static List<Question> all() {
        return List.of(BY_MONTH, THREE_WAY_JOIN, CTE_WITH_WINDOW, ROLLUP, FCR_BY_TEAM);
    }
}
