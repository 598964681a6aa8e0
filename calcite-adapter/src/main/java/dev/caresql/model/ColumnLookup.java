package dev.caresql.model;

import static java.util.Objects.requireNonNull;

import dev.caresql.config.Located;
import java.util.List;

/**
 * Columns of one table that an import fills from other tables of the model, where the model does not map them.
 *
 * @param table whose columns they are
 * @param columns their names
 * @param needs without which they are not filled
 * @param sql a query that gives the {@code rowid} of a row of the table, at most once, and the columns
 */
public record ColumnLookup(String table, List<String> columns, List<TableNeed> needs, Located sql) {
    /** Copies the lists. */
    public ColumnLookup {
        requireNonNull(table, "table is null");
        columns = List.copyOf(columns);
        needs = List.copyOf(needs);
        requireNonNull(sql, "sql is null");
    }
}
