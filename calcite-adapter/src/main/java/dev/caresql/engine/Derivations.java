package dev.caresql.engine;

import static java.util.Collections.unmodifiableMap;
import static java.util.Objects.requireNonNull;

import dev.caresql.model.CanonicalColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;

/**
 * The derived columns of a table as algebra over its stored rows.
 *
 * @param passes in the order in which they are to be run; a later one may read what an earlier one stored
 * @param computed expressions over one row, which need not be stored: a plan of one field each
 */
public record Derivations(List<Pass> passes, Map<CanonicalColumn, RelNode> computed) {
    /** Copies the collections. */
    public Derivations {
        passes = List.copyOf(passes);
        computed = unmodifiableMap(new LinkedHashMap<>(computed));
    }

    /**
     * Columns of the same rows, computed together.
     *
     * @param columns what is stored
     * @param initial what stands in the rows before, other than NULL: a plan of one field over the row
     * @param plan gives the {@code rowid} of each row in which anything else than the initial values belongs, then one
     *     field per column
     */
    public record Pass(List<CanonicalColumn> columns, Map<CanonicalColumn, RelNode> initial, RelNode plan) {
        /** Copies the collections. */
        public Pass {
            columns = List.copyOf(columns);
            initial = unmodifiableMap(new LinkedHashMap<>(initial));
            requireNonNull(plan, "plan is null");
        }
    }
}
