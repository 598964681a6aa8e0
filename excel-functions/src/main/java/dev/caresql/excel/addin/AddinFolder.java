package dev.caresql.excel.addin;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Writes a folder under a temporary name beside its own, and moves it once it is whole. */
final class AddinFolder {
    /** The file by which a folder of an earlier add-in is known. */
    static final String MANIFEST = "manifest.xml";

    private AddinFolder() {}

    /** Writes the files; a folder of anything else than an earlier add-in is left alone, and the user told. */
    static void write(Path target, Map<String, byte[]> files) {
        Path folder = target.toAbsolutePath().normalize();
        Path parent = folder.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new CareSqlException(
                    ErrorCode.MISSING_FILE, "There is no folder " + parent + "; create it or name another");
        }
        try {
            requireReplaceable(folder);
            Path fresh = sibling(folder);
            try {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    Path path = fresh.resolve(file.getKey());
                    Files.createDirectories(parentOf(path));
                    Files.write(path, file.getValue());
                }
                replace(folder, fresh);
            } finally {
                delete(fresh);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new CareSqlException(
                    ErrorCode.MISSING_FILE,
                    "Cannot write " + folder + " (" + e
                            + "); close its files in other programs and see whether the disk has room",
                    e);
        }
    }

    private static void requireReplaceable(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, folder + " is a file; name a folder");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent() && !isAddin(folder)) {
                throw new CareSqlException(
                        ErrorCode.MISSING_FILE,
                        folder + " holds other files than an add-in of CareSQL; name a new or empty folder");
            }
        }
    }

    private static boolean isAddin(Path folder) throws IOException {
        Path manifest = folder.resolve(MANIFEST);
        return Files.isRegularFile(manifest)
                && Files.readString(manifest).contains("<ProviderName>CareSQL</ProviderName>");
    }

    /** A folder cannot be moved over another one: the old one steps aside, and back where that fails. */
    private static void replace(Path folder, Path fresh) throws IOException {
        if (!Files.exists(folder)) {
            Files.move(fresh, folder);
            return;
        }
        Path old = sibling(folder);
        Files.move(folder, old);
        try {
            Files.move(fresh, folder);
        } catch (IOException e) {
            Files.move(old, folder);
            throw e;
        }
        delete(old);
    }

    private static Path sibling(Path folder) {
        return folder.resolveSibling("." + folder.getFileName() + "." + UUID.randomUUID() + ".tmp");
    }

    private static Path parentOf(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(path + " has no parent");
        }
        return parent;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}
