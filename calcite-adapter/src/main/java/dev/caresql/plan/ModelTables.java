package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import dev.caresql.engine.Calendars;
import dev.caresql.engine.DerivedTables;
import dev.caresql.engine.ModelValues;
import dev.caresql.model.CanonicalTables;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.calcite.rel.RelNode;

/**
 * What a model says beyond its stored tables.
 *
 * @param derived the tables that queries derive
 * @param values the settings that statements may ask for
 * @param calendars business hours, asked for when a statement uses business time
 */
record ModelTables(DerivedTables derived, ModelValues values, Supplier<Calendars> calendars) {
    private static final int NO_MODELS_REPEAT_WINDOW = 7;

    ModelTables {
        requireNonNull(derived, "derived is null");
        requireNonNull(values, "values is null");
        requireNonNull(calendars, "calendars is null");
    }

    /** Without a model: no derived tables, no business hours, and UTC. */
    static ModelTables none() {
        return new ModelTables(
                DerivedTables.none(), new ModelValues(ZoneOffset.UTC, NO_MODELS_REPEAT_WINDOW), () -> Calendars.NONE);
    }

    /** A plan over stored tables, with the model's settings in it. */
    RelNode resolve(RelNode plan) {
        return values.apply(derived.expand(plan));
    }

    /** Why a table of the care model is not there, by its name in lower case; empty for any other name. */
    Optional<String> whyAbsent(String table) {
        if (derived.defines(table)) {
            return derived.missing(table).map(need -> "it is derived from " + need + ", which the model does not map");
        }
        return CanonicalTables.load().table(table).map(known -> "nothing feeds it; map it under 'tables' in the model");
    }
}
