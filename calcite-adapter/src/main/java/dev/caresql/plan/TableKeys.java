package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import dev.caresql.model.CanonicalTable;
import dev.caresql.schema.CareTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.util.ImmutableBitSet;

/** The declared keys of the tables. */
final class TableKeys {
    private final Function<String, Optional<CanonicalTable>> tables;

    /** Knows the tables by their names in lower case. */
    TableKeys(Function<String, Optional<CanonicalTable>> tables) {
        this.tables = requireNonNull(tables, "tables is null");
    }

    /** The columns of a scan that identify a row; empty when none are declared, or one of them is not mapped. */
    Optional<ImmutableBitSet> of(TableScan scan) {
        List<String> columns = scan.getRowType().getFieldNames();
        return declared(scan)
                .map(key -> key.stream().map(columns::indexOf).toList())
                .filter(key -> !key.isEmpty() && !key.contains(-1))
                .map(ImmutableBitSet::of);
    }

    /** The names of the columns that identify a row of the scan's table, mapped or not. */
    Optional<List<String>> declared(TableScan scan) {
        if (scan.getTable().unwrap(ScorecardTable.class) != null) {
            return Optional.of(ScorecardTable.key());
        }
        if (scan.getTable().unwrap(CareTable.class) == null) {
            return Optional.empty();
        }
        List<String> path = new ArrayList<>(scan.getTable().getQualifiedName());
        return tables.apply(path.get(path.size() - 1).toLowerCase(Locale.ROOT)).map(CanonicalTable::key);
    }
}
