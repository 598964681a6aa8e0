package dev.caresql.catalog;

import static java.util.Objects.requireNonNull;

import dev.caresql.config.Located;
import dev.caresql.sql.ColumnType;
import java.util.Optional;

/**
 * A parameter of a KPI: a column of the rows, or an option with a default.
 *
 * @param name as a named argument writes it
 * @param type what an argument must be; a fractional value of an INTEGER parameter makes its row invalid
 * @param defaultValue a literal; present exactly for options
 */
public record KpiParameter(String name, ColumnType type, Optional<Located> defaultValue) {
    /** Requires all parts. */
    public KpiParameter {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(defaultValue, "defaultValue is null");
    }

    /** Whether a call may leave it out. */
    public boolean isOption() {
        return defaultValue.isPresent();
    }
}
