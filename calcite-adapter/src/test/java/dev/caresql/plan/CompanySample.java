package dev.caresql.plan;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.caresql.engine.ProgressListener;
import dev.caresql.engine.duckdb.SnapshotSettings;
import dev.caresql.model.ModelSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The tables of the example company with the rows of a few customers: enough that every KPI has something to count, and few enough
 * that joins of many tables stay small.
 */
final class CompanySample {
    /** Of whom each fact tells most. */
    private static final String CUSTOMERS = Stream.of(
                    "survey_responses WHERE survey_type = 'SERVQUAL'",
                    "survey_responses WHERE survey_type = 'NPS'",
                    "survey_responses WHERE survey_type = 'CES'",
                    "leads WHERE won_at IS NOT NULL",
                    "subscriptions WHERE ended_at IS NOT NULL AND NOT is_trial",
                    "orders WHERE order_seq > 2",
                    "tickets WHERE is_complaint AND reopen_count > 0")
            .map(rows -> "(SELECT customer_id FROM company." + rows + " AND customer_id IS NOT NULL"
                    + " GROUP BY customer_id ORDER BY count(*) DESC, customer_id LIMIT 1)")
            .collect(joining(" UNION "));

    private static final Map<String, String> PARENTS = parents();
    private static final int OF_EACH = 3;
    private static final int OF_A_TABLE = 50;
    private static final int SERVQUAL_ITEMS = 22;

    private final TestingDatabase database;

    private CompanySample(TestingDatabase database) {
        this.database = requireNonNull(database, "database is null");
    }

    /** Imports the company into a folder and copies the rows. */
    static void copyInto(TestingDatabase database, Path folder) throws SQLException, IOException {
        DatabaseSettings settings = new DatabaseSettings(
                Path.of("..", "examples", "company"),
                new ModelSettings(Optional.empty()),
                new SnapshotSettings(Optional.of(folder), Optional.empty(), OptionalInt.empty()));
        List<String> tables = new ArrayList<>();
        try (CareDatabase company = CareDatabase.open(settings, ProgressListener.NONE)) {
            company.model()
                    .orElseThrow()
                    .tables()
                    .forEach(table -> tables.add(table.table().name()));
        }
        try (Stream<Path> files = Files.list(folder)) {
            Path snapshot = files.filter(file -> file.toString().endsWith(".duckdb"))
                    .findFirst()
                    .orElseThrow();
            database.duckDb("ATTACH '" + snapshot + "' AS company (READ_ONLY)");
        }
        new CompanySample(database).copy(tables);
        database.duckDb("DETACH company");
    }

    private void copy(List<String> tables) throws SQLException {
        database.duckDb(
                "CREATE TABLE customers AS SELECT * FROM company.customers WHERE customer_id IN (" + CUSTOMERS + ")");
        List<String> others = new ArrayList<>();
        for (String table : tables) {
            if (table.equals("customers")) {
                continue;
            }
            if (hasColumn(table, "customer_id")) {
                String each = hasColumn(table, "survey_type") ? "customer_id, survey_type" : "customer_id";
                copy(table, "customer_id IN (SELECT customer_id FROM customers)", each, OF_EACH);
            } else {
                others.add(table);
            }
        }
        for (String table : others) {
            copyOther(table);
        }
    }

    private void copyOther(String table) throws SQLException {
        if (table.equals("qa_evaluations")) {
            copy(table, "agent_id IN (SELECT agent_id FROM interactions)", "agent_id, section_code", 1);
            return;
        }
        for (Map.Entry<String, String> parent : PARENTS.entrySet()) {
            String column = parent.getKey();
            if (!table.equals("agents") && hasColumn(table, column)) {
                String where = column + " IN (SELECT " + column + " FROM " + parent.getValue() + ")";
                copy(table, where, column, table.equals("servqual_answers") ? SERVQUAL_ITEMS : OF_EACH);
                return;
            }
        }
        copy(table, "TRUE", hasColumn(table, "campaign_id") ? "campaign_id" : "TRUE", OF_A_TABLE);
    }

    private void copy(String table, String where, String each, int rows) throws SQLException {
        database.duckDb("CREATE TABLE " + table + " AS SELECT * FROM company." + table + " WHERE " + where
                + " QUALIFY row_number() OVER (PARTITION BY " + each + " ORDER BY rowid) <= " + rows);
    }

    private boolean hasColumn(String table, String column) throws SQLException {
        return !database.duckDbRows("SELECT 1 FROM duckdb_columns() WHERE database_name = 'company' AND table_name = '"
                        + table + "' AND column_name = '" + column + "'")
                .isEmpty();
    }

    /** What ties the rows of a table without customers to copied ones, the closest first. */
    private static Map<String, String> parents() {
        Map<String, String> parents = new LinkedHashMap<>();
        parents.put("interaction_id", "interactions");
        parents.put("response_id", "survey_responses");
        parents.put("ticket_id", "tickets");
        parents.put("lead_id", "leads");
        parents.put("agent_id", "interactions");
        return parents;
    }
}
