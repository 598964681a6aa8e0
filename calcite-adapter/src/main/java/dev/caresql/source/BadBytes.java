package dev.caresql.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Finds bytes that are not of a file's encoding. A reader says only that there are some, as it decodes far ahead; so the
 * file is read once more when there are any.
 */
public final class BadBytes {
    private static final int BUFFER = 1 << 13;

    private BadBytes() {}

    /** The first of them; empty when all of the file is of that encoding. */
    public static Optional<Place> first(Path file, Charset charset) throws IOException {
        CharsetDecoder decoder = charset.newDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
        CharBuffer chars = CharBuffer.allocate(BUFFER);
        Lines lines = new Lines();
        try (ReadableByteChannel in = Channels.newChannel(TextFile.open(file))) {
            boolean end = false;
            while (true) {
                CoderResult result = decoder.decode(bytes, chars, end);
                lines.count(chars.flip());
                chars.clear();
                if (result.isError()) {
                    return Optional.of(new Place(lines.line, hex(bytes, result.length())));
                }
                if (result.isUnderflow() && end) {
                    return Optional.empty();
                }
                if (result.isUnderflow()) {
                    end = !fill(bytes, in);
                }
            }
        }
    }

    /** Adds bytes of the file behind those that are left over; false at its end. */
    private static boolean fill(ByteBuffer bytes, ReadableByteChannel in) throws IOException {
        bytes.compact();
        int read = in.read(bytes);
        bytes.flip();
        return read >= 0;
    }

    private static String hex(ByteBuffer bytes, int length) {
        byte[] bad = new byte[Math.min(length, bytes.remaining())];
        bytes.get(bad);
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bad);
    }

    /** Counts lines as people do: a line feed, a carriage return or both end one. */
    private static final class Lines {
        private long line = 1;
        private boolean afterReturn;

        void count(CharBuffer chars) {
            while (chars.hasRemaining()) {
                char c = chars.get();
                line += c == '\r' || (c == '\n' && !afterReturn) ? 1 : 0;
                afterReturn = c == '\r';
            }
        }
    }

    /**
     * Where bytes stand that are no text.
     *
     * @param line from 1
     * @param hex the bytes, such as {@code C8 41}
     */
    public record Place(long line, String hex) {}
}
