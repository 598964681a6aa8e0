package dev.caresql.config;

import static java.util.Objects.requireNonNull;

/**
 * A text of a configuration file with the place where it stands.
 *
 * @param text the value
 * @param file the file's name as the user knows it
 * @param line 1-based
 */
public record Located(String text, String file, int line) {
    /** Requires a text and a file; line 0 means that the text has no line of its own. */
    public Located {
        requireNonNull(text, "text is null");
        requireNonNull(file, "file is null");
        if (line < 0) {
            throw new IllegalArgumentException("line is negative: " + line);
        }
    }
}
