package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;

/** The table {@code kpis} with all fields of its layout, as it stands in a plan until the facts take its place. */
final class FactTable extends AbstractTable implements TranslatableTable {
    private final FactLayout layout;

    FactTable(FactLayout layout) {
        this.layout = requireNonNull(layout, "layout is null");
    }

    FactLayout layout() {
        return layout;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory typeFactory) {
        return layout.all();
    }

    @Override
    public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable relOptTable) {
        return LogicalTableScan.create(context.getCluster(), relOptTable, context.getTableHints());
    }
}
