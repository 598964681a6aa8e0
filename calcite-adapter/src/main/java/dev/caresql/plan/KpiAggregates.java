package dev.caresql.plan;

import dev.caresql.catalog.KpiParameter;
import dev.caresql.formula.KpiFunction;
import dev.caresql.formula.SpanFormula;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;

/** One aggregate over {@code kpis}, whose aggregates of KPI columns become the KPIs, and COUNT the rows that they count. */
final class KpiAggregates {
    private final Aggregate aggregate;
    private final RexBuilder rexBuilder;
    private final MeasureRows rows;
    private final List<AggregateCall> calls = new ArrayList<>();

    KpiAggregates(Aggregate aggregate) {
        this.aggregate = aggregate;
        this.rexBuilder = aggregate.getCluster().getRexBuilder();
        this.rows = new MeasureRows(aggregate.getInput());
    }

    RelNode rewrite() {
        int groups = aggregate.getGroupCount();
        List<RexNode> outputs = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            outputs.add(RexInputRef.of(i, aggregate.getRowType()));
        }
        for (AggregateCall call : aggregate.getAggCallList()) {
            outputs.add(output(call));
        }
        if (calls.equals(aggregate.getAggCallList())) {
            return aggregate;
        }
        RelNode grouped = LogicalAggregate.create(
                rows.node(), aggregate.getHints(), aggregate.getGroupSet(), aggregate.getGroupSets(), calls);
        return LogicalProject.create(
                grouped, List.of(), outputs, aggregate.getRowType().getFieldNames(), Set.of());
    }

    private RexNode output(AggregateCall call) {
        Optional<KpiColumns.Measured> measured = call.getArgList().size() == 1
                ? KpiColumns.measured(aggregate.getInput(), call.getArgList().get(0))
                : spanning(call);
        if (measured.isEmpty()) {
            requireNoKpi(call);
            return add(call);
        }
        requireRows(call.filterArg);
        KpiExpression expression = measured.get().expression();
        requireMeaning(call, expression);
        int filter = measured.get()
                .condition()
                .map(condition -> rows.condition(condition, call.filterArg))
                .orElse(call.filterArg);
        if (call.getAggregation().getKind() == SqlKind.COUNT) {
            KpiFunction counted = expression.column().orElseThrow().rows();
            return rexBuilder.ensureType(call.getType(), add(bound(call, counted, filter)), true);
        }
        List<RexNode> values = new ArrayList<>();
        expression.kpis().forEach(kpi -> values.add(value(call, kpi, filter)));
        return rexBuilder.ensureType(call.getType(), expression.over(values, rexBuilder), true);
    }

    private static void requireMeaning(AggregateCall call, KpiExpression expression) {
        SqlAggFunction function = call.getAggregation();
        boolean isItself = function instanceof KpiFunction asked
                && expression.column().filter(kpi -> kpi.kpi() == asked.kpi()).isPresent();
        if (!isItself) {
            KpiColumns.requireMeasure(function, call.isDistinct(), expression);
        }
        expression.requireOfGroup(function.getName());
    }

    /** An aggregate of several arguments or with an order, such as CORR or PERCENTILE_CONT, would read single rows. */
    private void requireNoKpi(AggregateCall call) {
        List<Integer> read = new ArrayList<>(call.getArgList());
        call.collation.getFieldCollations().forEach(field -> read.add(field.getFieldIndex()));
        for (int field : read) {
            KpiExpression expression = KpiExpression.of(aggregate.getInput(), field);
            if (expression.hasKpis()) {
                throw KpiColumns.noMeaning(call.getAggregation().getName(), expression);
            }
        }
        requireRows(call.filterArg);
    }

    private void requireRows(int filter) {
        if (filter >= 0) {
            KpiColumns.requireNoKpi("FILTER", KpiExpression.of(aggregate.getInput(), filter));
        }
    }

    /** COST_PER_CONTACT() FROM kpis: its parts are found there. */
    private Optional<KpiColumns.Measured> spanning(AggregateCall call) {
        if (!(call.getAggregation() instanceof KpiFunction function)
                || !function.isBound()
                || function.kpi().spans().isEmpty()
                || !function.getName().equals(function.kpi().name().text())) {
            return Optional.empty();
        }
        List<TableScan> scans = ColumnLift.reachableScans(aggregate.getInput(), KpisTable.NAME);
        return scans.size() == 1
                ? FactUnion.layout(scans.get(0))
                        .flatMap(layout -> layout.column(function.kpi()))
                        .map(kpi -> new KpiColumns.Measured(KpiExpression.of(kpi, rexBuilder), Optional.empty()))
                : Optional.empty();
    }

    private RexNode value(AggregateCall call, KpiColumn kpi, int filter) {
        if (kpi.parts().isEmpty()) {
            return add(bound(call, kpi.function(), filter));
        }
        List<RexNode> parts = new ArrayList<>();
        kpi.parts().forEach(part -> parts.add(value(call, part, filter)));
        return SpanFormula.over(kpi.kpi(), parts, rexBuilder);
    }

    private AggregateCall bound(AggregateCall call, KpiFunction function, int filter) {
        List<Integer> options = new ArrayList<>();
        for (KpiParameter option : function.kpi().options()) {
            options.add(rows.literal(function.kpi(), option));
        }
        return AggregateCall.create(
                call.getParserPosition(),
                function,
                false,
                false,
                false,
                List.of(),
                options,
                filter,
                null,
                call.collation,
                function.formula().type(),
                null);
    }

    private RexNode add(AggregateCall call) {
        calls.add(call);
        return rexBuilder.makeInputRef(call.getType(), aggregate.getGroupCount() + calls.size() - 1);
    }
}
