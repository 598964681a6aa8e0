package dev.caresql.engine.duckdb;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks that the operating system drops when a process dies. Java's file locks are for processes only, so threads of one
 * process take turns by a lock of their own first.
 */
final class FileLocks {
    private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();
    private static final long RETRY_MILLIS = 20;

    private FileLocks() {}

    /** Waits for the lock of a file, which is created when missing. */
    static Closeable exclusive(Path file) {
        ReentrantLock turn = IN_PROCESS.computeIfAbsent(file.toAbsolutePath(), key -> new ReentrantLock());
        turn.lock();
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = waitFor(channel);
            return () -> {
                try {
                    lock.release();
                    channel.close();
                } finally {
                    turn.unlock();
                }
            };
        } catch (IOException e) {
            turn.unlock();
            throw new CareSqlException(ErrorCode.MISSING_FILE, "Cannot lock " + file, e);
        }
    }

    /** Another class loader of this process may hold the lock; Java then refuses to wait, so this asks again. */
    private static FileLock waitFor(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException e) {
                pause();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for another import", e);
        }
    }
}
