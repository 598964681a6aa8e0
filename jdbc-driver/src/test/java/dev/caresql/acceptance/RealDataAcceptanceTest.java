package dev.caresql.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.System.Logger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Published data sets give the answers that were computed for them independently, to the last decimal of these. */
class RealDataAcceptanceTest {
    private static final Logger LOG = System.getLogger(RealDataAcceptanceTest.class.getName());
    private static final double TOLERANCE = 1e-6;

    @TempDir
    static Path snapshots;

    @BeforeAll
    static void needsData() {
        if (!DataSet.isPresent()) {
            LOG.log(Logger.Level.WARNING, "SKIPPED: there are no published data sets in " + DataSet.data());
        }
        assumeTrue(DataSet.isPresent(), "there are no published data sets in " + DataSet.data());
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheKey(DataSet dataSet) throws SQLException {
        List<KeyRow> key = KeyRow.read(dataSet.key());
        Map<KeyRow.Cell, Optional<Double>> answers = answers(dataSet);
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        Map<String, Integer> listed = new LinkedHashMap<>();
        Set<KeyRow.Cell> known = new HashSet<>();
        for (KeyRow row : key) {
            known.add(row.cell());
            Optional<DataSet.NotAnswered> left = dataSet.notAnswered().stream()
                    .filter(pattern -> pattern.covers(row))
                    .findFirst();
            if (row.isTrap()) {
                wrong.addAll(trapped(row, answers));
            } else if (left.isPresent()) {
                listed.merge(left.get().reason(), 1, Integer::sum);
            } else {
                compared++;
                difference(row, answers.get(row.cell())).ifPresent(wrong::add);
            }
        }
        dataSet.notAnswered().stream()
                .filter(pattern -> key.stream().noneMatch(pattern::covers))
                .forEach(pattern -> wrong.add(pattern + " covers no row of the key"));
        answers.keySet().stream()
                .filter(cell -> !known.contains(cell))
                .forEach(cell -> wrong.add(cell + " is not in the key"));
        long traps = key.stream().filter(KeyRow::isTrap).count();
        int left = listed.values().stream().mapToInt(Integer::intValue).sum();
        LOG.log(
                Logger.Level.INFO,
                dataSet.title() + ": " + compared + " rows compared, " + traps + " traps avoided, " + left
                        + " rows listed " + listed);
        assertThat(wrong).isEmpty();
        assertThat(compared).isPositive();
    }

    private static Optional<String> difference(KeyRow row, Optional<Double> answer) {
        if (answer == null) {
            return Optional.of(row + " is neither answered nor listed");
        }
        boolean same = row.value().isPresent() && answer.isPresent()
                ? Math.abs(row.inUnitOfKey(answer.get()) - row.value().get()) <= TOLERANCE
                : row.value().isEmpty() && answer.isEmpty();
        return same ? Optional.empty() : Optional.of(row + " but was " + answer.map(row::inUnitOfKey));
    }

    private static List<String> trapped(KeyRow trap, Map<KeyRow.Cell, Optional<Double>> answers) {
        List<KeyRow.Cell> group = answers.keySet().stream()
                .filter(cell ->
                        cell.slice().equals(trap.slice()) && cell.sliceValue().equals(trap.sliceValue()))
                .toList();
        if (group.isEmpty()) {
            return List.of("nothing is asked about " + trap);
        }
        return group.stream()
                .filter(cell -> difference(trap, answers.get(cell)).isEmpty())
                .map(cell -> cell + " fell into " + trap)
                .toList();
    }

    private static Map<KeyRow.Cell, Optional<Double>> answers(DataSet dataSet) throws SQLException {
        Map<KeyRow.Cell, Optional<Double>> answers = new LinkedHashMap<>();
        try (Connection connection = RealData.connect(dataSet.model(), snapshots);
                Statement statement = connection.createStatement()) {
            for (String question : dataSet.questions()) {
                try (ResultSet results = statement.executeQuery(question)) {
                    collect(results, answers);
                }
            }
        }
        return answers;
    }

    private static void collect(ResultSet results, Map<KeyRow.Cell, Optional<Double>> answers) throws SQLException {
        int width = results.getMetaData().getColumnCount();
        while (results.next()) {
            String slice = results.getString("slice");
            String sliceValue = results.getString("slice_value");
            for (int i = 1; i <= width; i++) {
                String kpi = results.getMetaData().getColumnLabel(i);
                if (!kpi.toLowerCase(Locale.ROOT).startsWith("slice")) {
                    double value = results.getDouble(i);
                    Optional<Double> answer = results.wasNull() ? Optional.empty() : Optional.of(value);
                    Optional<Double> before = answers.put(new KeyRow.Cell(kpi, slice, sliceValue), answer);
                    assertThat(before == null || before.equals(answer))
                            .as(kpi + " of " + sliceValue)
                            .isTrue();
                }
            }
        }
    }
}
