package dev.caresql.model;

import static java.util.Collections.unmodifiableMap;
import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A table of the care model.
 *
 * @param name plural, in lower case
 * @param description one English sentence
 * @param key the columns that identify a row
 * @param timeColumn the column that decides the period of a row
 * @param eventTimes columns whose instants have happened, so that the greatest is a sound default for "as of"
 * @param columns what a model may map, by name
 * @param derived what the import computes once, by name
 * @param references foreign keys: column to the table that it points to, and to one row of it where that table's key is
 *     a single column
 * @param query what derives the table; empty for a table that a model feeds
 */
public record CanonicalTable(
        String name,
        String description,
        List<String> key,
        Optional<String> timeColumn,
        List<String> eventTimes,
        Map<String, CanonicalColumn> columns,
        Map<String, CanonicalColumn> derived,
        Map<String, String> references,
        Optional<TableQuery> query) {
    /** Copies the collections; maps keep their order. */
    public CanonicalTable {
        requireNonNull(name, "name is null");
        requireNonNull(description, "description is null");
        requireNonNull(timeColumn, "timeColumn is null");
        requireNonNull(query, "query is null");
        key = List.copyOf(key);
        eventTimes = List.copyOf(eventTimes);
        columns = unmodifiableMap(new LinkedHashMap<>(columns));
        derived = unmodifiableMap(new LinkedHashMap<>(derived));
        references = unmodifiableMap(new LinkedHashMap<>(references));
    }

    /** Whether a model may feed the table: any that no query derives, and some that are derived only where it does not. */
    boolean isMappable() {
        return query.isEmpty() || !columns.isEmpty();
    }

    /** All columns, those that a model may map first. */
    public Map<String, CanonicalColumn> allColumns() {
        Map<String, CanonicalColumn> all = new LinkedHashMap<>(columns);
        all.putAll(derived);
        return all;
    }

    /** Notes every column that the key, the times or the references name and the table does not have. */
    void checkNames(Consumer<String> problem) {
        List<String> names = new ArrayList<>(key);
        names.addAll(references.keySet());
        timeColumn.ifPresent(names::add);
        names.addAll(eventTimes);
        names.stream()
                .filter(column -> column(column).isEmpty())
                .forEach(column -> problem.accept("there is no column " + column));
    }

    /** A mapped or derived column. */
    public Optional<CanonicalColumn> column(String column) {
        return Optional.ofNullable(columns.get(column)).or(() -> Optional.ofNullable(derived.get(column)));
    }
}
