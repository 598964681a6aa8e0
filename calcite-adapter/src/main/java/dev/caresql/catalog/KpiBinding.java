package dev.caresql.catalog;

import static java.util.Objects.requireNonNull;

import dev.caresql.config.Located;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the zero-argument form of a KPI counts.
 *
 * @param table the canonical table of its rows
 * @param where the rows that count, over the table's columns; empty for all
 * @param time the column whose period a row belongs to
 * @param arguments an expression over the table's columns for every parameter that is not an option, and for options that
 *     take one where a call does not give them; their default holds where it is NULL
 * @param optional columns that a model need not map: where one is missing, it is NULL for every row
 */
public record KpiBinding(
        Located table, Optional<Located> where, Located time, Map<String, Located> arguments, Set<String> optional) {
    /** Requires all parts and copies the arguments, keeping their order. */
    public KpiBinding {
        requireNonNull(table, "table is null");
        requireNonNull(where, "where is null");
        requireNonNull(time, "time is null");
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        optional = Set.copyOf(optional);
    }

    /** Whether an option that a call does not give comes from the table. */
    public boolean supplies(KpiParameter option) {
        return arguments.containsKey(option.name());
    }

    /** What stands for a parameter, over the table's columns: for an option with its default where that is NULL. */
    public Optional<Located> expression(KpiParameter parameter) {
        return Optional.ofNullable(arguments.get(parameter.name())).map(argument -> parameter
                .defaultValue()
                .map(Located::text)
                .filter(value -> !value.equals("NULL"))
                .map(value -> new Located(
                        "COALESCE(" + argument.text() + ", " + value + ")", argument.file(), argument.line()))
                .orElse(argument));
    }
}
