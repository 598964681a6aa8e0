package dev.caresql.excel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reviewed texts beside the tests; {@code -Dcaresql.snapshots=update} writes them anew. */
public final class Snapshots {
    private Snapshots() {}

    /** Compares with {@code src/test/resources/NAME}. */
    public static void check(String name, String actual) {
        Path file = Path.of("src", "test", "resources", name);
        try {
            if ("update".equals(System.getProperty("caresql.snapshots"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            assertThat(actual).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
