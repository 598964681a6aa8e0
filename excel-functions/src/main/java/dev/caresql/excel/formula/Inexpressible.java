package dev.caresql.excel.formula;

/** Thrown where a formula uses what a worksheet has no expression for; the message says what. */
final class Inexpressible extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Inexpressible(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
