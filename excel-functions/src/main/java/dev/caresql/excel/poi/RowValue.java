package dev.caresql.excel.poi;

import org.jspecify.annotations.Nullable;

/**
 * An expression over the arguments of one row. Numbers are Double, times are Long milliseconds since 1899-12-30, and NULL
 * is null.
 */
@FunctionalInterface
interface RowValue {
    @Nullable
    Object of(@Nullable Object[] arguments);

    /** Whether it is true, which NULL is not. */
    default boolean holds(@Nullable Object[] arguments) {
        return Boolean.TRUE.equals(of(arguments));
    }
}
