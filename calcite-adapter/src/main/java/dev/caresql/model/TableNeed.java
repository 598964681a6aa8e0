package dev.caresql.model;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A table or column that a derived table cannot do without, or several of which one suffices.
 *
 * @param alternatives at least one
 */
public record TableNeed(List<Column> alternatives) {
    /** Copies the list. */
    public TableNeed {
        alternatives = List.copyOf(alternatives);
    }

    /** Reads a text such as "tickets", "tickets.created_at" or "subscriptions.started_at or orders.ordered_at". */
    public static TableNeed parse(String text) {
        return new TableNeed(Arrays.stream(text.strip().split("\\s+or\\s+", -1))
                .map(Column::parse)
                .toList());
    }

    /** Whether tables with those columns fulfil it. */
    public boolean isMet(Map<String, ? extends Collection<String>> columnsByTable) {
        return alternatives.stream().anyMatch(column -> column.isIn(columnsByTable));
    }

    /** As it is written in the model. */
    @Override
    public String toString() {
        return alternatives.stream().map(Column::toString).collect(joining(" or "));
    }

    /**
     * A column of a table, or the table alone.
     *
     * @param table the table's name
     * @param column the column's name; the empty text for the table alone
     */
    public record Column(String table, String column) {
        static Column parse(String text) {
            String lower = text.strip().toLowerCase(Locale.ROOT);
            int dot = lower.indexOf('.');
            return dot < 0 ? new Column(lower, "") : new Column(lower.substring(0, dot), lower.substring(dot + 1));
        }

        private boolean isIn(Map<String, ? extends Collection<String>> columnsByTable) {
            Collection<String> columns = columnsByTable.get(table);
            return columns != null && (column.isEmpty() || columns.contains(column));
        }

        @Override
        public String toString() {
            return column.isEmpty() ? table : table + "." + column;
        }
    }
}
