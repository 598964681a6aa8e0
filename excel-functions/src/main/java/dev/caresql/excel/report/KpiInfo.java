package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * What a line of a scorecard says about its KPI, in the unit in which it is shown.
 *
 * @param code its name in the catalog
 * @param label in the language of the report
 * @param unit as the catalog or the template writes it
 * @param decimals that are shown
 * @param direction HIGHER, LOWER, TARGET or NEUTRAL
 * @param divisor from the KPI's own unit to the one that is shown, such as 60 for seconds shown as minutes
 */
record KpiInfo(String code, String label, String unit, int decimals, String direction, double divisor) {
    KpiInfo {
        requireNonNull(code, "code is null");
        requireNonNull(label, "label is null");
        requireNonNull(unit, "unit is null");
        requireNonNull(direction, "direction is null");
        if (!(divisor > 0)) {
            throw new IllegalArgumentException("divisor " + divisor);
        }
    }

    /** Excel's number format: rates are points from 0 to 100, so the sign of percent is a letter and multiplies nothing. */
    String format() {
        String digits = "#,##0" + (decimals == 0 ? "" : "." + "0".repeat(decimals));
        return isPercent() ? digits + "\"%\"" : digits;
    }

    /** How many characters a value in this format takes. */
    int length(double value) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value).length() + (isPercent() ? 1 : 0);
    }

    /** The format of a change, with its sign. */
    String changeFormat() {
        String digits = "#,##0" + (decimals == 0 ? "" : "." + "0".repeat(decimals));
        return "+" + digits + ";-" + digits + ";" + digits;
    }

    boolean isPercent() {
        return unit.equals("%");
    }
}
