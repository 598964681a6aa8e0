package dev.caresql.engine.duckdb;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.source.ScanFile;
import dev.caresql.source.ScanFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;

/**
 * The size of the buffers through which DuckDB reads delimited texts. A thread parses a quarter of a buffer at a time, and
 * what it parsed is stored as it is when it makes 90 to 100 % of a row group; fewer rows are copied once more into row
 * groups with those of the next quarter, which takes a seventh of an import's time.
 */
final class ScanBuffers {
    /** DuckDB's own. */
    static final long DEFAULT = 32_000_000;

    /** What several threads may hold in memory at a time is some of these. */
    static final long MOST = 256_000_000;

    private static final int QUARTERS = 4;
    private static final double ROWS = 0.95 * 122_880;
    private static final int SAMPLE = 1 << 20;

    private ScanBuffers() {}

    /** The size in bytes; DuckDB's own where the files are too small to keep every core busy with quarters of larger ones. */
    static long size(List<ScanFile> files, int cores) {
        try {
            long bytes = 0;
            for (ScanFile file : files) {
                bytes += Files.size(file.scanned());
            }
            if (bytes <= DEFAULT) {
                return DEFAULT;
            }
            long quarter = Math.round(ROWS * bytesOfRow(files.get(0)));
            long size = Math.max(DEFAULT, Math.min(MOST, QUARTERS * quarter));
            return bytes / (size / QUARTERS) < 2L * cores ? DEFAULT : size;
        } catch (IOException e) {
            throw new CareSqlException(
                    ErrorCode.MISSING_FILE, "Cannot read " + files.get(0).scanned(), e);
        }
    }

    /** The mean length of the first lines; those of records over several lines tell too little, which costs no more than time. */
    private static double bytesOfRow(ScanFile file) throws IOException {
        byte[] sample;
        try (InputStream in = ScanFiles.open(file.scanned())) {
            sample = in.readNBytes(SAMPLE);
        }
        int lines = 0;
        int end = sample.length;
        for (int i = 0; i < sample.length; i++) {
            if (sample[i] == '\n') {
                lines++;
                end = i + 1;
            }
        }
        return (double) end / Math.max(1, lines);
    }
}
