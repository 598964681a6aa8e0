package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * A line of a scorecard that the model defines.
 *
 * @param code the KPI
 * @param label in the language of the report
 * @param unit in which it is shown
 * @param decimals that are shown
 * @param direction HIGHER, LOWER, TARGET or NEUTRAL; empty where the KPI's own counts
 * @param weight in the score
 */
record ScorecardItem(String code, String label, String unit, int decimals, String direction, OptionalDouble weight) {
    ScorecardItem {
        requireNonNull(code, "code is null");
        requireNonNull(label, "label is null");
        requireNonNull(unit, "unit is null");
        requireNonNull(direction, "direction is null");
        requireNonNull(weight, "weight is null");
    }
}
