package dev.caresql.engine.duckdb;

import dev.caresql.config.Located;
import java.util.Optional;

/**
 * A row that was set aside.
 *
 * @param source the source it comes from; empty when rows of several were joined
 * @param file the user's file, or the model's when the row comes from no single row of a source
 * @param line where the record begins; empty where the format has no lines
 * @param column the column that does not fit; empty when the record itself does not
 * @param value what stands in it
 * @param rule what it breaks
 * @param text the record as it stands in the file
 */
record BadRow(
        Optional<String> source,
        Optional<String> file,
        Optional<Long> line,
        Optional<String> column,
        Optional<String> value,
        String rule,
        Optional<String> text) {
    static final String BAD_QUOTES = "BAD_QUOTES";

    /** Whether the record was refused for its quotes. */
    boolean hasBadQuotes() {
        return rule.equals(BAD_QUOTES);
    }

    /** The row; where no file is known, at the mapping that it comes from. */
    BadRow orAt(Located mapping) {
        return file.isPresent()
                ? this
                : new BadRow(
                        source,
                        Optional.of(mapping.file()),
                        Optional.of((long) mapping.line()),
                        column,
                        value,
                        rule,
                        text);
    }
}
