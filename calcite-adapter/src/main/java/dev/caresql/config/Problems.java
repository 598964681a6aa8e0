package dev.caresql.config;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Collects every mistake of the files being read, so that the user sees all of them at once. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    /** Notes a mistake at a place. */
    public void add(String file, int line, String subject, String reason) {
        found.add(new Problem(file, line, subject, reason));
    }

    /** Notes a mistake at a text of the file. */
    public void add(Located place, String subject, String reason) {
        add(place.file(), place.line(), subject, reason);
    }

    /** The mistakes so far, by file and line. */
    public List<Problem> list() {
        return found.stream()
                .sorted(Comparator.comparing(Problem::file).thenComparingInt(Problem::line))
                .toList();
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Throws one exception that lists every mistake, a line each; does nothing when there is none. */
    public void throwIfAny(ErrorCode code) {
        if (!found.isEmpty()) {
            throw new CareSqlException(
                    code, list().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
    }
}
