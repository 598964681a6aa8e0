package dev.caresql.excel.workbook;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Writes a file under a temporary name beside its own, and moves it once it is whole: nobody sees half a file. */
public final class WorkbookFile {
    private WorkbookFile() {}

    /** Writes what the content gives; where that fails, the file that was there stays as it was. */
    public static void write(Path target, Content content) {
        Path file = target.toAbsolutePath().normalize();
        Path folder = file.getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, file + " is a folder; name a file in it");
        }
        if (!Files.isDirectory(folder)) {
            throw new CareSqlException(
                    ErrorCode.MISSING_FILE, "There is no folder " + folder + "; create it or name another");
        }
        try {
            Path temporary = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
            try {
                try (OutputStream out = new BufferedOutputStream(
                        Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        1 << 16)) {
                    content.writeTo(out);
                }
                move(temporary, file);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new CareSqlException(
                    ErrorCode.MISSING_FILE,
                    "Cannot write " + file + " (" + e
                            + "); close it in other programs and see whether the disk has room",
                    e);
        }
    }

    /**
     * Requires a name by which Excel knows what it opens: it refuses a workbook that is called .xls or .xlam.
     *
     * @param endings such as {@code .xlsx}
     */
    public static void requireName(Path target, List<String> endings) {
        String name = String.valueOf(target.getFileName()).toLowerCase(Locale.ROOT);
        if (endings.stream().noneMatch(name::endsWith)) {
            throw new CareSqlException(
                    ErrorCode.INVALID_VALUE,
                    "The name " + target.getFileName() + " does not end in " + String.join(" or ", endings)
                            + ", by which Excel knows what it opens; name it so");
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** What is written. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it. */
        void writeTo(OutputStream out) throws IOException;
    }
}
