package dev.caresql.excel.poi;

/** Thrown where a formula uses what the evaluator does not know; a KPI that a worksheet can say has nothing such. */
final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unsupported(String what) {
        super("cannot evaluate " + what);
    }
}
