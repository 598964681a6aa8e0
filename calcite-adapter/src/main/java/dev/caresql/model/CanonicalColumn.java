package dev.caresql.model;

import static java.util.Objects.requireNonNull;

import dev.caresql.sql.ColumnType;

/**
 * A column of the care model.
 *
 * @param name in lower case with underscores
 * @param type the type that the column has in every snapshot
 * @param description one English sentence for catalogs and metadata
 */
public record CanonicalColumn(String name, ColumnType type, String description) {
    /** Requires every part. */
    public CanonicalColumn {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(description, "description is null");
    }
}
