package dev.caresql.engine.duckdb;

import java.util.Optional;

/**
 * A row that was set aside.
 *
 * @param source the source it comes from; empty when rows of several were joined
 * @param file the user's file
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
        Optional<String> text) {}
