package dev.caresql.model;

import static java.util.Collections.unmodifiableMap;
import static java.util.Objects.requireNonNull;

import dev.caresql.config.Located;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One query over the sources that gives rows of a canonical table.
 *
 * @param place where the feed is defined
 * @param from what follows FROM in SQL
 * @param where what follows WHERE
 * @param groupBy what follows GROUP BY
 * @param columns canonical column to SQL expression
 * @param extra the user's own columns, name to SQL expression
 */
public record TableFeed(
        Located place,
        Located from,
        Optional<Located> where,
        Optional<Located> groupBy,
        Map<String, Located> columns,
        Map<String, Located> extra) {
    /** Copies the maps. */
    public TableFeed {
        requireNonNull(place, "place is null");
        requireNonNull(from, "from is null");
        requireNonNull(where, "where is null");
        requireNonNull(groupBy, "groupBy is null");
        columns = unmodifiableMap(new LinkedHashMap<>(columns));
        extra = unmodifiableMap(new LinkedHashMap<>(extra));
    }
}
