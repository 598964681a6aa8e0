package dev.caresql.source;

import dev.caresql.config.Located;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.SourceDefinition;
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
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Opens text files, compressed or not, and turns other encodings into UTF-8. */
final class TextFile {
    private static final int BUFFER = 1 << 16;
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    /** Writes the tones of Vietnamese as combining marks, while other files and people's queries have whole letters. */
    private static final Charset COMBINING = Charset.forName("windows-1258");

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
        Reader decoded = new InputStreamReader(
                open(path), charset.newDecoder().onMalformedInput(malformed).onUnmappableCharacter(malformed));
        BufferedReader reader =
                new BufferedReader(charset.equals(COMBINING) ? new ComposingReader(decoded) : decoded, BUFFER);
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    /** Copies a file of another encoding to UTF-8; a byte that is not of the encoding is an error with its line. */
    static void transcode(SourceDefinition source, SourceFile file, Path target) {
        Charset charset = source.text().charset();
        try (Reader in = reader(file.path(), charset);
                Writer out = new OutputStreamWriter(Files.newOutputStream(target), StandardCharsets.UTF_8)) {
            in.transferTo(out);
        } catch (CharacterCodingException e) {
            throw notOf(source, file, e);
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, "Cannot read " + file.path(), e);
        }
    }

    private static CareSqlException notOf(SourceDefinition source, SourceFile file, CharacterCodingException cause) {
        Optional<BadBytes.Place> bad;
        try {
            bad = BadBytes.first(file.path(), source.text().charset());
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, "Cannot read " + file.path(), e);
        }
        return new CareSqlException(
                ErrorCode.BAD_ROW,
                file.name() + bad.map(place -> ":" + place.line()).orElse("") + ": "
                        + bad.map(place -> "the bytes " + place.hex() + " are").orElse("the file is") + " not "
                        + encoding(source) + " text; mend the line, or " + otherEncoding(source),
                cause);
    }

    /** The encoding in the words of the model. */
    static String encoding(SourceDefinition source) {
        return source.encoding()
                .map(Located::text)
                .orElseGet(() -> source.text().charset().name());
    }

    /** What to do about a file that is not of the encoding it is taken for. */
    static String otherEncoding(SourceDefinition source) {
        return source.encoding()
                .map(stated -> "state another 'encoding' for source " + source.name() + " (" + stated.file() + ":"
                        + stated.line() + ") if all of the file is of that one")
                .orElse("state its 'encoding' in the model");
    }
}
