package dev.caresql.engine;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A statement in an engine's own SQL.
 *
 * @param text one statement
 * @param parameters for each question mark of the text, in its order, the 0-based parameter of the user's statement
 */
public record EngineSql(String text, List<Integer> parameters) {
    /** Requires a text and copies the list. */
    public EngineSql {
        requireNonNull(text, "text is null");
        parameters = List.copyOf(parameters);
    }
}
