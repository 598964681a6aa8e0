package dev.caresql.plan;

import com.google.common.collect.ImmutableList;
import dev.caresql.sql.PlanRewrite;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Puts the rows of metadata tables into the statement, so that it stays one statement of the engine. */
final class MetadataRows extends PlanRewrite {
    @Override
    protected RelNode rewrite(RelNode node) {
        MetadataTable table = node instanceof TableScan scan ? scan.getTable().unwrap(MetadataTable.class) : null;
        return table == null ? node : values(node, table);
    }

    /** The engine guesses the types of VALUES from what it sees, which may be NULL; so each column is converted. */
    private static RelNode values(RelNode scan, MetadataTable table) {
        RexBuilder rexBuilder = scan.getCluster().getRexBuilder();
        RelDataType rowType = scan.getRowType();
        ImmutableList.Builder<ImmutableList<RexLiteral>> tuples = ImmutableList.builder();
        for (List<@Nullable Object> row : table.rows()) {
            ImmutableList.Builder<RexLiteral> tuple = ImmutableList.builder();
            for (int i = 0; i < row.size(); i++) {
                tuple.add(literal(rexBuilder, row.get(i), rowType.getFieldList().get(i)));
            }
            tuples.add(tuple.build());
        }
        RelNode values = LogicalValues.create(scan.getCluster(), rowType, tuples.build());
        List<RexNode> typed = new ArrayList<>();
        for (RelDataTypeField field : rowType.getFieldList()) {
            typed.add(rexBuilder.makeAbstractCast(field.getType(), RexInputRef.of(field.getIndex(), rowType), false));
        }
        return LogicalProject.create(values, List.of(), typed, rowType.getFieldNames(), Set.of());
    }

    private static RexLiteral literal(RexBuilder rexBuilder, @Nullable Object value, RelDataTypeField field) {
        if (value == null) {
            return rexBuilder.makeNullLiteral(field.getType());
        }
        if (value instanceof Boolean flag) {
            return rexBuilder.makeLiteral(flag);
        }
        if (value instanceof Number number) {
            RelDataTypeFactory types = rexBuilder.getTypeFactory();
            return rexBuilder.makeExactLiteral(
                    BigDecimal.valueOf(number.longValue()), types.createSqlType(SqlTypeName.BIGINT));
        }
        return rexBuilder.makeLiteral(String.valueOf(value));
    }
}
