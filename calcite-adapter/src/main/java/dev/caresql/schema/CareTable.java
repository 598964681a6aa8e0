package dev.caresql.schema;

import static java.util.Objects.requireNonNull;

import dev.caresql.engine.EngineResident;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/** A table of the engine, as the planner sees it. */
public final class CareTable extends AbstractTable implements EngineResident {
    private final String name;
    private final RelDataType rowType;

    /** Creates a table whose columns are what the engine reports. */
    public CareTable(String name, RelDataType rowType) {
        this.name = requireNonNull(name, "name is null");
        this.rowType = requireNonNull(rowType, "rowType is null");
    }

    public String name() {
        return name;
    }

    public RelDataType rowType() {
        return rowType;
    }

    @Override
    public List<String> enginePath() {
        return List.of(name);
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory typeFactory) {
        return rowType;
    }
}
