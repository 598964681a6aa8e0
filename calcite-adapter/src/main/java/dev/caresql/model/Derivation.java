package dev.caresql.model;

import static java.util.Objects.requireNonNull;

import dev.caresql.config.Located;
import java.util.List;
import java.util.Optional;

/**
 * How the import computes a derived column, in CareSQL's SQL over the columns of its table.
 *
 * <p>The SQL may also name derived columns of the table, {@code rowid}, which is the place of a row in the order of its
 * files and so settles ties, and the model's {@link RepeatWindow#settings}.
 *
 * @param sql the expression; it may hold windows
 * @param where the rows that have the column and that its windows see; the others have NULL in it
 * @param optional columns that are read as NULL where the model does not map them
 */
public record Derivation(Located sql, Optional<Located> where, List<String> optional) {
    /** Copies the list, whose order is part of a snapshot's key. */
    public Derivation {
        requireNonNull(sql, "sql is null");
        requireNonNull(where, "where is null");
        optional = List.copyOf(optional);
    }
}
