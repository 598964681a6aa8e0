package dev.caresql.engine.duckdb;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Tells other processes that a snapshot is in use. Each reader locks a file of its own, because POSIX drops all locks of
 * a process on a file as soon as the process closes any channel to it.
 */
final class ReaderLock implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    private ReaderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static ReaderLock acquire(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            channel.lock();
            return new ReaderLock(file, channel);
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, "Cannot lock " + file, e);
        }
    }

    /** Whether a living reader holds the file; the file of a dead one is deleted. */
    static boolean isHeld(Path file) throws IOException {
        String own = ".reader-" + ProcessHandle.current().pid() + "-";
        if (String.valueOf(file.getFileName()).contains(own)) {
            // Opening a file of our own would drop its lock; readers of this process delete theirs when they close.
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            Optional<FileLock> lock = Optional.ofNullable(channel.tryLock());
            if (lock.isEmpty()) {
                return true;
            }
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
        if (Files.exists(SnapshotFolder.spillFolder(file))) {
            SnapshotFolder.delete(SnapshotFolder.spillFolder(file));
        }
        Files.deleteIfExists(file);
        return false;
    }

    /** A private folder that is deleted with the lock. */
    Path createSpillFolder() {
        return SnapshotFolder.createPrivate(SnapshotFolder.spillFolder(file));
    }

    @Override
    public void close() {
        try {
            if (Files.exists(SnapshotFolder.spillFolder(file))) {
                SnapshotFolder.delete(SnapshotFolder.spillFolder(file));
            }
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, "Cannot release " + file, e);
        }
    }
}
