package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Suppliers;
import dev.caresql.sql.CareTypeFactory;
import dev.caresql.sql.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;
import org.jspecify.annotations.Nullable;

/**
 * A table about the catalog or the model, whose rows are not in the engine: they stand in the statement itself. They
 * are made when a statement first names the table.
 */
final class MetadataTable extends AbstractTable {
    private final String description;
    private final RelDataType rowType;
    private final Supplier<List<List<@Nullable Object>>> rows;

    /**
     * Creates a table.
     *
     * @param description one English sentence
     * @param columns names and types, in order
     * @param rows texts, whole numbers and booleans; NULL where nothing is known
     */
    MetadataTable(String description, Map<String, ColumnType> columns, Supplier<List<List<@Nullable Object>>> rows) {
        this.description = requireNonNull(description, "description is null");
        RelDataTypeFactory factory = CareTypeFactory.shared();
        RelDataTypeFactory.Builder fields = factory.builder();
        columns.forEach((name, type) -> fields.add(name, type.relType(factory)));
        this.rowType = fields.build();
        this.rows = Suppliers.memoize(requireNonNull(rows, "rows is null")::get);
    }

    String description() {
        return description;
    }

    List<List<@Nullable Object>> rows() {
        return rows.get();
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory typeFactory) {
        return rowType;
    }
}
