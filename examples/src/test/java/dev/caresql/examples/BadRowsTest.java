package dev.caresql.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadRowsTest {
    private static final int INTERACTIONS = 10_000;
    private static final double RATE = 0.05;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void generate() throws IOException {
        TestingCompany.generate(TestingCompany.settings(3, INTERACTIONS, 0), whole().folder());
        TestingCompany.generate(
                TestingCompany.settings(3, INTERACTIONS, RATE), damaged().folder());
    }

    @Test
    void areMadeOnRequestOnly() {
        assertThat(whole().fileNames()).doesNotContain(Damage.TABLE.fileName());
        assertThat(damaged().fileNames()).contains(Damage.TABLE.fileName());
    }

    @Test
    void areExactlyTheListedOnes() {
        for (Table table : List.of(Interactions.TABLE, SurveyResponses.TABLE, Tickets.TABLE, Leads.TABLE)) {
            Set<Integer> listed = listed(table).stream()
                    .map(row -> Integer.parseInt(row.get("line_no")))
                    .collect(Collectors.toSet());
            List<String> before = whole().lines(table);
            List<String> after = damaged().lines(table);
            assertThat(after).hasSameSizeAs(before);
            for (int i = 0; i < before.size(); i++) {
                assertThat(!after.get(i).equals(before.get(i)))
                        .as("%s line %d", table.fileName(), i + 1)
                        .isEqualTo(listed.contains(i + 1));
            }
        }
    }

    @Test
    void areTheShareAskedFor() {
        double share = (double) listed(Interactions.TABLE).size() / INTERACTIONS;
        assertThat(share).isCloseTo(RATE, within(0.01));
    }

    @Test
    void areOfEveryKind() {
        Set<String> kinds =
                Set.of("TOO_FEW_COLUMNS", "TOO_MANY_COLUMNS", "BAD_TIME", "TEXT_IN_NUMBER", "SCORE_OFF_SCALE");
        assertThat(damaged().values(Damage.TABLE, "kind")).isEqualTo(kinds);
    }

    @Test
    void leaveTheMasterDataAlone() {
        for (Table table : List.of(Agents.TABLE, Customers.TABLE, Organisation.TEAMS)) {
            assertThat(damaged().lines(table)).isEqualTo(whole().lines(table));
        }
    }

    private static TestingCompany whole() {
        return new TestingCompany(folder.resolve("whole"));
    }

    private static TestingCompany damaged() {
        return new TestingCompany(folder.resolve("damaged"));
    }

    private static List<CSVRecord> listed(Table table) {
        return damaged().rows(Damage.TABLE).stream()
                .filter(row -> row.get("file_name").equals(table.fileName()))
                .toList();
    }
}
