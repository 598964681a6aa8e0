package dev.caresql.catalog;

import static java.util.Objects.requireNonNull;

import dev.caresql.config.Located;
import dev.caresql.sql.ColumnType;
import java.util.List;
import java.util.Optional;

/**
 * A parameter of a KPI: a column of the rows, or an option with a default.
 *
 * @param name as a named argument writes it
 * @param type what an argument must be; a fractional value of an INTEGER parameter makes its row invalid
 * @param defaultValue a literal; present exactly for options
 * @param choices the only texts that a call may give; empty when any value is good
 */
public record KpiParameter(String name, ColumnType type, Optional<Located> defaultValue, List<String> choices) {
    /** A parameter that takes any value of its type. */
    public KpiParameter(String name, ColumnType type, Optional<Located> defaultValue) {
        this(name, type, defaultValue, List.of());
    }

    /** Requires all parts and copies the choices. */
    public KpiParameter {
        choices = List.copyOf(choices);
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(defaultValue, "defaultValue is null");
    }

    /** Whether a call may leave it out. */
    public boolean isOption() {
        return defaultValue.isPresent();
    }
}
