package dev.caresql.schema;

import dev.caresql.catalog.KpiParameter;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.formula.KpiExpander;
import dev.caresql.formula.KpiFunctions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.validate.SqlUserDefinedAggFunction;

/** Expands the KPIs of an aggregate that a stock Calcite planner is about to implement. */
final class KpiAggregateRule extends RelOptRule {
    private static final KpiExpander EXPANDER = new KpiExpander((input, function) -> {
        throw new CareSqlException(ErrorCode.UNBOUND_KPI, function.getName() + " needs its arguments here");
    });

    private final StockOperators operators;

    /** The older constructor: a configurable rule would need an annotation processor, and there is nothing to set. */
    @SuppressWarnings("deprecation")
    KpiAggregateRule(Instant asOf) {
        super(operand(LogicalAggregate.class, any()), "KpiAggregateRule");
        this.operators = new StockOperators(asOf);
    }

    @Override
    public boolean matches(RelOptRuleCall call) {
        LogicalAggregate aggregate = call.rel(0);
        return aggregate.getAggCallList().stream()
                .anyMatch(candidate -> kpi(candidate).isPresent());
    }

    @Override
    public void onMatch(RelOptRuleCall call) {
        LogicalAggregate aggregate = call.rel(0);
        call.transformTo(operators.replace(EXPANDER.expandAggregate(withKpiFunctions(aggregate))));
    }

    /** Calcite's user-defined functions become KPI functions, whose left-out options are columns of literals. */
    private static Aggregate withKpiFunctions(Aggregate aggregate) {
        RelNode input = aggregate.getInput();
        RexBuilder rexBuilder = input.getCluster().getRexBuilder();
        List<RexNode> columns = new ArrayList<>();
        for (int i = 0; i < input.getRowType().getFieldCount(); i++) {
            columns.add(RexInputRef.of(i, input.getRowType()));
        }
        List<AggregateCall> calls = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            calls.add(kpi(call)
                    .map(kpi -> replaced(call, kpi, columns, rexBuilder))
                    .orElse(call));
        }
        RelNode rows = LogicalProject.create(input, List.of(), columns, (List<String>) null, Set.of());
        return LogicalAggregate.create(
                rows, aggregate.getHints(), aggregate.getGroupSet(), aggregate.getGroupSets(), calls);
    }

    private static AggregateCall replaced(
            AggregateCall call, KpiAggregate kpi, List<RexNode> columns, RexBuilder rexBuilder) {
        List<Integer> arguments = new ArrayList<>(call.getArgList());
        for (KpiParameter option : kpi.leftOut()) {
            arguments.add(columns.size());
            columns.add(KpiFunctions.defaultLiteral(option, rexBuilder));
        }
        return AggregateCall.create(
                call.getParserPosition(),
                kpi.function(),
                call.isDistinct(),
                call.isApproximate(),
                call.ignoreNulls(),
                List.of(),
                arguments,
                call.filterArg,
                null,
                call.collation,
                call.getType(),
                call.getName());
    }

    private static Optional<KpiAggregate> kpi(AggregateCall call) {
        return call.getAggregation() instanceof SqlUserDefinedAggFunction user
                        && user.function instanceof KpiAggregate kpi
                ? Optional.of(kpi)
                : Optional.empty();
    }
}
