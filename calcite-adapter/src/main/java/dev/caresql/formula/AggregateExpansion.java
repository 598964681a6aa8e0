package dev.caresql.formula;

import dev.caresql.catalog.Kpi;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * One Aggregate with calls of KPIs, rewritten as Project(Aggregate(Project)): row expressions below, the formulas'
 * aggregates over the same groups, the results above.
 */
final class AggregateExpansion {
    private final Aggregate aggregate;
    private final KpiExpander.Binder binder;
    private final RowGuard guard;
    private final RexBuilder rexBuilder;
    private final Map<RexNode, Integer> columns = new LinkedHashMap<>();
    private final Set<Integer> filters = new HashSet<>();
    private final List<AggregateCall> calls = new ArrayList<>();
    private RelNode input;

    AggregateExpansion(Aggregate aggregate, KpiExpander.Binder binder, RowGuard guard) {
        this.aggregate = aggregate;
        this.binder = binder;
        this.guard = guard;
        this.input = aggregate.getInput();
        this.rexBuilder = aggregate.getCluster().getRexBuilder();
    }

    RelNode expand() {
        List<Arguments> arguments = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            arguments.add(KpiExpander.isKpi(call) ? arguments(call) : Arguments.NONE);
        }
        CountedOnce once = guarded(arguments);
        List<List<List<RexNode>>> conditions = once.conditions();
        input = once.input();
        for (int i = 0; i < aggregate.getInput().getRowType().getFieldCount(); i++) {
            column(RexInputRef.of(i, input.getRowType()));
        }
        List<List<List<Integer>>> positions = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            AggregateCall call = aggregate.getAggCallList().get(i);
            List<List<Integer>> sets = new ArrayList<>();
            for (List<RexNode> condition : conditions.get(i)) {
                sets.add(
                        KpiExpander.isKpi(call)
                                ? expand(call, arguments.get(i).and(condition))
                                : List.of(position(call)));
            }
            positions.add(sets);
        }
        boolean perSet = positions.stream().anyMatch(sets -> sets.size() > 1);
        int grouping = perSet ? position(GroupingSets.call(aggregate)) : -1;
        List<Integer> key =
                once.mergeKey().stream().flatMap(List::stream).map(this::column).toList();
        RelNode rows = Filters.simplify(Projects.over(input, List.copyOf(columns.keySet()), List.of()), filters);
        RelNode grouped = once.mergeKey().isPresent()
                ? new MergedRows(rows, aggregate, typed(rows), key).grouped()
                : LogicalAggregate.create(
                        rows, aggregate.getHints(), aggregate.getGroupSet(), aggregate.getGroupSets(), typed(rows));
        return results(grouped, positions, grouping);
    }

    private CountedOnce guarded(List<Arguments> arguments) {
        CountedOnce once = new CountedOnce(aggregate, input);
        ImmutableBitSet grouped = aggregate.getGroupSets().stream()
                .reduce(ImmutableBitSet::intersect)
                .orElseGet(ImmutableBitSet::of);
        for (int i = 0; i < arguments.size(); i++) {
            AggregateCall call = aggregate.getAggCallList().get(i);
            boolean matters = call.getAggregation() instanceof KpiFunction function
                    && !call.isDistinct()
                    && !function.formula().ignoresCopies();
            if (matters) {
                once.guard(
                        guard,
                        new RowGuard.Call(
                                (KpiFunction) call.getAggregation(),
                                arguments.get(i).counted(),
                                arguments.get(i).operands(),
                                grouped));
            } else {
                once.skip();
            }
        }
        return once;
    }

    private List<AggregateCall> typed(RelNode rows) {
        List<AggregateCall> typed = new ArrayList<>();
        for (AggregateCall call : calls) {
            boolean kept = aggregate.getAggCallList().contains(call);
            typed.add(kept ? call : retyped(call, rows));
        }
        return typed;
    }

    private AggregateCall retyped(AggregateCall call, RelNode rows) {
        return AggregateCall.create(
                call.getParserPosition(),
                call.getAggregation(),
                call.isDistinct(),
                call.isApproximate(),
                call.ignoreNulls(),
                call.rexList,
                call.getArgList(),
                call.filterArg,
                call.distinctKeys,
                call.collation,
                aggregate.hasEmptyGroup(),
                rows,
                null,
                null);
    }

    /** The arguments of a call over the input, which may gain columns for it. */
    private Arguments arguments(AggregateCall call) {
        KpiFunction function = (KpiFunction) call.getAggregation();
        List<RexNode> operands = new ArrayList<>();
        call.getArgList().forEach(index -> operands.add(constantOrRef(index)));
        List<RexNode> conditions = new ArrayList<>();
        if (call.filterArg >= 0) {
            conditions.add(RexInputRef.of(call.filterArg, aggregate.getInput().getRowType()));
        }
        if (!function.isBound()) {
            return new Arguments(Optional.empty(), operands, conditions);
        }
        KpiExpander.Bound bound = binder.bind(input, function);
        input = bound.input();
        bound.where().ifPresent(conditions::add);
        return new Arguments(Optional.of(bound.counted()), bound.arguments(operands), conditions);
    }

    /** Options are literals, which SQL puts into a column below the Aggregate; here they are wanted as literals. */
    private RexNode constantOrRef(int index) {
        if (aggregate.getInput() instanceof Project project) {
            RexNode expression = project.getProjects().get(index);
            if (RexUtil.isLiteral(expression, true) || RexUtil.removeCast(expression) instanceof RexDynamicParam) {
                return expression;
            }
        }
        return RexInputRef.of(index, aggregate.getInput().getRowType());
    }

    private List<Integer> expand(AggregateCall call, Arguments arguments) {
        KpiFunction function = (KpiFunction) call.getAggregation();
        FormulaRows rows = new FormulaRows(rexBuilder, function, arguments.operands(), arguments.conditions());
        List<Integer> positions = new ArrayList<>();
        for (AggregateCall component : function.formula().aggregates()) {
            positions.add(position(component(call, component, rows, arguments)));
        }
        return positions;
    }

    private AggregateCall component(
            AggregateCall call, AggregateCall component, FormulaRows rows, Arguments arguments) {
        List<Integer> operands = new ArrayList<>();
        for (int row : component.getArgList()) {
            operands.add(column(rows.row(row)));
        }
        boolean distinct = component.isDistinct();
        if (call.isDistinct() && !distinct && !isIdempotent(component.getAggregation())) {
            operands = distinctOperands((KpiFunction) call.getAggregation(), component, operands, arguments);
            distinct = true;
        }
        int filter = rows.filter(component.filterArg).map(this::filterColumn).orElse(-1);
        return AggregateCall.create(
                call.getParserPosition(),
                component.getAggregation(),
                distinct,
                component.isApproximate(),
                component.ignoreNulls(),
                List.of(),
                operands,
                filter,
                null,
                component.collation,
                component.getType(),
                null);
    }

    private static boolean isIdempotent(SqlAggFunction function) {
        return function.getKind() == SqlKind.MIN || function.getKind() == SqlKind.MAX;
    }

    /** NPS(DISTINCT score): every distinct score counts once, which only a KPI of one column can mean. */
    private List<Integer> distinctOperands(
            KpiFunction function, AggregateCall component, List<Integer> operands, Arguments arguments) {
        Kpi kpi = function.kpi();
        int only = kpi.columns().size() == 1 ? column(arguments.operands().get(0)) : -1;
        boolean overColumn = operands.isEmpty() || operands.equals(List.of(only));
        boolean counts = component.getAggregation().getKind() == SqlKind.COUNT;
        if (only < 0 || !(overColumn || counts)) {
            throw new CareSqlException(
                    ErrorCode.UNSUPPORTED,
                    kpi.name().text()
                            + "(DISTINCT ...) has no one meaning; select the distinct rows in a subquery first");
        }
        return List.of(only);
    }

    private int filterColumn(RexNode condition) {
        RexNode definite = condition.getType().isNullable()
                ? rexBuilder.makeCall(SqlStdOperatorTable.IS_TRUE, condition)
                : condition;
        int filter = column(definite);
        filters.add(filter);
        return filter;
    }

    private int column(RexNode expression) {
        return columns.computeIfAbsent(expression, key -> columns.size());
    }

    private int position(AggregateCall call) {
        int known = calls.indexOf(call);
        if (known >= 0) {
            return known;
        }
        calls.add(call);
        return calls.size() - 1;
    }

    private RelNode results(RelNode grouped, List<List<List<Integer>>> positions, int grouping) {
        int groups = aggregate.getGroupCount();
        List<RexNode> outputs = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            outputs.add(RexInputRef.of(i, grouped.getRowType()));
        }
        for (int i = 0; i < positions.size(); i++) {
            AggregateCall call = aggregate.getAggCallList().get(i);
            List<RexNode> ofSets = new ArrayList<>();
            for (List<Integer> at : positions.get(i)) {
                ofSets.add(
                        KpiExpander.isKpi(call)
                                ? result(call, at, grouped)
                                : RexInputRef.of(groups + at.get(0), grouped.getRowType()));
            }
            outputs.add(
                    ofSets.size() == 1
                            ? ofSets.get(0)
                            : GroupingSets.choose(
                                    aggregate, RexInputRef.of(groups + grouping, grouped.getRowType()), ofSets));
        }
        return Projects.over(grouped, outputs, aggregate.getRowType().getFieldNames());
    }

    private RexNode result(AggregateCall call, List<Integer> at, RelNode grouped) {
        int groups = aggregate.getGroupCount();
        KpiFunction function = (KpiFunction) call.getAggregation();
        RexNode result = function.formula().result().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return RexInputRef.of(groups + at.get(ref.getIndex()), grouped.getRowType());
            }
        });
        return rexBuilder.ensureType(call.getType(), result, false);
    }

    private record Arguments(Optional<RelNode> counted, List<RexNode> operands, List<RexNode> conditions) {
        static final Arguments NONE = new Arguments(Optional.empty(), List.of(), List.of());

        Arguments and(List<RexNode> more) {
            List<RexNode> all = new ArrayList<>(conditions);
            all.addAll(more);
            return new Arguments(counted, operands, all);
        }
    }
}
