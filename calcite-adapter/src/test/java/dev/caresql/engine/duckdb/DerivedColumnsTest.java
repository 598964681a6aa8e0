package dev.caresql.engine.duckdb;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.config.Located;
import dev.caresql.model.CanonicalColumn;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.CanonicalTables;
import dev.caresql.model.Derivation;
import dev.caresql.model.RepeatWindow;
import dev.caresql.sql.ColumnType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A derived column is nothing but its text in the care model. */
class DerivedColumnsTest {
    private static final String ORDERS = "(1, 'A', 5), (2, 'A', 3), (3, 'B', 7), (4, NULL, 1), (5, 'A', 5)";

    private final Map<String, CanonicalColumn> columns = new LinkedHashMap<>();
    private final Map<String, CanonicalColumn> derived = new LinkedHashMap<>();

    private DerivedColumnsTest() {
        column("order_no", ColumnType.INTEGER);
        column("customer_id", ColumnType.VARCHAR);
        column("day_no", ColumnType.INTEGER);
        column("channel", ColumnType.VARCHAR);
    }

    private void column(String name, ColumnType type) {
        columns.put(name, new CanonicalColumn(name, type, name, Optional.empty()));
    }

    private void derive(String name, ColumnType type, String where, String sql) {
        Optional<Located> condition =
                where.isEmpty() ? Optional.empty() : Optional.of(new Located(where, "care-model.yaml", 1));
        Derivation derivation = new Derivation(new Located(sql, "care-model.yaml", 1), condition, List.of("channel"));
        derived.put(name, new CanonicalColumn(name, type, name, Optional.of(derivation)));
    }

    /** The rows of a table with the first three columns mapped, derived columns last. */
    private List<String> rows() throws SQLException {
        CanonicalTable table = new CanonicalTable(
                "orders",
                "",
                List.of("order_no"),
                Optional.empty(),
                List.of(),
                columns,
                derived,
                Map.of(),
                Optional.empty());
        TargetTable target = new TargetTable(
                table,
                new LinkedHashMap<>(Map.of("order_no", "INTEGER", "customer_id", "VARCHAR", "day_no", "INTEGER")));
        DerivedColumns tested = new DerivedColumns(target, RepeatWindow.DEFAULT);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            Jdbc.run(connection, "ATTACH ':memory:' AS snap");
            Jdbc.run(connection, "CREATE TABLE snap.orders (" + tested.definitions() + ")");
            Jdbc.run(connection, "INSERT INTO snap.orders (order_no, customer_id, day_no) VALUES " + ORDERS);
            for (String statement : tested.statements()) {
                Jdbc.run(connection, statement);
            }
            List<String> shown = derived.keySet().stream()
                    .map(name -> "coalesce(CAST(" + name + " AS VARCHAR), '-')")
                    .toList();
            return Jdbc.list(
                    connection,
                    "SELECT concat_ws('|', order_no, " + String.join(", ", shown)
                            + ") FROM snap.orders ORDER BY order_no",
                    row -> row.getString(1));
        }
    }

    @Test
    void numbersRowsWithTiesInTheOrderOfTheFiles() throws SQLException {
        derive(
                "order_seq",
                ColumnType.INTEGER,
                "customer_id IS NOT NULL",
                "ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY day_no, rowid)");
        assertThat(rows()).containsExactly("1|2", "2|1", "3|1", "4|-", "5|3");
    }

    @Test
    void readsOtherDerivedColumnsSettingsAndUnmappedOptionalColumns() throws SQLException {
        String known = "customer_id IS NOT NULL";
        derive(
                "previous_day",
                ColumnType.INTEGER,
                known,
                "LAG(day_no) OVER (PARTITION BY customer_id, channel ORDER BY day_no, rowid)");
        derive("gap", ColumnType.INTEGER, known, "day_no - previous_day");
        derive("widest_gap", ColumnType.INTEGER, known, "MAX(gap) OVER (PARTITION BY customer_id)");
        derive("weeks", ColumnType.DOUBLE, "", "widest_gap / repeat_window_days");
        derive("buyers", ColumnType.BIGINT, "", "COUNT(customer_id) OVER ()");
        derive("doubled", ColumnType.DOUBLE, "", "weeks * 14");
        assertThat(rows())
                .containsExactly(
                        "1|3|2|2|" + 2 / 7.0 + "|4|4.0",
                        "2|-|-|2|" + 2 / 7.0 + "|4|4.0",
                        "3|-|-|-|-|4|-",
                        "4|-|-|-|-|4|-",
                        "5|5|0|2|" + 2 / 7.0 + "|4|4.0");
    }

    @Test
    void leavesOutWhatNeedsAColumnThatIsNotMapped() {
        column("amount", ColumnType.DOUBLE);
        derive("big", ColumnType.BOOLEAN, "", "amount > 10");
        derive("very_big", ColumnType.BOOLEAN, "", "big AND amount > 100");
        derive("late", ColumnType.BOOLEAN, "", "day_no > 4");
        CanonicalTable table = new CanonicalTable(
                "orders",
                "",
                List.of("order_no"),
                Optional.empty(),
                List.of(),
                columns,
                derived,
                Map.of(),
                Optional.empty());
        assertThat(new DerivedColumns(new TargetTable(table, Map.of("day_no", "INTEGER")), RepeatWindow.DEFAULT)
                        .definitions())
                .isEqualTo("\"day_no\" INTEGER, \"late\" BOOLEAN GENERATED ALWAYS AS (\"day_no\" > 4) VIRTUAL");
    }

    @Test
    void everyDerivationOfTheCareModelCompiles() {
        for (CanonicalTable table : CanonicalTables.load().all().values()) {
            if (table.query().isPresent()) {
                continue;
            }
            Map<String, String> mapped = new LinkedHashMap<>();
            table.columns().forEach((name, column) -> {
                if (column.derivation().isEmpty()) {
                    mapped.put(name, DuckDbTypes.name(column.type()));
                }
            });
            String definitions = new DerivedColumns(new TargetTable(table, mapped), RepeatWindow.DEFAULT).definitions();
            assertThat(table.allColumns().keySet())
                    .allSatisfy(name -> assertThat(definitions).contains(DuckDbText.identifier(name)));
        }
    }

    @Test
    void rowsWithoutNeighboursAreStoredAsTheyAre() {
        CanonicalTable interactions =
                requireNonNull(CanonicalTables.load().all().get("interactions"), "no interactions");
        Map<String, String> mapped = new LinkedHashMap<>();
        interactions.columns().forEach((name, column) -> mapped.put(name, DuckDbTypes.name(column.type())));
        DerivedColumns tested = new DerivedColumns(new TargetTable(interactions, mapped), RepeatWindow.DEFAULT);
        assertThat(tested.initialValues())
                .containsExactly(Map.entry(
                        "is_first_contact",
                        "CASE WHEN \"channel_code\" = 'VOICE' AND \"direction_code\" = 'INBOUND' AND"
                                + " \"outcome_code\" = 'ANSWERED' AND \"customer_id\" IS NOT NULL AND"
                                + " \"started_at\" IS NOT NULL THEN TRUE ELSE NULL END"));
        assertThat(tested.corrections().get(0))
                .endsWith("WHERE \"seconds_since_previous_contact\" IS NOT NULL OR \"seconds_to_next_contact\" IS NOT"
                        + " NULL OR \"is_first_contact\" IS DISTINCT FROM TRUE");
    }
}
