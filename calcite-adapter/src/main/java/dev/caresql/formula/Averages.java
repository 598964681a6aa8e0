package dev.caresql.formula;

import dev.caresql.sql.CareTypeFactory;
import dev.caresql.sql.CareTypeSystem;
import java.util.List;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** An average as what it is made of. */
final class Averages {
    private Averages() {}

    /** The SUM and the COUNT of an AVG over the same rows. */
    static List<AggregateCall> sumAndCount(AggregateCall average, List<RexNode> rows) {
        RelDataTypeFactory factory = CareTypeFactory.shared();
        RelDataType argument = rows.get(average.getArgList().get(0)).getType();
        RelDataType sum =
                factory.createTypeWithNullability(CareTypeSystem.INSTANCE.deriveSumType(factory, argument), true);
        return List.of(
                as(SqlStdOperatorTable.SUM, average, sum),
                as(SqlStdOperatorTable.COUNT, average, factory.createSqlType(SqlTypeName.BIGINT)));
    }

    /** Another function of the same rows and arguments. */
    static AggregateCall as(SqlAggFunction function, AggregateCall call, RelDataType type) {
        return AggregateCall.create(
                call.getParserPosition(),
                function,
                call.isDistinct(),
                call.isApproximate(),
                call.ignoreNulls(),
                List.of(),
                call.getArgList(),
                call.filterArg,
                null,
                call.collation,
                type,
                null);
    }
}
