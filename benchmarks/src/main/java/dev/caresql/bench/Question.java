package dev.caresql.bench;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A question in the two languages.
 *
 * @param name for the table of figures
 * @param care as an analyst asks CareSQL
 * @param duckDb the best that a good engineer writes for DuckDB over the same snapshot; {as_of} is the as-of instant,
 *     {threshold} and {short} the seconds of service level and of short calls
 */
record Question(String name, String care, String duckDb) {
    Question {
        requireNonNull(name, "name is null");
        requireNonNull(care, "care is null");
        requireNonNull(duckDb, "duckDb is null");
    }

    /** The statement for DuckDB as of an instant, over contacts that bear their queues' seconds or do not. */
    String duckDb(Instant asOf, boolean queuesSay) {
        String utc = LocalDateTime.ofInstant(asOf, ZoneOffset.UTC).toString().replace('T', ' ');
        return duckDb.replace("{as_of}", "TIMESTAMP '" + utc + "'")
                .replace("{threshold}", queuesSay ? "coalesce(sl_threshold_s, 20)" : "20")
                .replace("{short}", queuesSay ? "coalesce(short_abandon_s, 5)" : "5");
    }
}
