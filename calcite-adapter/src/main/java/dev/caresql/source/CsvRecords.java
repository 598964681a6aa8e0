package dev.caresql.source;

import dev.caresql.model.TextFormat;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the records of a delimited text one by one and knows the line on which each begins. */
final class CsvRecords {
    private static final int NONE = -2;
    private static final int END = -1;

    private final Reader reader;
    private final int delimiter;
    private final int quote;
    private final int escape;
    private int pushedBack = NONE;
    private int line = 1;

    /** Starts after the lines that the format skips. */
    CsvRecords(Reader reader, TextFormat format) throws IOException {
        this.reader = reader;
        this.delimiter = format.delimiter().charAt(0);
        this.quote = format.quote().isEmpty() ? NONE : format.quote().charAt(0);
        this.escape = format.escape().isEmpty() ? quote : format.escape().charAt(0);
        for (int skipped = 0; skipped < format.skipLines(); skipped++) {
            skipLine();
        }
    }

    /** The next record; empty at the end. An empty line is a record with one empty field. */
    Optional<Item> next() throws IOException {
        int first = read();
        if (first == END) {
            return Optional.empty();
        }
        pushedBack = first;
        int begin = line;
        List<String> fields = new ArrayList<>();
        StringBuilder raw = new StringBuilder();
        int end;
        do {
            StringBuilder field = new StringBuilder();
            end = field(field, raw);
            fields.add(field.toString());
        } while (end == delimiter);
        return Optional.of(new Item(begin, fields, raw.toString()));
    }

    /** Reads a field and returns the character that ended it: the delimiter, a line feed or the end. */
    private int field(StringBuilder field, StringBuilder raw) throws IOException {
        boolean quoted = false;
        boolean atStart = true;
        while (true) {
            int c = read();
            if (c == END) {
                return END;
            }
            if (quoted) {
                quoted = inQuotes(c, field, raw);
            } else if (c == '\n') {
                line++;
                return '\n';
            } else if (c == '\r') {
                return afterReturn();
            } else if (c == quote && atStart) {
                quoted = true;
                raw.append((char) c);
            } else {
                raw.append((char) c);
                if (c == delimiter) {
                    return c;
                }
                field.append((char) c);
            }
            atStart = false;
        }
    }

    /** Takes a character inside quotes; returns whether the quotes are still open. */
    private boolean inQuotes(int c, StringBuilder field, StringBuilder raw) throws IOException {
        raw.append((char) c);
        if (c == '\n') {
            line++;
        }
        if (c == escape || c == quote) {
            int next = read();
            if (next == quote || (c != quote && next == escape)) {
                raw.append((char) next);
                field.append((char) next);
                return true;
            }
            pushedBack = next;
            if (c == quote) {
                return false;
            }
        }
        field.append((char) c);
        return true;
    }

    private int afterReturn() throws IOException {
        int next = read();
        if (next != '\n') {
            pushedBack = next;
        }
        line++;
        return '\n';
    }

    private void skipLine() throws IOException {
        int c = read();
        while (c != END && c != '\n' && c != '\r') {
            c = read();
        }
        if (c == '\r') {
            afterReturn();
        } else {
            line++;
        }
    }

    private int read() throws IOException {
        if (pushedBack != NONE) {
            int c = pushedBack;
            pushedBack = NONE;
            return c;
        }
        return reader.read();
    }

    /**
     * A record of the file.
     *
     * @param line where it begins, from 1
     * @param fields unquoted
     * @param raw as it stands in the file
     */
    record Item(int line, List<String> fields, String raw) {
        /** Copies the list. */
        Item {
            fields = List.copyOf(fields);
        }
    }
}
