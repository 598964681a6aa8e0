package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The column of a table that a column of a result shows unchanged.
 *
 * @param schema of the table
 * @param table its name
 * @param column the name of the column, whatever the query calls it
 */
public record ColumnOrigin(String schema, String table, String column) {
    private static final int PARTS = 3;

    /** Requires all parts. */
    public ColumnOrigin {
        requireNonNull(schema, "schema is null");
        requireNonNull(table, "table is null");
        requireNonNull(column, "column is null");
    }

    static Optional<ColumnOrigin> of(@Nullable List<String> path) {
        return path != null && path.size() == PARTS
                ? Optional.of(new ColumnOrigin(path.get(0), path.get(1), path.get(2)))
                : Optional.empty();
    }
}
