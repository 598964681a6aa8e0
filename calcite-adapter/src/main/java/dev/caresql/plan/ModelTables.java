package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Suppliers;
import dev.caresql.engine.Calendars;
import dev.caresql.engine.DerivedTables;
import dev.caresql.engine.ModelValues;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.CanonicalTables;
import dev.caresql.model.RepeatWindow;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.calcite.rel.RelNode;

/**
 * What a model says beyond its stored tables.
 *
 * @param derived the tables that queries derive
 * @param values the settings that statements may ask for
 * @param calendars business hours, asked for when a statement uses business time
 * @param fed what the model says of the tables that it feeds, by name
 */
record ModelTables(
        DerivedTables derived,
        ModelValues values,
        Supplier<Calendars> calendars,
        Function<String, Optional<CanonicalTable>> fed) {
    ModelTables {
        requireNonNull(derived, "derived is null");
        requireNonNull(values, "values is null");
        requireNonNull(calendars, "calendars is null");
        requireNonNull(fed, "fed is null");
    }

    /** Without a model: no derived tables, no business hours, UTC, and tables known by their names. */
    static ModelTables none() {
        return new ModelTables(
                DerivedTables.none(),
                new ModelValues(ZoneOffset.UTC, RepeatWindow.DEFAULT),
                () -> Calendars.NONE,
                canonical());
    }

    /** The care model's own tables, read when the first is asked for. */
    static Function<String, Optional<CanonicalTable>> canonical() {
        Supplier<CanonicalTables> tables = Suppliers.memoize(CanonicalTables::load);
        return name -> tables.get().table(name);
    }

    /** What is declared of a table, by its name in lower case. */
    Optional<CanonicalTable> definition(String table) {
        return derived.find(table).or(() -> fed.apply(table));
    }

    /** The declared keys of all tables. */
    TableKeys keys() {
        return new TableKeys(this::definition);
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
        return CanonicalTables.load()
                .table(table)
                .filter(known -> fed.apply(table).isEmpty())
                .map(known -> "nothing feeds it; map it under 'tables' in the model");
    }
}
