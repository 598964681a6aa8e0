package dev.caresql.engine;

import static java.util.Objects.requireNonNull;

import org.apache.calcite.rel.type.RelDataType;

/**
 * A table of an engine.
 *
 * @param name as the engine knows it
 * @param rowType names and types of its columns
 * @param statistics how large it is
 */
public record EngineTable(String name, RelDataType rowType, TableStatistics statistics) {
    /** A table that the engine says nothing more about. */
    public EngineTable(String name, RelDataType rowType) {
        this(name, rowType, TableStatistics.UNKNOWN);
    }

    /** Requires all parts. */
    public EngineTable {
        requireNonNull(name, "name is null");
        requireNonNull(rowType, "rowType is null");
        requireNonNull(statistics, "statistics is null");
    }
}
