package dev.caresql.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/** Scans what is stored of a table: a column that is not is NULL, and a table that is not has no rows. */
final class StoredColumns {
    private StoredColumns() {}

    static RelNode scan(TableScan all, String name, Optional<RelDataType> stored) {
        if (stored.isEmpty()) {
            return empty(all);
        }
        RelNode scan = LogicalTableScan.create(
                all.getCluster(),
                RelOptTableImpl.create(all.getTable().getRelOptSchema(), stored.get(), List.of(name), null),
                List.of());
        RexBuilder rexBuilder = all.getCluster().getRexBuilder();
        List<RexNode> columns = new ArrayList<>();
        for (RelDataTypeField field : all.getRowType().getFieldList()) {
            RelDataTypeField found = stored.get().getField(field.getName(), false, false);
            RexNode value = found == null
                    ? rexBuilder.makeNullLiteral(field.getType())
                    : rexBuilder.makeInputRef(scan, found.getIndex());
            columns.add(rexBuilder.ensureType(field.getType(), value, true));
        }
        return LogicalProject.create(scan, List.of(), columns, all.getRowType(), Set.of());
    }

    /** No rows; each column is a NULL with a type, for an engine cannot choose a function for one without. */
    private static RelNode empty(TableScan all) {
        RexBuilder rexBuilder = all.getCluster().getRexBuilder();
        List<RexNode> columns = new ArrayList<>();
        for (RelDataTypeField field : all.getRowType().getFieldList()) {
            columns.add(rexBuilder.ensureType(field.getType(), rexBuilder.makeNullLiteral(field.getType()), true));
        }
        RelNode none = LogicalValues.createEmpty(all.getCluster(), all.getRowType());
        return LogicalProject.create(none, List.of(), columns, all.getRowType(), Set.of());
    }
}
