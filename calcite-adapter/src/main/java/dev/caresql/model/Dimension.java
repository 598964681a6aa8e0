package dev.caresql.model;

import static java.util.Objects.requireNonNull;

import dev.caresql.sql.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A dimension that facts share.
 *
 * @param name the column's name in the table of all facts
 * @param type the type that it has for every fact
 * @param description one English sentence
 * @param sql an expression over the fact's {@code business_date} and {@code local_time}, for a part of the date
 * @param paths where a fact may have it, the best first; each is a chain of references and a column at its end
 */
public record Dimension(
        String name, ColumnType type, String description, Optional<String> sql, List<List<String>> paths) {
    /** Requires one of expression and paths. */
    public Dimension {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(description, "description is null");
        paths = paths.stream().map(List::copyOf).toList();
        if (sql.isPresent() != paths.isEmpty()) {
            throw new IllegalArgumentException("dimension " + name + " needs either sql or paths");
        }
    }

    /** The same dimension, which a fact may have on further paths too. */
    public Dimension with(List<List<String>> more) {
        List<List<String>> all = new ArrayList<>(paths);
        more.stream().filter(path -> !all.contains(path)).forEach(all::add);
        return new Dimension(name, type, description, sql, all);
    }
}
