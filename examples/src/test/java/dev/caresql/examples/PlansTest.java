package dev.caresql.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plans and the sheet that they are compared on. */
class PlansTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void generate() throws IOException {
        TestingCompany.generate(TestingCompany.settings(5, 5_000, 0), folder);
    }

    @Test
    void theSheetHasTheElevenLinesInTheirOrder() {
        assertThat(rows(Scorecards.ITEMS))
                .extracting(row -> row.get("item_no") + ' ' + row.get("kpi_code") + ' ' + row.get("direction_code"))
                .containsExactly(
                        "1 CALLS_COMPLETED HIGHER",
                        "2 CALLS_MISSED LOWER",
                        "3 CALL_COMPLETION_RATE HIGHER",
                        "4 SATISFIED_CUSTOMERS HIGHER",
                        "5 POSITIVE_CUSTOMERS HIGHER",
                        "6 SATISFIED_RATE HIGHER",
                        "7 AVG_WAIT_TIME LOWER",
                        "8 AHT LOWER",
                        "9 CALL_OVERDUE_RATE LOWER",
                        "10 COMPLAINT_RATE LOWER",
                        "11 REPURCHASE_ORDERS HIGHER");
        assertThat(rows(Scorecards.ITEMS))
                .extracting(row -> row.get("weight_points"))
                .containsOnly("1");
    }

    @Test
    void everyLineOfTheSheetIsPlannedForTheCompanyInEveryMonth() {
        for (CSVRecord item : rows(Scorecards.ITEMS)) {
            assertThat(rows(KpiTargets.TABLE).stream()
                            .filter(row -> row.get("kpi_code").equals(item.get("kpi_code")))
                            .filter(row -> row.get("scope_type").equals("COMPANY"))
                            .filter(row -> row.get("grain_code").equals("MONTH")))
                    .as(item.get("kpi_code"))
                    .hasSize(12);
        }
    }

    @Test
    void aTargetIsSetOnceAndRatesAreNeverAddedUp() {
        List<CSVRecord> targets = rows(KpiTargets.TABLE);
        assertThat(targets)
                .extracting(row ->
                        row.get("kpi_code") + row.get("scope_id") + row.get("grain_code") + row.get("period_start"))
                .doesNotHaveDuplicates();
        for (CSVRecord target : targets) {
            boolean rate = target.get("kpi_code").matches(".*(RATE|LEVEL|TIME|NPS|CSAT|CES|ASA|AHT)");
            assertThat(target.get("target_agg_rule").equals("EXPLICIT"))
                    .as(target.get("kpi_code"))
                    .isEqualTo(rate);
        }
    }

    @Test
    void plansAreForTheCompanyAllTeamsAndAgents() {
        TestingCompany company = new TestingCompany(folder);
        Set<String> scopes = company.values(KpiTargets.TABLE, "scope_id");
        assertThat(scopes).contains("ALL").containsAll(company.values(Organisation.TEAMS, "team_id"));
        assertThat(scopes).containsAll(company.values(Agents.TABLE, "agent_id"));
    }

    private static List<CSVRecord> rows(Table table) {
        return new TestingCompany(folder).rows(table);
    }
}
