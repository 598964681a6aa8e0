package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import dev.caresql.model.Dimension;
import java.util.List;
import java.util.Optional;

/** Finds the way from a fact to a dimension, along references that lead from many rows to one. */
final class DimensionPaths {
    private final FactTables tables;

    DimensionPaths(FactTables tables) {
        this.tables = requireNonNull(tables, "tables is null");
    }

    /**
     * The best path that the model has.
     *
     * @param nearOnly whether to leave out paths through other facts, whose tables may be as large as the fact's own
     */
    Optional<List<String>> find(String fact, Dimension dimension, boolean nearOnly) {
        return dimension.paths().stream()
                .filter(path -> leads(fact, path, nearOnly))
                .findFirst();
    }

    private boolean leads(String fact, List<String> path, boolean nearOnly) {
        String table = fact;
        for (String step : path.subList(0, path.size() - 1)) {
            Optional<FactTables.Reference> reference = tables.reference(table, step);
            if (reference.isEmpty()
                    || (nearOnly && tables.isFact(reference.get().table()))) {
                return false;
            }
            table = reference.get().table();
        }
        return tables.has(table, path.get(path.size() - 1));
    }
}
