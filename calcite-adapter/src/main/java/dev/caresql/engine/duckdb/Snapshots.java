package dev.caresql.engine.duckdb;

import static java.util.Objects.requireNonNull;

import dev.caresql.config.Problems;
import dev.caresql.engine.ProgressListener;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.CareModel;
import dev.caresql.source.SourceFile;
import dev.caresql.source.SourceFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the snapshot that fits a model and its files as they are now, or makes it. */
final class Snapshots {
    private static final int ATTEMPTS = 3;

    private final CareModel model;
    private final SnapshotFolder folder;
    private final DuckDbSettings settings;
    private final ProgressListener progress;

    Snapshots(CareModel model, SnapshotFolder folder, DuckDbSettings settings, ProgressListener progress) {
        this.model = model;
        this.folder = folder;
        this.settings = settings;
        this.progress = progress;
    }

    /** The snapshot's file with a lock that keeps it from being removed. */
    Held current() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Map<String, List<SourceFile>> files = files();
            Path snapshot = folder.snapshot(SnapshotKey.of(model, files));
            // Locked before it is looked for, so that nobody removes it in between.
            ReaderLock lock = ReaderLock.acquire(folder.readerLock(snapshot));
            boolean held = false;
            try {
                if (Files.isRegularFile(snapshot) || make(snapshot, files)) {
                    held = true;
                    return new Held(snapshot, lock);
                }
            } finally {
                if (!held) {
                    lock.close();
                }
            }
        }
        throw new CareSqlException(
                ErrorCode.MODEL,
                "The files of model " + model.name() + " change faster than they can be imported; try again later");
    }

    private Map<String, List<SourceFile>> files() {
        Problems problems = new Problems();
        Map<String, List<SourceFile>> files = new LinkedHashMap<>();
        model.sources().forEach((name, source) -> files.put(name, SourceFiles.resolve(source, problems)));
        problems.throwIfAny(ErrorCode.MODEL);
        return files;
    }

    /** Imports under the model's lock; false when a file changed meanwhile. */
    private boolean make(Path snapshot, Map<String, List<SourceFile>> files) {
        try (Closeable turn = FileLocks.exclusive(folder.importLock())) {
            requireNonNull(turn, "turn is null");
            if (Files.isRegularFile(snapshot)) {
                return true;
            }
            // Whoever left these is dead: the lock is ours.
            folder.workFolders().forEach(SnapshotFolder::delete);
            Path work = folder.newWorkFolder();
            try {
                Path built = work.resolve("snapshot.duckdb");
                new SnapshotImport(model, files, settings, progress).run(work, built);
                if (!files().equals(files)) {
                    return false;
                }
                publish(built, snapshot);
            } finally {
                SnapshotFolder.delete(work);
            }
            removeOld(snapshot);
            return true;
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.ENGINE, "Cannot write the snapshot " + snapshot, e);
        }
    }

    /** The name appears only when all of the content is on the disk. */
    private static void publish(Path built, Path snapshot) throws IOException {
        try (FileChannel channel = FileChannel.open(built, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(built, snapshot, StandardCopyOption.ATOMIC_MOVE);
        forceFolder(snapshot);
    }

    private static void forceFolder(Path snapshot) throws IOException {
        Path parent = snapshot.toAbsolutePath().getParent();
        boolean posix = snapshot.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (parent != null && posix) {
            try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private void removeOld(Path keep) throws IOException {
        for (Path old : folder.snapshots()) {
            boolean used = old.equals(keep);
            for (Path reader : folder.readerLocks(old)) {
                used |= ReaderLock.isHeld(reader);
            }
            if (!used) {
                Files.deleteIfExists(old);
            }
        }
    }

    /**
     * A snapshot in use.
     *
     * @param file the snapshot
     * @param lock to be closed when it is no longer used
     */
    record Held(Path file, ReaderLock lock) {}
}
