package dev.caresql.engine;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A statement in an engine's own SQL.
 *
 * @param text one statement
 * @param parameters for each question mark of the text, in its order, the 0-based parameter of the user's statement
 * @param isOpenEnded whether a LIMIT may follow the text
 */
public record EngineSql(String text, List<Integer> parameters, boolean isOpenEnded) {
    /** Requires a text and copies the list. */
    public EngineSql {
        requireNonNull(text, "text is null");
        parameters = List.copyOf(parameters);
    }

    /** The statement for its first rows alone; the same statement where its text has no room for a LIMIT. */
    public EngineSql first(long rows) {
        return isOpenEnded ? new EngineSql(text + "\nLIMIT " + rows, parameters, false) : this;
    }
}
