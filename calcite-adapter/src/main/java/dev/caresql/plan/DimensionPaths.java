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

    /** The table to which references lead from a fact; empty when the model lacks one of them. */
    Optional<String> end(String fact, List<String> steps) {
        return end(fact, steps, false);
    }

    private boolean leads(String fact, List<String> path, boolean nearOnly) {
        return end(fact, path.subList(0, path.size() - 1), nearOnly)
                .filter(table -> tables.has(table, path.get(path.size() - 1)))
                .isPresent();
    }

    private Optional<String> end(String fact, List<String> steps, boolean nearOnly) {
        String table = fact;
        for (String step : steps) {
            Optional<FactTables.Reference> reference = tables.reference(table, step);
            if (reference.isEmpty()
                    || (nearOnly && tables.isFact(reference.get().table()))) {
                return Optional.empty();
            }
            table = reference.get().table();
        }
        return Optional.of(table);
    }
}
