package dev.caresql.formula;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiComponent;
import dev.caresql.catalog.KpiMeasure.Additivity;
import dev.caresql.catalog.KpiMeasure.Interval;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a compiled formula says about its KPI, together with what the catalog declares.
 *
 * @param formula the compiled formula
 * @param fraction its result as a fraction, if it is one
 * @param interval which interval of confidence it has
 * @param additivity what stored daily values can be used for
 */
record Anatomy(CompiledFormula formula, Optional<Fraction> fraction, Interval interval, Additivity additivity) {
    Anatomy {
        requireNonNull(formula, "formula is null");
        requireNonNull(fraction, "fraction is null");
        requireNonNull(interval, "interval is null");
        requireNonNull(additivity, "additivity is null");
    }

    /** Throws where the catalog declares what the formula contradicts. */
    static Anatomy of(Kpi kpi, CompiledFormula formula) {
        Optional<Fraction> fraction = Fraction.of(formula);
        return new Anatomy(formula, fraction, interval(kpi, formula, fraction), additivity(kpi, formula));
    }

    /** The components that there are. */
    Set<KpiComponent> components() {
        Set<KpiComponent> components = EnumSet.of(KpiComponent.N, KpiComponent.INVALID);
        if (fraction.isPresent()) {
            components.addAll(EnumSet.of(KpiComponent.NUM, KpiComponent.DEN));
        }
        if (interval != Interval.NONE) {
            components.addAll(EnumSet.of(KpiComponent.CI_LOW, KpiComponent.CI_HIGH));
        }
        if (interval == Interval.NPS) {
            components.addAll(EnumSet.of(KpiComponent.PLUS, KpiComponent.MINUS));
        }
        if (interval == Interval.MEAN) {
            components.add(KpiComponent.SD);
        }
        return components;
    }

    private static Interval interval(Kpi kpi, CompiledFormula formula, Optional<Fraction> fraction) {
        Optional<Interval> declared = kpi.measure().interval();
        Optional<Shares> shares = fraction.map(found -> new Shares(formula, found));
        if (declared.isEmpty()) {
            return shares.map(Shares::proved).orElse(Interval.NONE);
        }
        boolean allowed = declared.get() == Interval.NONE
                || shares.filter(found -> found.allows(declared.get())).isPresent();
        if (!allowed) {
            throw new FormulaException(
                    kpi,
                    kpi.formula(),
                    switch (declared.get()) {
                        case WILSON -> "'interval: wilson' needs a count divided by a count";
                        case NPS -> "'interval: nps' needs the difference of two counts divided by a count";
                        case MEAN -> "'interval: mean' needs AVG(x), or SUM(x) divided by COUNT(x)";
                        case NONE -> "";
                    });
        }
        return declared.get();
    }

    private static Additivity additivity(Kpi kpi, CompiledFormula formula) {
        Optional<Additivity> declared = kpi.measure().additivity();
        Decomposition decomposition = Decomposition.of(formula);
        if (declared.isEmpty()) {
            return decomposition.additivity();
        }
        boolean adds = declared.get() == Additivity.ADDITIVE || declared.get() == Additivity.WINDOWED;
        if (adds && !decomposition.isComplete()) {
            String word = declared.get() == Additivity.ADDITIVE ? "additive" : "windowed";
            throw new FormulaException(
                    kpi,
                    kpi.formula(),
                    "'additivity: " + word + "' is not what the formula is: " + decomposition.reason() + "; declare "
                            + decomposition.additivity().name().toLowerCase(Locale.ROOT)
                            + ", or leave it to the formula");
        }
        return declared.get();
    }
}
