package dev.caresql.excel.addin.service;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a question may name, as the database itself lists it.
 *
 * @param kpis the KPIs by every name that they have
 * @param columns the columns of each table with their types
 * @param timeZone the business time zone
 */
record Sheet(Map<String, KpiEntry> kpis, Map<String, Map<String, String>> columns, ZoneId timeZone) {
    /** The table of all facts; of its columns those that are no KPIs. */
    static final String KPIS = "kpis";

    Sheet {
        kpis = new LinkedHashMap<>(kpis);
        columns = new LinkedHashMap<>(columns);
        requireNonNull(timeZone, "timeZone is null");
    }

    static Sheet read(Connection connection) throws SQLException {
        Map<String, Map<String, String>> options = new LinkedHashMap<>();
        each(
                connection,
                "SELECT kpi_name, parameter_name, data_type FROM metadata.kpi_parameters WHERE is_option",
                row -> options.computeIfAbsent(row.get(0), name -> new LinkedHashMap<>())
                        .put(row.get(1), row.get(2)));
        Map<String, KpiEntry> kpis = new LinkedHashMap<>();
        each(
                connection,
                "SELECT kpi_name, COALESCE(synonyms, ''), label_en, label_vi, unit, better, COALESCE(table_name, '')"
                        + " FROM metadata.kpis",
                row -> {
                    KpiEntry kpi = new KpiEntry(
                            row.get(0), row.get(6), row.subList(2, 6), options.getOrDefault(row.get(0), Map.of()));
                    kpis.put(key(row.get(0)), kpi);
                    for (String synonym : row.get(1).split("[, ]+")) {
                        kpis.putIfAbsent(key(synonym), kpi);
                    }
                });
        Map<String, Map<String, String>> columns = new LinkedHashMap<>();
        try (ResultSet all = connection.getMetaData().getColumns(null, "care", null, null)) {
            while (all.next()) {
                String table = all.getString("TABLE_NAME");
                String name = all.getString("COLUMN_NAME");
                if (!table.equals(KPIS) || !kpis.containsKey(key(name))) {
                    columns.computeIfAbsent(table, key -> new LinkedHashMap<>()).put(name, all.getString("TYPE_NAME"));
                }
            }
        }
        List<String> zones = new ArrayList<>();
        each(connection, "SELECT time_zone FROM metadata.snapshots", row -> zones.add(row.get(0)));
        return new Sheet(kpis, columns, ZoneId.of(zones.get(0)));
    }

    KpiEntry kpi(String name) throws Refusal {
        KpiEntry kpi = kpis.get(key(name));
        if (kpi == null) {
            throw new Refusal(404, "42883", "There is no KPI '" + name + "'; GET /kpis lists those there are");
        }
        return kpi;
    }

    /** The column of a table that a name or short form means. */
    String dimension(String table, String name) throws Refusal {
        Set<String> all = columns.getOrDefault(table, Map.of()).keySet();
        for (String form : List.of("", "_name", "_code", "_id")) {
            Optional<String> found = all.stream()
                    .filter(column -> column.equalsIgnoreCase(name + form))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new Refusal(400, "42703", "'" + name + "' is no dimension; there are " + String.join(", ", all));
    }

    String type(String table, String column) {
        return requireNonNull(requireNonNull(columns.get(table)).get(column));
    }

    private static String key(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    private static void each(Connection connection, String sql, RowReader reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(rows.getString(column));
                }
                reader.read(row);
            }
        }
    }

    /** Takes a row. */
    @FunctionalInterface
    private interface RowReader {
        void read(List<String> row);
    }

    /**
     * A KPI.
     *
     * @param table whose rows it counts; empty where there are several
     * @param texts label in English and Vietnamese, unit, better
     * @param options its options with their types
     */
    record KpiEntry(String name, String table, List<String> texts, Map<String, String> options) {
        KpiEntry {
            requireNonNull(name, "name is null");
            requireNonNull(table, "table is null");
            texts = List.copyOf(texts);
            options = new LinkedHashMap<>(options);
        }

        String unit() {
            return texts.get(2);
        }
    }
}
