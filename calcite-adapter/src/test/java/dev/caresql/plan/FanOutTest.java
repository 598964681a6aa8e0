package dev.caresql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import dev.caresql.error.CareSqlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A KPI over joins is what a person writes by hand over the rows of its own table. */
class FanOutTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources", "fan-out");
    private static final String NPS =
            "100.0 * (count(*) FILTER (WHERE score >= 9) - count(*) FILTER (WHERE score <= 6))"
                    + " / nullif(count(score), 0)";

    private TestingDatabase database;

    @BeforeEach
    void openDatabase() throws SQLException, IOException {
        database = new TestingDatabase(KpiCatalogLoader.load(List.of(), new Problems())).asOf("2025-06-01T00:00:00Z");
        for (String statement :
                Files.readString(RESOURCES.resolve("tables.sql")).split(";\n", -1)) {
            if (!statement.isBlank()) {
                database.duckDb(statement);
            }
        }
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    @TestFactory
    Stream<DynamicTest> aRowCountsOnceInEveryGroup() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Case question : cases("corrected.sql")) {
            tests.add(DynamicTest.dynamicTest(question.name(), () -> {
                assertThat(database.plan(question.first()).notes()).isNotEmpty();
                requireSame(question);
            }));
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> aRowOfALargeTableCountsOnceInEveryGroup() throws IOException {
        database.large();
        return aRowCountsOnceInEveryGroup();
    }

    @TestFactory
    Stream<DynamicTest> aJoinThatRepeatsNothingCostsNothing() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Case question : cases("unchanged.sql")) {
            tests.add(DynamicTest.dynamicTest(question.name(), () -> {
                database.fanOut(FanOut.ERROR);
                assertThat(database.plan(question.first()).notes()).isEmpty();
                assertThat(database.plan(question.first()).sql().text()).doesNotContain("ROW_NUMBER");
                requireSame(question);
            }));
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotClearIsRefusedInBothModes() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Case question : cases("refused.sql")) {
            tests.add(DynamicTest.dynamicTest(question.name(), () -> {
                database.fanOut(FanOut.CORRECT);
                assertThat(refusal(question.first())).isEqualTo(question.second());
                database.fanOut(FanOut.ERROR);
                assertThat(refusal(question.first())).startsWith("21000: ");
            }));
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> whatWouldBeCorrectedIsRefusedOnDemand() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Case question : cases("corrected.sql")) {
            tests.add(DynamicTest.dynamicTest(question.name(), () -> {
                database.fanOut(FanOut.ERROR);
                assertThat(refusal(question.first()))
                        .startsWith("21000: ")
                        .contains(" counts rows of ", "which the join with ", "connect with fanOut=correct");
            }));
        }
        return tests.stream();
    }

    @Test
    void thePlanSaysWhatWasCorrected() throws SQLException {
        String joined = "SELECT NPS() FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id";
        assertThat(database.plan("EXPLAIN PLAN FOR " + joined).explanation())
                .startsWith(
                        "way: direct, one statement\nfan-out: NPS() counts each row of survey_responses once per group,"
                                + " although the join with tickets on survey_responses.customer_id = tickets.customer_id can"
                                + " repeat it\nsql:\nSELECT ");
        assertThat(database.plan("EXPLAIN PLAN FOR SELECT NPS() FROM survey_responses")
                        .explanation())
                .startsWith("way: direct, one statement\nsql:\n");
    }

    private String refusal(String sql) throws SQLException {
        try {
            return "answered: " + database.rows(sql);
        } catch (CareSqlException e) {
            return e.code().sqlState() + ": " + e.getMessage();
        }
    }

    private void requireSame(Case question) throws SQLException {
        List<String> actual = texts(database.rows(question.first()));
        List<String> expected = texts(database.duckDbRows(question.second().replace("NPS", NPS)));
        assertThat(expected).isNotEmpty();
        assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> texts(List<List<@Nullable Object>> rows) {
        return rows.stream()
                .map(row -> row.stream()
                        .map(value -> value instanceof Number number
                                ? String.format(Locale.ROOT, "%.9f", number.doubleValue())
                                : String.valueOf(value))
                        .toList()
                        .toString())
                .toList();
    }

    /** Blocks of a name, a statement and, after a line of three dashes, what it should be. */
    private static List<Case> cases(String file) throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String block : Files.readString(RESOURCES.resolve(file)).split("(^|\n)## ", -1)) {
            if (!block.isBlank()) {
                String[] lines = block.split("\n", 2);
                String[] parts = lines[1].split("\n---\n", 2);
                cases.add(new Case(lines[0].strip(), parts[0].strip(), parts[1].strip()));
            }
        }
        return cases;
    }

    private record Case(String name, String first, String second) {}
}
