package dev.caresql.engine.duckdb;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.CareModel;
import dev.caresql.source.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder of a model's snapshots and the names of the files in it. */
final class SnapshotFolder {
    private static final String SUFFIX = ".duckdb";
    private static final String SPILL = ".spill";
    private static final int SHORT_HASH = 12;

    private final Path folder;
    private final String model;

    private SnapshotFolder(Path folder, String model) {
        this.folder = folder;
        this.model = model;
    }

    /** The folder that the settings name, the model's .caresql, or the user's cache when that cannot be written. */
    static SnapshotFolder of(CareModel model, SnapshotSettings settings) {
        Path beside = model.folder().resolve(".caresql");
        Path wanted = settings.folder().orElse(beside);
        if (writable(wanted)) {
            return new SnapshotFolder(wanted, model.name());
        }
        if (settings.folder().isPresent()) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, "The snapshot folder " + wanted + " cannot be written");
        }
        // Models of one name in different folders must not share a cache.
        String place = Fingerprint.ofText(model.folder().toString()).substring(0, SHORT_HASH);
        Path cache = cacheRoot().resolve("caresql").resolve(place);
        if (!writable(cache)) {
            throw new CareSqlException(
                    ErrorCode.MISSING_FILE,
                    "Neither " + beside + " nor " + cache + " can be written; name a folder for snapshots");
        }
        return new SnapshotFolder(cache, model.name());
    }

    private static Path cacheRoot() {
        return environment("XDG_CACHE_HOME")
                .or(() -> environment("LOCALAPPDATA"))
                .orElseGet(() -> Path.of(System.getProperty("user.home", "."), ".cache"));
    }

    private static Optional<Path> environment(String name) {
        return Optional.ofNullable(System.getenv(name))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    private static boolean writable(Path folder) {
        try {
            Files.createDirectories(folder);
            Path probe = Files.createTempFile(folder, ".probe", "");
            Files.delete(probe);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    Path snapshot(String hash) {
        return folder.resolve(model + "-" + hash + SUFFIX);
    }

    Path importLock() {
        return folder.resolve(model + ".lock");
    }

    /** A new file whose lock tells that a snapshot is in use; it names the process, see {@link ReaderLock}. */
    Path readerLock(Path snapshot) {
        return folder.resolve(
                snapshot.getFileName() + ".reader-" + ProcessHandle.current().pid() + "-" + unique());
    }

    List<Path> readerLocks(Path snapshot) {
        return list(snapshot.getFileName() + ".reader-", "").stream()
                .filter(path -> !path.toString().endsWith(SPILL))
                .toList();
    }

    List<Path> snapshots() {
        return list(model + "-", SUFFIX);
    }

    /** Work folders of imports, alive or dead. */
    List<Path> workFolders() {
        return list("import-" + model + "-", "");
    }

    /** A private folder for one import. */
    Path newWorkFolder() {
        return createPrivate(folder.resolve("import-" + model + "-" + unique()));
    }

    /** A private folder for what the queries of a reader spill; it lives as long as the reader's lock. */
    static Path spillFolder(Path readerLock) {
        return readerLock.resolveSibling(readerLock.getFileName() + SPILL);
    }

    /** Creates a folder that only its owner may enter: it holds the user's data. */
    static Path createPrivate(Path path) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        try {
            return Files.createDirectory(path, attributes);
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, "Cannot create the folder " + path, e);
        }
    }

    private static String unique() {
        return Long.toString(System.nanoTime(), Character.MAX_RADIX).toLowerCase(Locale.ROOT) + "-"
                + Long.toString(Thread.currentThread().getId(), Character.MAX_RADIX);
    }

    private List<Path> list(String prefix, String suffix) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> {
                        String name = String.valueOf(path.getFileName());
                        return name.startsWith(prefix) && name.endsWith(suffix);
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        }
    }

    /** Deletes a file or a folder with its content. */
    static void delete(Path path) {
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + path, e);
        }
    }
}
