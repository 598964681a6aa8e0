package dev.caresql.source;

import java.io.IOException;
import java.io.Reader;
import java.nio.CharBuffer;
import java.text.Normalizer;

/**
 * Puts a letter and the combining marks behind it together (NFC), portion by portion. It is for texts whose letters and
 * marks are all that can be composed, as in windows-1258: there a portion may end before any letter.
 */
final class ComposingReader extends Reader {
    private static final int PORTION = 1 << 16;

    private final Reader in;
    private final char[] portion = new char[PORTION];
    private int kept;
    private boolean ended;
    private String composed = "";
    private int position;

    ComposingReader(Reader in) {
        this.in = in;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        while (position == composed.length() && !ended) {
            compose();
        }
        if (position == composed.length()) {
            return -1;
        }
        int count = Math.min(length, composed.length() - position);
        composed.getChars(position, position + count, target, offset);
        position += count;
        return count;
    }

    private void compose() throws IOException {
        int read = in.read(portion, kept, PORTION - kept);
        ended = read < 0;
        int length = kept + Math.max(read, 0);
        int whole = ended ? length : beforeLastLetter(length);
        composed = Normalizer.normalize(CharBuffer.wrap(portion, 0, whole), Normalizer.Form.NFC);
        position = 0;
        kept = length - whole;
        System.arraycopy(portion, whole, portion, 0, kept);
    }

    /** The last letter waits for the marks that the next portion may begin with. */
    private int beforeLastLetter(int length) {
        int last = length - 1;
        while (last > 0 && Character.getType(portion[last]) == Character.NON_SPACING_MARK) {
            last--;
        }
        // A portion of marks alone is no text that anybody wrote; it must not stop the reading.
        return last == 0 && length == PORTION ? length : last;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
