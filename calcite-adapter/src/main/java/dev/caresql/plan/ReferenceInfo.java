package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

/**
 * A declared reference between two tables of the schema {@link CareDatabase#SCHEMA}, as catalogs list it.
 *
 * @param table the table that refers
 * @param column its column
 * @param parent the table referred to
 * @param parentColumn the one column of its key
 */
public record ReferenceInfo(String table, String column, String parent, String parentColumn) {
    /** Requires all parts. */
    public ReferenceInfo {
        requireNonNull(table, "table is null");
        requireNonNull(column, "column is null");
        requireNonNull(parent, "parent is null");
        requireNonNull(parentColumn, "parentColumn is null");
    }

    /** The name of the constraint that declares the reference. */
    public String name() {
        return "fk_" + table + "_" + column;
    }

    /** The name of the constraint that declares the key referred to. */
    public String parentKeyName() {
        return TableInfo.keyName(parent);
    }
}
