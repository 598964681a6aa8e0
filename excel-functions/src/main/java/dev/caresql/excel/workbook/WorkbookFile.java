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
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Writes a file under a temporary name beside its own, and moves it once it is whole: nobody sees half a file. */
public final class WorkbookFile {
    private static final Set<PosixFilePermission> WRITING =
            Set.of(PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

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
        if (isReadOnly(file)) {
            throw new CareSqlException(
                    ErrorCode.MISSING_FILE, file + " is read-only; allow writing to it, or name another file");
        }
        try {
            Path temporary = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
            try {
                try (OutputStream out = new BufferedOutputStream(
                        Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        1 << 16)) {
                    content.writeTo(out);
                }
                keepPermissions(file, temporary);
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

    /** Moving a file over another asks nobody for leave, so the protection of the old one is asked about here. */
    private static boolean isReadOnly(Path file) {
        if (!Files.exists(file)) {
            return false;
        }
        try {
            return !Files.isWritable(file)
                    || Files.getPosixFilePermissions(file).stream().noneMatch(WRITING::contains);
        } catch (IOException | UnsupportedOperationException e) {
            // A file system without such permissions: what isWritable says holds.
            return false;
        }
    }

    /** Who could read the old file can read the new one, and nobody else. */
    private static void keepPermissions(Path from, Path to) throws IOException {
        if (Files.exists(from) && Files.getFileAttributeView(to, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
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
