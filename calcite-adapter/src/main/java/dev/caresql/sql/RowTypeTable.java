package dev.caresql.sql;

import static java.util.Objects.requireNonNull;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/** A table that is nothing but its columns: enough to compile a query over it. */
public final class RowTypeTable extends AbstractTable {
    private final RelDataType rowType;

    /** Creates a table with columns of CareSQL's type factory. */
    public RowTypeTable(RelDataType rowType) {
        this.rowType = requireNonNull(rowType, "rowType is null");
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory typeFactory) {
        return rowType;
    }
}
