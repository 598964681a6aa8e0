package dev.caresql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example company's sheet of plan and actual, and its bonus, against plain SQL of DuckDB over the CSV files. */
class ExampleScorecardTest {
    private static final Path COMPANY =
            Path.of("..", "examples", "company").toAbsolutePath().normalize();
    private static final String IN_NOVEMBER = " BETWEEN '2025-11-01 00:00:00' AND '2025-11-30 23:59:59'";
    private static final String VOICE =
            "FROM interactions.csv WHERE channel_code = 'VOICE' AND started_at" + IN_NOVEMBER;
    private static final String LAST_RATINGS = "FROM (SELECT customer_id, arg_max(score, responded_at) AS score"
            + " FROM survey_responses.csv WHERE survey_type = 'CSAT' AND score BETWEEN 1 AND 5 AND customer_id IS NOT NULL"
            + " AND responded_at" + IN_NOVEMBER + " GROUP BY customer_id)";

    /** What each line must show, before it is rounded, by its number. */
    private static final Map<Integer, String> BY_HAND = Map.ofEntries(
            Map.entry(1, "SELECT count(*) " + VOICE + " AND outcome_code = 'ANSWERED'"),
            Map.entry(2, "SELECT count(*) " + VOICE + " AND outcome_code IN ('ABANDONED', 'TIMED_OUT', 'NO_ANSWER')"),
            Map.entry(
                    3,
                    "SELECT 100.0 * sum(CASE WHEN outcome_code = 'ANSWERED' THEN 1 ELSE 0 END) / count(*) " + VOICE
                            + " AND outcome_code IN ('ANSWERED', 'ABANDONED', 'TIMED_OUT', 'NO_ANSWER')"),
            Map.entry(4, "SELECT sum(CASE WHEN score >= 4 THEN 1 ELSE 0 END) " + LAST_RATINGS),
            Map.entry(
                    5,
                    "SELECT count(DISTINCT customer_id) FROM survey_responses.csv WHERE responded_at" + IN_NOVEMBER
                            + " AND (survey_type = 'CSAT' AND score >= 4 OR survey_type = 'NPS' AND score >= 9"
                            + " OR survey_type = 'CES' AND score >= 5)"),
            Map.entry(6, "SELECT 100.0 * avg(CASE WHEN score >= 4 THEN 1 ELSE 0 END) " + LAST_RATINGS),
            Map.entry(7, "SELECT avg(queue_wait_s) / 60 " + VOICE + " AND direction_code = 'INBOUND'"),
            Map.entry(
                    8,
                    "SELECT avg(talk_s + coalesce(hold_s, 0) + coalesce(acw_s, 0)) / 60 FROM interactions.csv"
                            + " WHERE channel_code = 'VOICE' AND outcome_code = 'ANSWERED' AND handled_at"
                            + IN_NOVEMBER),
            Map.entry(
                    9,
                    "SELECT 100.0 * avg(CASE WHEN resolved_at IS NULL OR resolved_at > resolution_due_at THEN 1 ELSE 0 END)"
                            + " FROM tickets.csv WHERE channel_code = 'VOICE' AND resolution_due_at" + IN_NOVEMBER),
            Map.entry(
                    10,
                    "SELECT 100.0 * count(DISTINCT CASE WHEN complaint_level <> 'NONE' THEN customer_id END)"
                            + " / count(DISTINCT customer_id) FROM tickets.csv WHERE created_at" + IN_NOVEMBER),
            Map.entry(
                    11,
                    "SELECT count(*) FROM orders.csv WHERE order_seq > 1 AND cancelled_at IS NULL AND ordered_at"
                            + IN_NOVEMBER));

    @TempDir
    private static Path folder;

    private static List<Line> sheet = List.of();
    private static List<Bonus> bonuses = List.of();

    @BeforeAll
    static void ask() throws IOException, SQLException {
        String url = "jdbc:caresql:" + COMPANY + ";snapshotFolder=" + folder;
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            sheet = lines(statement.executeQuery(Files.readString(COMPANY.resolve("scorecard.sql"))));
            bonuses = bonuses(statement.executeQuery(Files.readString(COMPANY.resolve("bonus.sql"))));
        }
    }

    @Test
    void theSheetHasTheElevenLinesOfTheTemplate() throws SQLException {
        assertThat(sheet)
                .extracting(Line::label)
                .containsExactly(
                        "Số cuộc gọi hoàn thành",
                        "Số cuộc gọi bị nhỡ",
                        "Tỷ lệ hoàn thành cuộc gọi",
                        "Mức độ hài lòng của khách hàng",
                        "Số lượng khách phản hồi tích cực",
                        "Tỷ lệ khách hàng hài lòng",
                        "Thời gian khách chờ cuộc gọi",
                        "Thời gian trả lời trung bình / mỗi cuộc gọi",
                        "Tỷ lệ xử lý cuộc gọi quá hạn",
                        "Tỷ lệ khách hàng khiếu nại",
                        "Số đơn hàng khách hàng mua lại");
        assertThat(sheet)
                .extracting(Line::unit)
                .containsExactly(
                        "Số", "Số", "%", "Khách hàng", "Khách hàng", "%", "phút", "phút", "%", "%", "Đơn/hợp đồng");
    }

    @Test
    void thePlanIsTheOneOfTheFile() throws SQLException {
        for (int item = 1; item <= sheet.size(); item++) {
            double planned = number("SELECT target_metric_value / CASE WHEN unit_code = 'phút' THEN 60 ELSE 1 END"
                    + " FROM kpi_targets.csv JOIN scorecard_items.csv USING (kpi_code) WHERE scope_type = 'COMPANY'"
                    + " AND grain_code = 'MONTH' AND period_start = '2025-11-01' AND item_no = " + item);
            assertThat(sheet.get(item - 1).plan()).as("line %d", item).isEqualTo(rounded(planned, item), within(1e-9));
        }
    }

    @Test
    void theActualValueIsTheOneCountedByHand() throws SQLException {
        assertThat(sheet).hasSameSizeAs(BY_HAND.keySet());
        for (int item = 1; item <= sheet.size(); item++) {
            double counted = number(BY_HAND.getOrDefault(item, ""));
            assertThat(sheet.get(item - 1).actual())
                    .as("line %d", item)
                    .isEqualTo(rounded(counted, item), within(1e-9));
        }
    }

    @Test
    void attainmentIsLinearAndFewerLostCallsAreBetter() throws SQLException {
        for (int item : List.of(1, 2, 11)) {
            Line line = sheet.get(item - 1);
            double ratio = 100 * line.actual() / line.plan();
            double expected = item == 2 ? 200 - ratio : ratio;
            assertThat(line.attainment()).as("line %d", item).isEqualTo(expected, within(0.05001));
        }
    }

    @Test
    void theBonusFollowsTheScoreAndItsGates() throws SQLException {
        assertThat(bonuses).hasSize(6);
        for (Bonus bonus : bonuses) {
            double ratings = number("SELECT count(score) FROM survey_responses.csv JOIN teams.csv USING (team_id)"
                    + " WHERE survey_type = 'CSAT' AND responded_at" + IN_NOVEMBER + " AND team_name = '" + bonus.team()
                    + "'");
            double errors = number("SELECT count(*) FROM qa_evaluations.csv JOIN teams.csv USING (team_id)"
                    + " WHERE has_critical_error AND evaluated_at" + IN_NOVEMBER + " AND team_name = '" + bonus.team()
                    + "'");
            assertThat(bonus.ratings()).isEqualTo(ratings);
            String expected = errors > 0
                    ? "CRITICAL_ERROR"
                    : ratings < 5 ? "GATED" : bonus.score() < 80 ? "BELOW_THRESHOLD" : "PAID";
            assertThat(bonus.status()).as(bonus.team()).isEqualTo(expected);
            double percent = bonus.score() < 100 ? 50 + 2.5 * (bonus.score() - 80) : bonus.score();
            double paid = expected.equals("PAID") ? 10_000 * percent : 0;
            assertThat(bonus.amount().isEmpty()).as(bonus.team()).isEqualTo(expected.equals("GATED"));
            // The score is shown with one decimal: 0.05 points are 0.05 times 2.5 percent of a million, and half a
            // dong.
            double tolerance = expected.equals("PAID") ? 1_251 : 0;
            assertThat(bonus.amount().orElse(paid)).as(bonus.team()).isEqualTo(paid, within(tolerance));
        }
        assertThat(bonuses).extracting(Bonus::status).contains("PAID", "GATED");
    }

    private static double rounded(double value, int item) throws SQLException {
        double factor = number("SELECT 10 ** display_decimals FROM scorecard_items.csv WHERE item_no = " + item);
        return Math.round(value * factor) / factor;
    }

    /** Asks DuckDB; a table is a file of the company. */
    private static double number(String sql) throws SQLException {
        String files = sql.replaceAll("(\\w+\\.csv)", "'" + COMPANY.resolve("data") + "/$1'");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(files)) {
            assertThat(rows.next()).isTrue();
            return rows.getDouble(1);
        }
    }

    private static List<Line> lines(ResultSet rows) throws SQLException {
        List<Line> lines = new ArrayList<>();
        while (rows.next()) {
            lines.add(new Line(
                    rows.getString("KPI"),
                    rows.getString("Thước đo/tháng"),
                    rows.getDouble("Kế hoạch"),
                    rows.getDouble("Thực hiện"),
                    rows.getDouble("Hoàn thành %")));
        }
        return lines;
    }

    private static List<Bonus> bonuses(ResultSet rows) throws SQLException {
        List<Bonus> bonuses = new ArrayList<>();
        while (rows.next()) {
            double amount = rows.getDouble("Thưởng (đồng)");
            boolean gated = rows.wasNull();
            bonuses.add(new Bonus(
                    rows.getString("Đội"),
                    rows.getDouble("Điểm"),
                    rows.getDouble("Số đánh giá"),
                    gated ? Optional.empty() : Optional.of(amount),
                    rows.getString("Trạng thái")));
        }
        return bonuses;
    }

    private record Line(String label, String unit, double plan, double actual, double attainment) {}

    private record Bonus(String team, double score, double ratings, Optional<Double> amount, String status) {}
}
