package dev.caresql.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A canonical table and what feeds it.
 *
 * @param table the canonical table
 * @param feeds at least one; their rows are put together
 */
public record TableMapping(CanonicalTable table, List<TableFeed> feeds) {
    /** Copies the list. */
    public TableMapping {
        requireNonNull(table, "table is null");
        feeds = List.copyOf(feeds);
    }
}
