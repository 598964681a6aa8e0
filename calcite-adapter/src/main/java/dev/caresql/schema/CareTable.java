package dev.caresql.schema;

import static java.util.Objects.requireNonNull;

import dev.caresql.engine.EngineResident;
import dev.caresql.engine.EngineTable;
import dev.caresql.engine.TableStatistics;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/** A table of the engine, as the planner sees it. */
public final class CareTable extends AbstractTable implements EngineResident {
    private final EngineTable table;

    /** Creates a table whose columns are what the engine reports. */
    public CareTable(EngineTable table) {
        this.table = requireNonNull(table, "table is null");
    }

    /** How large the table is. */
    public TableStatistics statistics() {
        return table.statistics();
    }

    @Override
    public List<String> enginePath() {
        return List.of(table.name());
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory typeFactory) {
        return table.rowType();
    }
}
