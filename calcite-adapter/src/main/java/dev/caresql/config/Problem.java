package dev.caresql.config;

import static java.util.Objects.requireNonNull;

/**
 * One mistake in a configuration file.
 *
 * @param file the file's name as the user knows it
 * @param line 1-based; 0 when it concerns the whole file
 * @param subject what it is about, such as "KPI NPS"; may be empty
 * @param reason what is wrong and what to do
 */
public record Problem(String file, int line, String subject, String reason) {
    /** Requires all texts. */
    public Problem {
        requireNonNull(file, "file is null");
        requireNonNull(subject, "subject is null");
        requireNonNull(reason, "reason is null");
    }

    @Override
    public String toString() {
        String place = line == 0 ? file : file + ":" + line;
        return subject.isEmpty() ? place + ": " + reason : place + ": " + subject + ": " + reason;
    }
}
