package dev.caresql.model;

import static java.util.Objects.requireNonNull;

import dev.caresql.config.Located;
import java.util.List;
import java.util.Optional;

/**
 * What derives a table from others.
 *
 * @param sql a query in CareSQL's SQL over tables of the model; it must give the table's columns by name
 * @param materialized whether an import stores the rows; otherwise the query stands for the table in every statement
 * @param needs without which the table does not exist; a table that the query reads beyond them is empty when nothing
 *     feeds it, and a column is NULL when it is not mapped. Empty when every table that the query reads is needed
 */
public record TableQuery(Located sql, boolean materialized, Optional<List<TableNeed>> needs) {
    /** Copies the list. */
    public TableQuery {
        requireNonNull(sql, "sql is null");
        needs = needs.map(List::copyOf);
    }
}
