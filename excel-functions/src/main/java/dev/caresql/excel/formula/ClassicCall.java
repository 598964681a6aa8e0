package dev.caresql.excel.formula;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * What one cell asks of a KPI: the text of a range or value for each argument, such as {@code Data!$B$2:$B$100}.
 *
 * @param arguments by the names of the KPI's parameters; options may be left out
 * @param where the row filter, such as {@code Data!$A$2:$A$100=C$3}; empty for all rows
 */
public record ClassicCall(Map<String, String> arguments, Optional<String> where) {
    /** Requires both and copies the arguments. */
    public ClassicCall {
        arguments = Map.copyOf(arguments);
        requireNonNull(where, "where is null");
    }
}
