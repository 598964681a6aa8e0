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
    private static final String LACKS = "note.lacks";

    Origin {
        requireNonNull(note, "note is null");
        values = List.copyOf(values);
    }

    /** The figures are values of the database because a worksheet lacks something. */
    static Origin lacking(String reason) {
        return of(LACKS, reason);
    }

    static Origin of(String note, String... values) {
        return new Origin(note, List.of(values));
    }

    String text(Texts texts) {
        return note.equals(LACKS) ? texts.get(note, texts.lacking(values.get(0))) : texts.get(note, values.toArray());
    }
}
