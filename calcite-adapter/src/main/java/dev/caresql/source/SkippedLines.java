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

/** The lines before a header. They are lines as people count them, while an engine takes quotes in them for those of a record. */
final class SkippedLines {
    private static final int END = -1;

    private SkippedLines() {}

    /** Whether the engine could count them otherwise. */
    static boolean haveQuotes(Path file, TextFormat format) {
        boolean[] found = {false};
        if (format.skipLines() > 0 && !format.quote().isEmpty()) {
            read(file, format, (c, skipped) -> {
                found[0] |= skipped && isQuote(c, format);
                return skipped && !found[0];
            });
        }
        return found[0];
    }

    /** Copies the file with blanks for the quotes in its skipped lines, so that all else keeps its line and its place. */
    static void blank(Path file, TextFormat format, Path target) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
            read(file, format, (c, skipped) -> {
                out.write(skipped && isQuote(c, format) ? ' ' : c);
                return true;
            });
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, "Cannot copy " + file, e);
        }
    }

    private static boolean isQuote(int c, TextFormat format) {
        return c == format.quote().charAt(0)
                || (!format.escape().isEmpty() && c == format.escape().charAt(0));
    }

    private static void read(Path file, TextFormat format, Reading reading) {
        try (PushbackInputStream in = new PushbackInputStream(TextFile.open(file))) {
            int lines = 0;
            boolean more = true;
            for (int c = in.read(); c != END && more; c = more ? in.read() : END) {
                more = reading.take(c, lines < format.skipLines());
                if (c == '\n' || (c == '\r' && !isNext(in, '\n'))) {
                    lines++;
                }
            }
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, "Cannot read " + file, e);
        }
    }

    private static boolean isNext(PushbackInputStream in, int wanted) throws IOException {
        int next = in.read();
        if (next != END) {
            in.unread(next);
        }
        return next == wanted;
    }

    /** Takes a byte of the file and says whether it wants more. */
    @FunctionalInterface
    private interface Reading {
        boolean take(int c, boolean skipped) throws IOException;
    }
}
