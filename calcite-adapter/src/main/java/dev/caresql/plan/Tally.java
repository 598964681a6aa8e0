package dev.caresql.plan;

import dev.caresql.formula.PlainCalls;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Counts rows by the values that the conditions of an aggregate look at, where these have few combinations, and
 * evaluates the conditions on the few tallies instead of on every row. All groups are kept, counted or not.
 */
final class Tally {
    private static final Set<SqlKind> KINDS = Set.of(SqlKind.COUNT, SqlKind.MIN, SqlKind.MAX);

    private final Aggregate aggregate;
    private final Project rows;
    private final RexBuilder rexBuilder;
    private final List<RexNode> columns = new ArrayList<>();
    private final Map<Integer, Integer> positions = new HashMap<>();

    private Tally(Aggregate aggregate, Project rows) {
        this.aggregate = aggregate;
        this.rows = rows;
        this.rexBuilder = rows.getCluster().getRexBuilder();
        aggregate.getGroupSet().forEach(key -> columns.add(rows.getProjects().get(key)));
        for (int column : RelOptUtil.InputFinder.bits(values(), null)) {
            positions.put(column, columns.size());
            columns.add(RexInputRef.of(column, rows.getInput().getRowType()));
        }
    }

    /** Whether the rewrite is possible and worth it: conditions to evaluate, on one table, over few combinations. */
    static boolean pays(Aggregate aggregate, Project rows) {
        return aggregate.getGroupSets().size() == 1
                && aggregate.getGroupCount() > 0
                && aggregate.getAggCallList().stream().anyMatch(AggregateCall::hasFilter)
                && aggregate.getAggCallList().stream().allMatch(Tally::hasTally)
                && Repeatable.test(rows)
                && !GroupEstimate.hasJoin(rows)
                && GroupEstimate.isFew(rows.getInput(), new Tally(aggregate, rows).columns);
    }

    private static boolean hasTally(AggregateCall call) {
        return KINDS.contains(call.getAggregation().getKind())
                && !call.isDistinct()
                && call.getArgList().size() <= 1;
    }

    /** The same answer from tallies. */
    static RelNode of(Aggregate aggregate, Project rows) {
        return new Tally(aggregate, rows).rewrite();
    }

    /** What the calls look at: their conditions and arguments. */
    private List<RexNode> values() {
        List<RexNode> values = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            call.getArgList().forEach(field -> values.add(rows.getProjects().get(field)));
            if (call.hasFilter()) {
                values.add(rows.getProjects().get(call.filterArg));
            }
        }
        return values;
    }

    private RelNode rewrite() {
        RelNode looked = LogicalProject.create(rows.getInput(), List.of(), columns, (List<String>) null, Set.of());
        RelDataType bigint = rexBuilder.getTypeFactory().createSqlType(SqlTypeName.BIGINT);
        AggregateCall count = PlainCalls.of(SqlStdOperatorTable.COUNT, List.of(), -1, bigint, "tally");
        RelNode tallies =
                LogicalAggregate.create(looked, List.of(), ImmutableBitSet.range(columns.size()), null, List.of(count));
        int keys = aggregate.getGroupCount();
        List<RexNode> fields = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            fields.add(RexInputRef.of(i, tallies.getRowType()));
        }
        fields.add(RexInputRef.of(columns.size(), tallies.getRowType()));
        List<AggregateCall> calls = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            calls.add(whole(call, fields, keys, tallies));
        }
        RelNode results = LogicalProject.create(tallies, List.of(), fields, (List<String>) null, Set.of());
        return LogicalAggregate.create(results, aggregate.getHints(), ImmutableBitSet.range(keys), null, calls);
    }

    /** A count is the sum of the tallies that fulfil its condition and have its argument. */
    private AggregateCall whole(AggregateCall call, List<RexNode> fields, int tally, RelNode tallies) {
        List<RexNode> conditions = new ArrayList<>();
        if (call.hasFilter()) {
            conditions.add(overTallies(rows.getProjects().get(call.filterArg), tallies));
        }
        boolean counts = call.getAggregation().getKind() == SqlKind.COUNT;
        List<Integer> arguments = List.of(tally);
        if (!call.getArgList().isEmpty()) {
            RexNode argument =
                    overTallies(rows.getProjects().get(call.getArgList().get(0)), tallies);
            if (counts) {
                conditions.add(rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, argument));
            } else {
                arguments = List.of(place(argument, fields));
            }
        }
        RexNode condition = RexUtil.composeConjunction(rexBuilder, conditions);
        boolean needless = conditions.isEmpty() || counts && condition.isAlwaysTrue();
        int filter = needless ? -1 : place(condition, fields);
        SqlAggFunction function = counts ? SqlStdOperatorTable.SUM0 : call.getAggregation();
        return PlainCalls.of(function, arguments, filter, call.getType(), call.getName());
    }

    private static int place(RexNode expression, List<RexNode> fields) {
        int known = fields.indexOf(expression);
        if (known >= 0) {
            return known;
        }
        fields.add(expression);
        return fields.size() - 1;
    }

    private RexNode overTallies(RexNode expression, RelNode tallies) {
        return expression.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return RexInputRef.of(positions.getOrDefault(ref.getIndex(), -1), tallies.getRowType());
            }
        });
    }
}
