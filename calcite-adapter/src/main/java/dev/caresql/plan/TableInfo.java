package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A table that a statement may name, as catalogs list it.
 *
 * @param schema where it stands
 * @param name its name
 * @param kind how its rows come about
 * @param description one English sentence; empty when there is none
 * @param columns in their order
 * @param key the columns that identify a row; empty when none are declared, or one of them is not there
 */
public record TableInfo(
        String schema, String name, Kind kind, String description, List<ColumnInfo> columns, List<String> key) {
    /** Requires all parts and copies the lists. */
    public TableInfo {
        requireNonNull(schema, "schema is null");
        requireNonNull(name, "name is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(description, "description is null");
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** The name of the constraint that declares the key. */
    public String keyName() {
        return keyName(name);
    }

    static String keyName(String table) {
        return "pk_" + table;
    }

    /** The column of that name. */
    public ColumnInfo column(String column) {
        return columns.stream()
                .filter(known -> known.name().equals(column))
                .findFirst()
                .orElseThrow();
    }

    /** How the rows of a table come about. */
    public enum Kind {
        /** They are stored. */
        TABLE,
        /** They are made by a query when they are asked for. */
        VIEW,
        /** They tell about the data and their definitions. */
        SYSTEM_TABLE
    }
}
