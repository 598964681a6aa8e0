package dev.caresql.plan;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.calcite.rex.RexNode;

/**
 * Which rows of the scorecard are asked for, as far as conditions say so.
 *
 * @param allowed by column; a column that is not among them may have any value
 */
record ScorecardDemand(Map<String, FieldDemand> allowed) {
    private static final String PERIOD = "period_start";

    ScorecardDemand {
        allowed = Map.copyOf(allowed);
    }

    static ScorecardDemand any() {
        return new ScorecardDemand(Map.of());
    }

    boolean wantsGrain(String grain) {
        return wants("grain_code", grain);
    }

    boolean wantsScope(String scope) {
        return wants("scope_type", scope);
    }

    boolean wantsKpi(String kpi) {
        return wants("kpi_code", kpi.toUpperCase(Locale.ROOT));
    }

    private boolean wants(String column, String value) {
        FieldDemand demand = allowed.get(column);
        return demand == null || demand.values().contains(value);
    }

    /** Whether there is a period at all that the conditions let through. */
    boolean wantsPeriods() {
        FieldDemand demand = allowed.get(PERIOD);
        return demand == null || !demand.values().isEmpty();
    }

    /** No period that starts before is asked for. */
    Optional<LocalDate> firstPeriod() {
        return periods().filter(Range::hasLowerBound).map(Range::lowerEndpoint).map(LocalDate::parse);
    }

    /** No period that starts later is asked for. */
    Optional<LocalDate> lastPeriod() {
        return periods().filter(Range::hasUpperBound).map(Range::upperEndpoint).map(LocalDate::parse);
    }

    private Optional<Range<String>> periods() {
        return Optional.ofNullable(allowed.get(PERIOD))
                .map(FieldDemand::values)
                .filter(values -> !values.isEmpty())
                .map(RangeSet::span);
    }

    /** Times known when the query runs; no period that starts before their days is asked for. */
    List<RexNode> periodsFrom() {
        return Optional.ofNullable(allowed.get(PERIOD)).map(FieldDemand::from).orElse(List.of());
    }

    /** Times known when the query runs; no period that starts after their days is asked for. */
    List<RexNode> periodsUntil() {
        return Optional.ofNullable(allowed.get(PERIOD)).map(FieldDemand::until).orElse(List.of());
    }

    /** What the parameters of the scorecard's text stand for, in the order in which each of its branches has them. */
    List<RexNode> parameters() {
        return Stream.concat(periodsFrom().stream(), periodsUntil().stream()).toList();
    }
}
