package dev.caresql.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.rel2sql.SqlImplementor;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Spells constant arguments of an aggregate, such as a percentile's fraction or a list's separator, in its call. In algebra they
 * are fields of the rows below; where those rows are a sub-query they would be columns of it, which an engine takes for no
 * constants. The first argument, which is what is aggregated, may be such a column.
 */
final class ConstantArguments extends SqlShuttle {
    private final AggregateCall aggregate;
    private final RelNode rows;
    private final SqlImplementor.Context context;

    private ConstantArguments(AggregateCall aggregate, RelNode rows, SqlImplementor.Context context) {
        this.aggregate = aggregate;
        this.rows = rows;
        this.context = context;
    }

    /**
     * An item of a select list with the constants in their places.
     *
     * @param item the aggregate as it was written, perhaps with a name, a FILTER and an order around it
     * @param rows what it reads
     */
    static SqlNode inPlace(SqlNode item, AggregateCall aggregate, RelNode rows, SqlImplementor.Context context) {
        if (aggregate.getArgList().size() < 2) {
            return item;
        }
        SqlNode placed = item.accept(new ConstantArguments(aggregate, rows, context));
        return placed == null ? item : placed;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        List<Integer> fields = aggregate.getArgList();
        if (call.getOperator() != aggregate.getAggregation() || call.operandCount() != fields.size()) {
            return super.visit(call);
        }
        List<SqlNode> operands = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            Optional<RexNode> constant = i == 0 ? Optional.empty() : constant(rows, fields.get(i));
            operands.add(constant.map(value -> context.toSql(null, value)).orElse(call.operand(i)));
        }
        return call.getOperator().createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands);
    }

    private static Optional<RexNode> constant(RelNode rows, int field) {
        if (rows instanceof Project project) {
            RexNode value = project.getProjects().get(field);
            if (value instanceof RexInputRef ref) {
                return constant(project.getInput(), ref.getIndex());
            }
            return RexUtil.isConstant(value) && !RexLiteral.isNullLiteral(value)
                    ? Optional.of(value)
                    : Optional.empty();
        }
        boolean sameFields = rows instanceof Filter || rows instanceof Sort || rows instanceof Shared;
        return sameFields ? constant(rows.getInput(0), field) : Optional.empty();
    }
}
