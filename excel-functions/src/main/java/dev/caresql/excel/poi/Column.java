package dev.caresql.excel.poi;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of an argument.
 *
 * @param values one for each row; null for NULL
 */
record Column(List<@Nullable Object> values) {
    /** NULL in every row. */
    static final Column NULL = new Column(Collections.singletonList(null));

    int rows() {
        return values.size();
    }

    /** The value of a row; a single value is that of every row. */
    @Nullable
    Object value(int row) {
        return values.get(values.size() == 1 ? 0 : row);
    }
}
