package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;

/**
 * The rows of one fact as of one of its times: KPIs that count the same table in periods of the same column share one.
 *
 * @param number tells it from the other streams of a layout
 * @param table its table
 * @param columns the columns of the table
 * @param time the column that decides the period of a row; empty where the model does not map it
 * @param isOwnTime whether that is the time of the table itself, to which its {@code business_date} belongs
 * @param offset where its columns begin in the layout
 */
record FactStream(int number, String table, RelDataType columns, Optional<String> time, boolean isOwnTime, int offset) {
    FactStream {
        requireNonNull(table, "table is null");
        requireNonNull(columns, "columns is null");
        requireNonNull(time, "time is null");
    }

    /** The same stream in another layout. */
    FactStream at(int newOffset) {
        return new FactStream(number, table, columns, time, isOwnTime, newOffset);
    }

    /** Whether a field of the layout is one of its columns. */
    boolean owns(int field) {
        return field >= offset && field < offset + columns.getFieldCount();
    }
}
