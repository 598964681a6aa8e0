package dev.caresql.formula;

import static java.util.Objects.requireNonNull;

/**
 * How an interval of confidence is computed.
 *
 * @param level the confidence, above 0 and below 1, as a numeric literal
 * @param method WALD or ADJUSTED_WALD, for the differences of shares
 */
record IntervalSettings(String level, String method) {
    static final IntervalSettings DEFAULT = new IntervalSettings("0.95", "WALD");

    IntervalSettings {
        requireNonNull(level, "level is null");
        requireNonNull(method, "method is null");
    }

    /** What tells two functions of one name apart. */
    String suffix() {
        return equals(DEFAULT) ? "" : "[" + level + " " + method + "]";
    }
}
