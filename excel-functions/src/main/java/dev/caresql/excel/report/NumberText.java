package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number that was typed as a text, with the separators of English or Vietnamese, and what stands behind it.
 *
 * @param value what it is
 * @param suffix the sign of percent or a unit, in lower case; empty for none
 */
record NumberText(double value, String suffix) {
    private static final Pattern WRITTEN =
            Pattern.compile("([-+]?[0-9][0-9.,'\\s\\u00A0\\u202F]*)(.*)", Pattern.DOTALL);
    private static final Pattern POINTS = Pattern.compile("[-+]?[1-9][0-9]{0,2}(\\.[0-9]{3})+(,[0-9]+)?");
    private static final Pattern COMMAS = Pattern.compile("[-+]?[1-9][0-9]{0,2}(,[0-9]{3})+(\\.[0-9]+)?");
    private static final Pattern EITHER = Pattern.compile("[-+]?[1-9][0-9]{0,2}[.,][0-9]{3}");

    NumberText {
        requireNonNull(suffix, "suffix is null");
    }

    /** Reads it; throws IllegalArgumentException with the reason, a sentence that says what to do. */
    static NumberText of(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            throw new IllegalArgumentException("it is no number: type a number, or leave the cell empty for no plan");
        }
        String digits = written.group(1).replaceAll("['\\s\\u00A0\\u202F]", "");
        String suffix = written.group(2).strip().toLowerCase(Locale.ROOT);
        if (EITHER.matcher(digits).matches()) {
            throw new IllegalArgumentException("it may be " + digits.replaceAll("[.,]", "") + " or "
                    + digits.replace(',', '.') + ": type it as a number, not as a text");
        }
        String plain;
        if (POINTS.matcher(digits).matches()) {
            plain = digits.replace(".", "").replace(',', '.');
        } else if (COMMAS.matcher(digits).matches()) {
            plain = digits.replace(",", "");
        } else {
            plain = digits.replace(',', '.');
        }
        try {
            return new NumberText(Double.parseDouble(plain), suffix);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "it is no number: type a number, or leave the cell empty for no plan", e);
        }
    }
}
