package dev.caresql.kpi;

import dev.caresql.catalog.KpiCatalog;
import dev.caresql.model.CanonicalColumn;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.CanonicalTables;
import dev.caresql.plan.TestingDatabase;
import dev.caresql.sql.ColumnType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The tables of the care model that KPIs count, empty, with their derived columns. */
public final class TestingTables {
    private static final CanonicalTables TABLES = CanonicalTables.load();

    private TestingTables() {}

    public static TestingDatabase create(KpiCatalog catalog) throws SQLException {
        TestingDatabase database = new TestingDatabase(catalog);
        for (String name : names(catalog)) {
            database.duckDb(create(TABLES.table(name).orElseThrow()));
        }
        return database;
    }

    /** An empty table of the care model with all columns that there can be. */
    static void create(TestingDatabase database, String table) throws SQLException {
        database.duckDb(create(TABLES.table(table).orElseThrow()));
    }

    /** The tables that a KPI counts. */
    private static Set<String> names(KpiCatalog catalog) {
        return catalog.kpis().stream()
                .flatMap(kpi -> kpi.binding().stream())
                .map(binding -> binding.table().text())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String create(CanonicalTable table) {
        List<CanonicalColumn> columns = new ArrayList<>(table.columns().values());
        columns.addAll(table.derived().values());
        List<String> definitions = new ArrayList<>();
        for (CanonicalColumn column : columns) {
            String type = column.type() == ColumnType.DECIMAL
                    ? "DECIMAL(19, 4)"
                    : column.type().name();
            definitions.add(column.name() + " " + type);
        }
        return "CREATE TABLE " + table.name() + " (" + String.join(", ", definitions) + ")";
    }

    /** Computes what an import derives and the KPIs read: the flag that only first contacts and repeats have. */
    static void derive(TestingDatabase database, String into) throws SQLException {
        if (into.startsWith("interactions")) {
            database.duckDb("UPDATE interactions SET is_first_contact = coalesce(seconds_since_previous_contact, 1e9)"
                    + " > 7 * 86400 WHERE channel_code = 'VOICE' AND direction_code = 'INBOUND'"
                    + " AND outcome_code = 'ANSWERED' AND customer_id IS NOT NULL");
        }
    }
}
