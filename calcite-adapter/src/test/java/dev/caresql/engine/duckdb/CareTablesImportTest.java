package dev.caresql.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types and days that only some tables of the care model have. */
class CareTablesImportTest {
    @TempDir
    private Path folder;

    @Test
    void hoursOfADayAreTimesAndADayHasSeveralIntervals() throws Exception {
        TestingModel model = new TestingModel(folder)
                .file("hours.csv", "day,from,to\n1,08:00,12:00\n1,13:30:15,17:00\n2,25:00,17:00\n")
                .file("caresql.yaml", """
                        model: m
                        sources:
                          s: {file: hours.csv, columns: {from: varchar, to: varchar}}
                        tables:
                          business_hours:
                            from: s
                            columns: {calendar_id: "'VN'", iso_weekday: day, opens_at: '"from"', closes_at: '"to"'}
                        """);
        assertThat(model.query(
                        "SELECT iso_weekday, CAST(opens_at AS VARCHAR), CAST(closes_at AS VARCHAR), typeof(opens_at) FROM business_hours"
                                + " ORDER BY opens_at"))
                .isEqualTo(List.of("1|08:00:00|12:00:00|TIME", "1|13:30:15|17:00:00|TIME"));
    }

    @Test
    void aDayOfTheBusinessStaysItsBusinessDate() throws Exception {
        TestingModel model = new TestingModel(folder)
                .file("costs.csv", "day,amount\n2025-03-07,12.5\n")
                .file("caresql.yaml", """
                        model: m
                        timeZone: America/New_York
                        sources:
                          s: {file: costs.csv, timeZone: Asia/Tokyo}
                        tables:
                          operating_costs: {from: s, columns: {cost_date: day, amount: amount}}
                        """);
        assertThat(model.query("SELECT cost_date, business_date, amount FROM operating_costs"))
                .isEqualTo(List.of("2025-03-07|2025-03-07|12.5000"));
    }
}
