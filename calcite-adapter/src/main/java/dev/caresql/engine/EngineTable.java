package dev.caresql.engine;

import static java.util.Objects.requireNonNull;

import org.apache.calcite.rel.type.RelDataType;

/**
 * A table of an engine.
 *
 * @param name as the engine knows it
 * @param rowType names and types of its columns
 */
public record EngineTable(String name, RelDataType rowType) {
    /** Requires both. */
    public EngineTable {
        requireNonNull(name, "name is null");
        requireNonNull(rowType, "rowType is null");
    }
}
