package dev.caresql.source;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells whether a file changed. Small files by their content alone, so that a copy or a checkout keeps its snapshot;
 * large ones by size, times and identity, since reading gigabytes at each start would cost more than it saves. The
 * change time, where the system has one, also catches a file rewritten with its old size and modification time.
 */
public final class Fingerprint {
    private static final long SMALL = 8L << 20;
    private static final int BUFFER = 1 << 16;

    private Fingerprint() {}

    /** The file's fingerprint; throws when it cannot be read. */
    public static String of(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.size() <= SMALL) {
                return "sha256:" + content(path);
            }
            return "size:" + attributes.size() + " modified:" + attributes.lastModifiedTime() + " changed:"
                    + changed(path) + " key:" + attributes.fileKey();
        } catch (IOException e) {
            throw new CareSqlException(
                    ErrorCode.MISSING_FILE, "Cannot read " + path + "; does it exist and may you read it?", e);
        }
    }

    /** The SHA-256 of a text, in hexadecimal digits. */
    public static String ofText(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String content(Path path) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(path)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String changed(Path path) throws IOException {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? String.valueOf(Files.getAttribute(path, "unix:ctime"))
                : "";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new CareSqlException(ErrorCode.INTERNAL, "Java has no SHA-256", e);
        }
    }
}
