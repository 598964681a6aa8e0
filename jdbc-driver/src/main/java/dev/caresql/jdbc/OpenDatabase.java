package dev.caresql.jdbc;

import static java.util.Objects.requireNonNull;

import dev.caresql.plan.CareDatabase;
import java.time.Instant;
import java.util.Optional;

/**
 * A database that a connection uses.
 *
 * @param database the database
 * @param asOf what AS_OF() means on the connection, where it says so
 * @param release what to do when the connection is closed
 */
record OpenDatabase(CareDatabase database, Optional<Instant> asOf, Runnable release) {
    OpenDatabase {
        requireNonNull(database, "database is null");
        requireNonNull(asOf, "asOf is null");
        requireNonNull(release, "release is null");
    }
}
