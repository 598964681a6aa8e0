package dev.caresql.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version of this build, as Maven wrote it into the jar. */
public final class CareVersion {
    /** Such as 0.1.0. */
    public static final String TEXT = read();

    static final int MAJOR = part(0);
    static final int MINOR = part(1);

    private CareVersion() {}

    private static String read() {
        try (InputStream stream = CareVersion.class.getResourceAsStream("version.txt")) {
            return stream == null ? "0.0" : new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the version of CareSQL", e);
        }
    }

    private static int part(int index) {
        return Integer.parseInt(TEXT.split("[.-]")[index]);
    }
}
