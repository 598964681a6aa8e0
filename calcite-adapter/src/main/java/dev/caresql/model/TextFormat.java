package dev.caresql.model;

import static java.util.Objects.requireNonNull;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/**
 * How the texts of a source are to be read.
 *
 * @param delimiter between the fields of a line
 * @param quote around a field that holds delimiters or line breaks; empty for none
 * @param escape before a quote inside quotes; empty for none
 * @param charset of the file
 * @param header whether the first record holds the names of the columns
 * @param skipLines lines before the header or the first record
 * @param nulls texts that mean NULL
 * @param dateFormat pattern of dates in Java's letters; ISO when empty
 * @param timestampFormat pattern of timestamps in Java's letters; ISO when empty
 * @param decimal the decimal separator
 * @param dateCells whether dates may also stand in the ISO form that the date cells of a workbook are copied in
 */
public record TextFormat(
        String delimiter,
        String quote,
        String escape,
        Charset charset,
        boolean header,
        int skipLines,
        List<String> nulls,
        Optional<String> dateFormat,
        Optional<String> timestampFormat,
        String decimal,
        boolean dateCells) {
    /** Copies the list. */
    public TextFormat {
        requireNonNull(delimiter, "delimiter is null");
        requireNonNull(quote, "quote is null");
        requireNonNull(escape, "escape is null");
        requireNonNull(charset, "charset is null");
        requireNonNull(dateFormat, "dateFormat is null");
        requireNonNull(timestampFormat, "timestampFormat is null");
        requireNonNull(decimal, "decimal is null");
        nulls = List.copyOf(nulls);
    }
}
