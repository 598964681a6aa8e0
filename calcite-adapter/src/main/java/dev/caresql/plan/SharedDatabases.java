package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import dev.caresql.engine.ProgressListener;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The databases that are open in this JVM, each shared by all who open it with the same settings and closed with the
 * last of them. While it is open, it shows the files as they were when the first came.
 */
public final class SharedDatabases {
    private static final Map<DatabaseSettings, Entry> ENTRIES = new HashMap<>();

    private SharedDatabases() {}

    /** Opens a database or joins those who have it open; the caller closes the lease. */
    public static Lease open(DatabaseSettings settings, ProgressListener progress) {
        Entry entry;
        synchronized (ENTRIES) {
            entry = ENTRIES.computeIfAbsent(settings, Entry::new);
            entry.users++;
        }
        try {
            return new Lease(entry, entry.open(progress));
        } catch (RuntimeException | Error e) {
            release(entry);
            throw e;
        }
    }

    private static void release(Entry entry) {
        synchronized (ENTRIES) {
            entry.users--;
            if (entry.users == 0) {
                ENTRIES.remove(entry.settings);
                entry.close();
            }
        }
    }

    /** A share of an open database. */
    public static final class Lease implements AutoCloseable {
        private final Entry entry;
        private final CareDatabase database;
        private boolean closed;

        private Lease(Entry entry, CareDatabase database) {
            this.entry = requireNonNull(entry, "entry is null");
            this.database = requireNonNull(database, "database is null");
        }

        public CareDatabase database() {
            return database;
        }

        /** Gives the share back; does nothing the second time. */
        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                release(entry);
            }
        }
    }

    private static final class Entry {
        private final DatabaseSettings settings;
        private @Nullable CareDatabase database;
        private int users;

        Entry(DatabaseSettings settings) {
            this.settings = settings;
        }

        synchronized CareDatabase open(ProgressListener progress) {
            if (database == null) {
                database = CareDatabase.open(settings, progress);
            }
            return database;
        }

        synchronized void close() {
            if (database != null) {
                database.close();
                database = null;
            }
        }
    }
}
