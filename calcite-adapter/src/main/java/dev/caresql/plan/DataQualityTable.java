package dev.caresql.plan;

import dev.caresql.engine.EngineResident;
import dev.caresql.engine.EngineTable;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.CanonicalTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptSchema;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code data_quality}: the rows that the import set aside, which the engine holds, and the values off their
 * scale, which are looked for when somebody asks, since the scales belong to the KPIs and not to the data. A row with
 * such a value stays in its table; {@code row_text} has its key, as a table does not know its files.
 */
final class DataQualityTable extends AbstractTable implements TranslatableTable, EngineResident {
    /** Its name. */
    static final String NAME = "data_quality";

    private final EngineTable stored;
    private final List<EngineTable> tables;
    private final OffScale offScale;

    DataQualityTable(EngineTable stored, List<EngineTable> tables, OffScale offScale) {
        this.stored = stored;
        this.tables = List.copyOf(tables);
        this.offScale = offScale;
    }

    @Override
    public List<String> enginePath() {
        return List.of(stored.name());
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory typeFactory) {
        return stored.rowType();
    }

    @Override
    public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable relOptTable) {
        List<RelNode> parts = new ArrayList<>();
        parts.add(LogicalTableScan.create(context.getCluster(), relOptTable, context.getTableHints()));
        RelOptSchema schema = relOptTable.getRelOptSchema();
        for (EngineTable table : tables) {
            RelOptTable found =
                    schema == null ? null : schema.getTableForMember(List.of(CareDatabase.SCHEMA, table.name()));
            if (found != null) {
                RelNode scan = LogicalTableScan.create(context.getCluster(), found, List.of());
                offScale.of(
                                table.name(),
                                scan.getRowType(),
                                context.getCluster().getRexBuilder())
                        .forEach((column, condition) -> parts.add(values(table.name(), scan, column, condition)));
            }
        }
        return parts.size() == 1 ? parts.get(0) : LogicalUnion.create(parts, true);
    }

    private RelNode values(String table, RelNode scan, int column, RexNode condition) {
        RexBuilder rex = scan.getCluster().getRexBuilder();
        String name = scan.getRowType().getFieldNames().get(column);
        Map<String, RexNode> known = new LinkedHashMap<>();
        known.put("table_name", rex.makeLiteral(table));
        known.put("column_name", rex.makeLiteral(name));
        known.put("bad_value", rex.makeInputRef(scan, column));
        known.put("rule_code", rex.makeLiteral("OFF_SCALE"));
        key(table, scan).ifPresent(key -> known.put("row_text", key));
        List<RexNode> fields = new ArrayList<>();
        for (RelDataTypeField field : stored.rowType().getFieldList()) {
            RexNode value = known.get(field.getName());
            fields.add(
                    value == null
                            ? rex.makeNullLiteral(field.getType())
                            : rex.makeAbstractCast(field.getType(), value, false));
        }
        return LogicalProject.create(
                LogicalFilter.create(scan, condition),
                List.of(),
                fields,
                stored.rowType().getFieldNames(),
                Set.of());
    }

    /** The columns of the key with their values, such as {@code response_id=R17}. */
    private Optional<RexNode> key(String table, RelNode scan) {
        RexBuilder rex = scan.getCluster().getRexBuilder();
        RelDataType text = stored.rowType().getFieldList().get(0).getType();
        List<String> names =
                CanonicalTables.load().table(table).map(CanonicalTable::key).orElse(List.of());
        @Nullable RexNode key = null;
        for (String name : names) {
            RelDataTypeField field = scan.getRowType().getField(name, false, false);
            if (field != null) {
                RexNode value = rex.makeCall(
                        SqlStdOperatorTable.CONCAT,
                        rex.makeLiteral((key == null ? "" : ", ") + name + "="),
                        rex.makeAbstractCast(text, rex.makeInputRef(scan, field.getIndex()), false));
                key = key == null ? value : rex.makeCall(SqlStdOperatorTable.CONCAT, key, value);
            }
        }
        return Optional.ofNullable(key);
    }
}
