package dev.caresql.plan;

import dev.caresql.model.CanonicalTable;
import dev.caresql.sql.CareTypeFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;

/**
 * The tables that a model feeds, and how one leads to another.
 *
 * @param path the schema they stand in
 * @param columns the columns that each really has, by table
 * @param canonical what the care model says of every table it knows
 */
record FactTables(List<String> path, Map<String, RelDataType> columns, Map<String, CanonicalTable> canonical) {
    FactTables {
        path = List.copyOf(path);
        columns = new LinkedHashMap<>(columns);
        canonical = Map.copyOf(canonical);
    }

    RelDataTypeFactory typeFactory() {
        return CareTypeFactory.shared();
    }

    boolean has(String table, String column) {
        return indexOf(table, column) >= 0;
    }

    /** The position of a column; -1 when the table or the column is not there. */
    int indexOf(String table, String column) {
        RelDataType type = columns.get(table);
        return type == null ? -1 : type.getFieldNames().indexOf(column);
    }

    /** The table of which a column holds the key, when both are there. */
    Optional<Reference> reference(String table, String column) {
        CanonicalTable known = canonical.get(table);
        String target = known == null ? null : known.references().get(column);
        CanonicalTable referenced = target == null ? null : canonical.get(target);
        if (referenced == null || referenced.key().size() != 1 || !has(table, column)) {
            return Optional.empty();
        }
        String key = referenced.key().get(0);
        return has(referenced.name(), key) ? Optional.of(new Reference(referenced.name(), key)) : Optional.empty();
    }

    /** Whether a table's rows are events, of which there may be as many as in the fact that refers to them. */
    boolean isFact(String table) {
        CanonicalTable known = canonical.get(table);
        return known != null && known.timeColumn().isPresent();
    }

    /** A table and its key. */
    record Reference(String table, String key) {}
}
