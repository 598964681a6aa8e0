package dev.caresql.model;

import static java.util.Objects.requireNonNull;

import dev.caresql.sql.ColumnType;
import java.util.Optional;

/**
 * A column of the care model.
 *
 * @param name in lower case with underscores
 * @param type the type that the column has in every snapshot
 * @param description one English sentence for catalogs and metadata
 * @param derivation how the import computes it, a column that may be mapped only where it is not; empty for the others and
 *     for the business date
 */
public record CanonicalColumn(String name, ColumnType type, String description, Optional<Derivation> derivation) {
    /** Requires every part. */
    public CanonicalColumn {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(description, "description is null");
        requireNonNull(derivation, "derivation is null");
    }
}
