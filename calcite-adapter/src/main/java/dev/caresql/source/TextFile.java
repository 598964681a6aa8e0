package dev.caresql.source;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Opens text files, compressed or not, and turns other encodings into UTF-8. */
final class TextFile {
    private static final int BUFFER = 1 << 16;
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private TextFile() {}

    /** The bytes of the file, decompressed when its name ends in .gz. */
    static InputStream open(Path path) throws IOException {
        InputStream raw = Files.newInputStream(path);
        boolean zipped =
                String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).endsWith(".gz");
        try {
            return zipped ? new GZIPInputStream(raw, BUFFER) : new BufferedInputStream(raw, BUFFER);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** The characters of the file without its byte order mark; malformed bytes throw CharacterCodingException. */
    static BufferedReader reader(Path path, Charset charset) throws IOException {
        return reader(path, charset, CodingErrorAction.REPORT);
    }

    /** The same for a first look only: malformed bytes beyond it are for the import to find, row by row. */
    static BufferedReader lenientReader(Path path, Charset charset) throws IOException {
        return reader(path, charset, CodingErrorAction.REPLACE);
    }

    private static BufferedReader reader(Path path, Charset charset, CodingErrorAction malformed) throws IOException {
        BufferedReader reader = new BufferedReader(
                new InputStreamReader(
                        open(path),
                        charset.newDecoder().onMalformedInput(malformed).onUnmappableCharacter(malformed)),
                BUFFER);
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    /** Copies a file of another encoding to UTF-8; a byte that is not of the encoding is an error with its line. */
    static void transcode(SourceFile file, Charset charset, Path target) {
        LineCounter lines = new LineCounter();
        try (Reader in = reader(file.path(), charset);
                Writer out = new OutputStreamWriter(Files.newOutputStream(target), StandardCharsets.UTF_8)) {
            char[] buffer = new char[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                lines.count(buffer, read);
                out.write(buffer, 0, read);
            }
        } catch (CharacterCodingException e) {
            throw new CareSqlException(
                    ErrorCode.BAD_ROW,
                    file.name() + " is not " + charset.displayName(Locale.ROOT) + " text after line " + lines.line
                            + "; state its 'encoding' in the model",
                    e);
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, "Cannot read " + file.path(), e);
        }
    }

    private static final class LineCounter {
        private int line = 1;

        void count(char[] buffer, int length) {
            for (int i = 0; i < length; i++) {
                if (buffer[i] == '\n') {
                    line++;
                }
            }
        }
    }
}
