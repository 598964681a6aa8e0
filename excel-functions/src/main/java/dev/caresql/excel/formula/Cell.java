package dev.caresql.excel.formula;

import static java.util.Objects.requireNonNull;

/**
 * The value of an expression in a row.
 *
 * @param value what it is where it is known; anything, even an error, elsewhere
 * @param known where SQL has a value; elsewhere SQL has NULL
 * @param calculatedTime whether it is a point in time that was calculated, which may be off in its last digits
 */
record Cell(Xl value, Cond known, boolean calculatedTime) {
    static final Cell NULL = new Cell(Xl.Literal.NOTHING, Cond.NEVER);

    Cell {
        requireNonNull(value, "value is null");
        requireNonNull(known, "known is null");
    }

    Cell(Xl value, Cond known) {
        this(value, known, false);
    }

    static Cell constant(Xl value) {
        return new Cell(value, Cond.ALWAYS);
    }
}
