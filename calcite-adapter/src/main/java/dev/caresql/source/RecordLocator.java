package dev.caresql.source;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.TextFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds the lines of records that an engine refused; needed only when there are any. */
public final class RecordLocator {
    private RecordLocator() {}

    /** For each offset of a byte, counted from 1, the line that it lies on. */
    public static Map<Long, Long> linesOfBytes(Path file, SortedSet<Long> offsets) {
        Map<Long, Long> lines = new HashMap<>();
        NavigableSet<Long> wanted = new TreeSet<>(offsets);
        try (InputStream in = TextFile.open(file)) {
            long line = 1;
            boolean afterReturn = false;
            for (long offset = 1; !wanted.isEmpty(); offset++) {
                int c = in.read();
                if (afterReturn && c != '\n') {
                    line++;
                }
                while (!wanted.isEmpty() && (wanted.first() <= offset || c < 0)) {
                    lines.put(wanted.pollFirst(), line);
                }
                afterReturn = c == '\r';
                line += c == '\n' ? 1 : 0;
            }
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, "Cannot read " + file, e);
        }
        return lines;
    }

    /**
     * For each ordinal of a data record, counted from 1 after the header, where it stands; UTF-8 only. The records that
     * begin on lines without a row are not counted, nor is an empty line where a record has several columns.
     */
    public static Map<Long, Place> records(ScanFile scan, Set<Long> linesWithoutRow, SortedSet<Long> ordinals) {
        Path file = scan.scanned();
        TextFormat format = scan.text();
        boolean skipsEmpty = scan.columns().size() > 1;
        Map<Long, Place> places = new HashMap<>();
        if (ordinals.isEmpty()) {
            return places;
        }
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(TextFile.open(file), StandardCharsets.UTF_8))) {
            CsvRecords records = new CsvRecords(reader, format);
            long last = ordinals.last();
            for (long ordinal = format.header() ? 0 : 1; ordinal <= last; ordinal++) {
                Optional<CsvRecords.Item> item = records.next();
                while (ordinal > 0
                        && item.filter(found -> linesWithoutRow.contains((long) found.line())
                                        || (skipsEmpty && found.raw().isEmpty()))
                                .isPresent()) {
                    item = records.next();
                }
                if (item.isEmpty()) {
                    break;
                }
                if (ordinals.contains(ordinal)) {
                    places.put(ordinal, new Place(item.get().line(), item.get().raw()));
                }
            }
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, "Cannot read " + file, e);
        }
        return places;
    }

    /** For each ordinal of a line of JSON, counted from 1, where it stands; blank lines have no ordinal. */
    public static Map<Long, Place> jsonLines(Path file, SortedSet<Long> ordinals) {
        Map<Long, Place> places = new HashMap<>();
        NavigableSet<Long> wanted = new TreeSet<>(ordinals);
        try (BufferedReader reader = TextFile.lenientReader(file, StandardCharsets.UTF_8)) {
            StringBuilder text = new StringBuilder();
            long ordinal = 0;
            for (long line = 1; !wanted.isEmpty(); line++) {
                text.setLength(0);
                boolean more = readLine(reader, text);
                String value = text.toString().strip();
                ordinal += value.isEmpty() ? 0 : 1;
                if (!value.isEmpty() && wanted.remove(ordinal)) {
                    places.put(ordinal, new Place(line, value));
                }
                if (!more) {
                    break;
                }
            }
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, "Cannot read " + file, e);
        }
        return places;
    }

    /** Reads up to a line feed, as a carriage return alone ends no line of JSON; false at the end of the file. */
    private static boolean readLine(BufferedReader reader, StringBuilder line) throws IOException {
        int c = reader.read();
        while (c >= 0 && c != '\n') {
            line.append((char) c);
            c = reader.read();
        }
        return c >= 0;
    }

    /**
     * Where a record stands.
     *
     * @param line on which it begins, from 1
     * @param text as it stands in the file
     */
    public record Place(long line, String text) {}
}
