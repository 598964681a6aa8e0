package dev.caresql.source;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.TextFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;

/**
 * Makes the line ends of delimited texts one kind, as files that were put together from several systems have them mixed.
 * Only files that an engine stumbled over are looked at: reading all of them twice would cost every import.
 */
public final class LineEnds {
    private static final int NONE = -1;

    private final Path workFolder;
    private int copies;

    /** Creates a converter that writes its copies into a private folder. */
    public LineEnds(Path workFolder) {
        this.workFolder = workFolder;
    }

    /** The file, or a copy with a line feed at the end of each line when there are several kinds of ends. */
    public ScanFile even(ScanFile file) {
        try {
            if (!isMixed(file)) {
                return file;
            }
            Path copy = workFolder.resolve("lines-" + ++copies + ".csv");
            copy(file, copy);
            return new ScanFile(file.file(), copy, file.text(), file.columns(), file.rowNumbered());
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, "Cannot read " + file.scanned(), e);
        }
    }

    private static boolean isMixed(ScanFile file) throws IOException {
        EnumSet<End> ends = EnumSet.noneOf(End.class);
        read(file, (c, end) -> end.ifPresent(ends::add));
        return ends.size() > 1;
    }

    private static void copy(ScanFile file, Path target) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
            read(file, (c, end) -> {
                out.write(end.isPresent() ? '\n' : c);
            });
        }
    }

    /** Hands on each byte, and each line end outside quotes as one. */
    private static void read(ScanFile file, Reading reading) throws IOException {
        Quotes quotes = new Quotes(file.text());
        try (PushbackInputStream in = new PushbackInputStream(TextFile.open(file.scanned()))) {
            for (int c = in.read(); c != NONE; c = in.read()) {
                Optional<End> end = Optional.empty();
                if (!quotes.open && c == '\n') {
                    end = Optional.of(End.FEED);
                } else if (!quotes.open && c == '\r') {
                    int next = in.read();
                    end = Optional.of(next == '\n' ? End.BOTH : End.RETURN);
                    if (next != '\n' && next != NONE) {
                        in.unread(next);
                    }
                }
                quotes.take(c);
                reading.take(c, end);
            }
        }
    }

    private enum End {
        FEED,
        RETURN,
        BOTH
    }

    /** Takes a byte, or the line end that it begins. */
    @FunctionalInterface
    private interface Reading {
        void take(int c, Optional<End> end) throws IOException;
    }

    /** Follows the quotes, which open at the beginning of a field only. */
    private static final class Quotes {
        private final TextFormat format;
        private boolean open;
        private boolean atStart = true;
        private boolean escaped;

        Quotes(TextFormat format) {
            this.format = format;
        }

        void take(int c) {
            boolean quote = is(c, format.quote());
            if (open) {
                boolean escape = !quote && is(c, format.escape());
                open = !quote || escaped;
                escaped = escape && !escaped;
                // A doubled quote opens again at once.
                atStart = !open;
            } else {
                open = quote && atStart;
                atStart = is(c, format.delimiter()) || c == '\n' || c == '\r';
            }
        }

        private static boolean is(int c, String character) {
            return !character.isEmpty() && c == character.charAt(0);
        }
    }
}
