package dev.caresql.jdbc;

import dev.caresql.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads the texts that callers give as streams and bytes. */
final class TextStreams {
    private TextStreams() {}

    /** All of a text, or its first characters where a length is given that is not negative. */
    static @Nullable String text(@Nullable Reader reader, long length) throws SQLException {
        if (reader == null) {
            return null;
        }
        try {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            String all = text.toString();
            return length < 0 || length >= all.length() ? all : all.substring(0, (int) length);
        } catch (IOException e) {
            throw SqlExceptions.of(ErrorCode.INVALID_VALUE, "The text of a parameter cannot be read", e);
        }
    }

    static @Nullable String ascii(@Nullable InputStream stream, long length) throws SQLException {
        return stream == null ? null : text(new InputStreamReader(stream, StandardCharsets.US_ASCII), length);
    }

    /** The text that bytes are in UTF-8; there are no columns of bytes. */
    static String utf8(byte[] bytes) throws SQLException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw SqlExceptions.of(ErrorCode.INVALID_VALUE, "The bytes of a parameter are no text in UTF-8", e);
        }
    }
}
