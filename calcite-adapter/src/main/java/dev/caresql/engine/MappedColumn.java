package dev.caresql.engine;

import static java.util.Objects.requireNonNull;

import dev.caresql.config.Located;
import dev.caresql.sql.ColumnType;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;

/**
 * A column of a canonical table as a feed fills it.
 *
 * @param name the column of the table
 * @param place the expression in the model
 * @param expressionType the type that the expression has
 * @param canonicalType the type that the care model demands; empty for a user's own column
 */
public record MappedColumn(String name, Located place, RelDataType expressionType, Optional<ColumnType> canonicalType) {
    /** Requires every part. */
    public MappedColumn {
        requireNonNull(name, "name is null");
        requireNonNull(place, "place is null");
        requireNonNull(expressionType, "expressionType is null");
        requireNonNull(canonicalType, "canonicalType is null");
    }
}
