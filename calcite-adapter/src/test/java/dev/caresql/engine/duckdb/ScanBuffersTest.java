package dev.caresql.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.caresql.source.ScanFile;
import dev.caresql.source.SourceFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A quarter of a buffer holds the rows of nearly one row group, when the files are large enough. */
class ScanBuffersTest {
    private static final long GIGABYTE = 1_000_000_000;
    private static final int ROW_GROUP = 122_880;

    @TempDir
    private Path folder;

    @Test
    void holdRowGroupsOfLargeFiles() throws Exception {
        long quarter = ScanBuffers.size(List.of(file(160, GIGABYTE)), 2) / 4;
        assertThat(quarter / 160.0 / ROW_GROUP).isBetween(0.92, 0.98);
        assertThat(ScanBuffers.size(List.of(file(320, GIGABYTE)), 2) / 4).isCloseTo(2 * quarter, within(64L));
    }

    @Test
    void areTheEnginesOwnForFewOrShortRows() throws Exception {
        assertThat(ScanBuffers.size(List.of(file(160, 30_000_000)), 2)).isEqualTo(ScanBuffers.DEFAULT);
        assertThat(ScanBuffers.size(List.of(file(300, 70_000_000)), 2)).isEqualTo(ScanBuffers.DEFAULT);
        assertThat(ScanBuffers.size(List.of(file(160, GIGABYTE)), 64)).isEqualTo(ScanBuffers.DEFAULT);
        assertThat(ScanBuffers.size(List.of(file(30, GIGABYTE)), 2)).isEqualTo(ScanBuffers.DEFAULT);
    }

    @Test
    void areLimitedForLongRows() throws Exception {
        assertThat(ScanBuffers.size(List.of(file(10_000, GIGABYTE)), 2)).isEqualTo(ScanBuffers.MOST);
    }

    /** A file that begins with lines of so many bytes; the rest takes no place on the disk. */
    private ScanFile file(int bytesOfLine, long size) throws IOException {
        Path path = Files.createTempFile(folder, "lines", ".csv");
        Files.writeString(path, ("x".repeat(bytesOfLine - 1) + "\n").repeat(2_000_000 / bytesOfLine));
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(size);
        }
        return new ScanFile(new SourceFile(path, "lines.csv", ""), path, FeedSql.ISO, List.of("x"), false);
    }
}
