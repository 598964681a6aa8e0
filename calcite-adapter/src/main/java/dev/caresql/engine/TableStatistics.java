package dev.caresql.engine;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What an engine knows of a table's size. The figures decide only how a statement is written, never its answer.
 *
 * @param rows about how many; 0 when the engine does not say
 * @param distinct about how many different values a column has, by column; columns may be missing
 */
public record TableStatistics(long rows, Map<String, Long> distinct) {
    /** Of a table that the engine says nothing about. */
    public static final TableStatistics UNKNOWN = new TableStatistics(0, Map.of());

    /** Copies the map; a negative number of rows is refused. */
    public TableStatistics {
        if (rows < 0) {
            throw new IllegalArgumentException("rows is negative: " + rows);
        }
        distinct = Map.copyOf(requireNonNull(distinct, "distinct is null"));
    }

    /** About how many different values a column has, NULL among them. */
    public OptionalLong distinct(String column) {
        Long known = distinct.get(column);
        return known == null ? OptionalLong.empty() : OptionalLong.of(known + 1);
    }
}
