package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import org.apache.calcite.rel.type.RelDataType;

/**
 * A column of a table, as catalogs list it.
 *
 * @param name as the table has it
 * @param position from 1
 * @param type with its nullability
 * @param description one English sentence, or the label of a KPI; empty when there is none
 */
public record ColumnInfo(String name, int position, RelDataType type, String description) {
    /** Requires all parts. */
    public ColumnInfo {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(description, "description is null");
    }
}
