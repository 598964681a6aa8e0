package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Where the figures of a KPI come from, or why they are values of the database.
 *
 * @param note the key of the text that says it
 * @param values that stand in it
 */
record Origin(String note, List<String> values) {
    Origin {
        requireNonNull(note, "note is null");
        values = List.copyOf(values);
    }

    static Origin of(String note, String... values) {
        return new Origin(note, List.of(values));
    }

    String text(Texts texts) {
        return texts.get(note, values.toArray());
    }
}
