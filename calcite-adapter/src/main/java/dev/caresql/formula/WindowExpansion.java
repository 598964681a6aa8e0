package dev.caresql.formula;

import com.google.common.collect.ImmutableList;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Replaces KPI windows in the expressions of one Project; the input gains columns for bound calls. */
final class WindowExpansion {
    private final KpiExpander.Binder binder;
    private final RowGuard guard;
    private final RexBuilder rexBuilder;
    private RelNode input;

    WindowExpansion(RelNode input, KpiExpander.Binder binder, RowGuard guard) {
        this.input = input;
        this.binder = binder;
        this.guard = guard;
        this.rexBuilder = input.getCluster().getRexBuilder();
    }

    /** The input with every column that the expanded expressions use. */
    RelNode input() {
        return input;
    }

    RexNode expand(RexNode expression) {
        return expression.accept(new RexShuttle() {
            @Override
            public RexNode visitOver(RexOver over) {
                RexOver visited = (RexOver) super.visitOver(over);
                return visited.getAggOperator() instanceof KpiFunction function ? result(visited, function) : visited;
            }
        });
    }

    private RexNode result(RexOver over, KpiFunction function) {
        if (over.isDistinct()) {
            throw new CareSqlException(
                    ErrorCode.UNSUPPORTED,
                    function.getName() + "(DISTINCT ...) in a window has no one meaning; select the distinct rows in a"
                            + " subquery first");
        }
        List<RexNode> arguments = new ArrayList<>(over.getOperands());
        List<RexNode> conditions = new ArrayList<>();
        Optional<RelNode> counted = Optional.empty();
        if (function.isBound()) {
            KpiExpander.Bound bound = binder.bind(input, function);
            input = bound.input();
            counted = Optional.of(bound.counted());
            arguments = bound.arguments(arguments);
            bound.where().ifPresent(conditions::add);
        }
        if (function.isFiltered()) {
            conditions.add(arguments.remove(arguments.size() - 1));
        }
        if (!function.formula().ignoresCopies()) {
            conditions.addAll(once(over, new RowGuard.Call(function, counted, arguments), conditions));
        }
        FormulaRows rows = new FormulaRows(rexBuilder, function, arguments, conditions);
        List<RexNode> components = new ArrayList<>();
        for (AggregateCall component : function.formula().aggregates()) {
            components.add(component(over, component, rows));
        }
        RexNode result = function.formula().result().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return components.get(ref.getIndex());
            }
        });
        return rexBuilder.ensureType(over.getType(), result, false);
    }

    /** What only one copy of a row fulfils, in every frame that holds a copy. */
    private List<RexNode> once(RexOver over, RowGuard.Call call, List<RexNode> conditions) {
        RowGuard.Rows rows = guard.guard(input, call);
        if (rows.key().isEmpty()) {
            return List.of();
        }
        input = rows.input();
        RexWindow window = over.getWindow();
        boolean wholePartition = window.getLowerBound().isUnbounded()
                && (window.getUpperBound().isUnbounded() || (window.orderKeys.isEmpty() && !window.isRows()));
        boolean fromItsBegin = window.getLowerBound().isUnbounded() && !window.isRows();
        if (!(wholePartition || fromItsBegin) || window.getExclude() != RexWindowExclusion.EXCLUDE_NO_OTHER) {
            throw new CareSqlException(
                    ErrorCode.FAN_OUT,
                    call.function().getName()
                            + " OVER (...) counts a frame of rows that a join repeats, which has no one meaning; put the"
                            + " window over the KPI's own table in a subquery, and join its result");
        }
        List<RexNode> same = new ArrayList<>(window.partitionKeys);
        same.addAll(rows.key().get());
        same.addAll(conditions);
        Copies copies = new Copies(input);
        List<RexNode> once = new ArrayList<>(rows.present().stream().toList());
        once.add(copies.first(same, wholePartition ? ImmutableList.of() : window.orderKeys));
        input = copies.over(input);
        return once;
    }

    /** A window has no FILTER in algebra: rows that do not count give NULL, which aggregates ignore. */
    private RexNode component(RexOver over, AggregateCall component, FormulaRows rows) {
        List<RexNode> operands = new ArrayList<>();
        component.getArgList().forEach(row -> operands.add(rows.row(row)));
        Optional<RexNode> filter = rows.filter(component.filterArg);
        if (filter.isPresent()) {
            if (operands.isEmpty()) {
                operands.add(rexBuilder.makeExactLiteral(BigDecimal.ONE));
            }
            operands.set(0, onlyWhere(filter.get(), operands.get(0)));
        }
        RexWindow window = over.getWindow();
        return rexBuilder.makeOver(
                over.getParserPosition(),
                component.getType(),
                component.getAggregation(),
                operands,
                window.partitionKeys,
                window.orderKeys,
                window.getLowerBound(),
                window.getUpperBound(),
                window.getExclude(),
                window.isRows(),
                true,
                false,
                component.isDistinct(),
                component.ignoreNulls());
    }

    private RexNode onlyWhere(RexNode condition, RexNode value) {
        RexNode nothing = rexBuilder.makeNullLiteral(value.getType());
        return rexBuilder.makeCall(SqlStdOperatorTable.CASE, condition, value, nothing);
    }
}
