package dev.caresql.formula;

import dev.caresql.catalog.KpiComponent;
import dev.caresql.catalog.KpiMeasure.Interval;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.sql.CareParser;
import dev.caresql.sql.CareTypeFactory;
import dev.caresql.sql.FunctionResolver;
import dev.caresql.sql.OneTableFrontEnd;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** Derives the formulas of a KPI's components from the anatomy of its own formula. */
final class ComponentCompiler {
    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    private final RelDataTypeFactory types = CareTypeFactory.shared();
    private final RexBuilder rexBuilder = new RexBuilder(types);
    private final CompiledFormula formula;
    private final Anatomy anatomy;

    ComponentCompiler(Anatomy anatomy) {
        this.anatomy = anatomy;
        this.formula = anatomy.formula();
    }

    /** The formula of a component that there is. */
    CompiledFormula compile(KpiComponent component, IntervalSettings settings) {
        return switch (component) {
            case NUM -> of(fraction().aggregates(), fraction().numerator());
            case DEN -> of(fraction().aggregates(), fraction().denominator());
            case N -> counted();
            case INVALID -> invalid();
            case CI_LOW, CI_HIGH -> interval(component, settings);
        };
    }

    private Fraction fraction() {
        return anatomy.fraction().orElseThrow(() -> new CareSqlException(ErrorCode.INTERNAL, "there is no fraction"));
    }

    /** Leaves out the aggregates that the expression does not use. */
    private CompiledFormula of(List<AggregateCall> aggregates, RexNode result) {
        List<Integer> used = RelOptUtil.InputFinder.bits(result).asList();
        RexNode compact = result.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return rexBuilder.makeInputRef(ref.getType(), used.indexOf(ref.getIndex()));
            }
        });
        return new CompiledFormula(
                formula.rows(),
                used.stream().map(aggregates::get).toList(),
                compact,
                formula.valid(),
                CompiledFormula.Population.VALID,
                compact.getType());
    }

    /** Counts the rows that enter the denominator, or any aggregate where there is none. */
    private CompiledFormula counted() {
        List<AggregateCall> all = anatomy.fraction().map(Fraction::aggregates).orElse(formula.aggregates());
        RexNode about = anatomy.fraction().map(Fraction::denominator).orElse(formula.result());
        List<RexNode> conditions = new ArrayList<>();
        for (int index : RelOptUtil.InputFinder.bits(about)) {
            conditions.add(enters(all.get(index)));
        }
        RexNode any = RexUtil.composeDisjunction(rexBuilder, conditions);
        return count(any.isAlwaysTrue() ? Optional.empty() : Optional.of(any), CompiledFormula.Population.VALID);
    }

    private CompiledFormula invalid() {
        return count(Optional.empty(), CompiledFormula.Population.INVALID);
    }

    private RexNode enters(AggregateCall call) {
        List<RexNode> conditions = new ArrayList<>();
        if (call.filterArg >= 0) {
            conditions.add(rexBuilder.makeCall(
                    SqlStdOperatorTable.IS_TRUE, formula.rows().get(call.filterArg)));
        }
        call.getArgList().stream()
                .map(argument -> formula.rows().get(argument))
                .filter(value -> value.getType().isNullable())
                .forEach(value -> conditions.add(rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, value)));
        return RexUtil.composeConjunction(rexBuilder, conditions);
    }

    private CompiledFormula count(Optional<RexNode> condition, CompiledFormula.Population population) {
        RelDataType type = types.createSqlType(SqlTypeName.BIGINT);
        AggregateCall count =
                PlainCalls.of(SqlStdOperatorTable.COUNT, List.of(), condition.isPresent() ? 0 : -1, type, null);
        return new CompiledFormula(
                condition.map(List::of).orElse(List.of()),
                List.of(count),
                rexBuilder.makeInputRef(type, 0),
                formula.valid(),
                population,
                type);
    }

    private CompiledFormula interval(KpiComponent component, IntervalSettings settings) {
        Fraction fraction = fraction();
        String end = component == KpiComponent.CI_LOW ? "LOW" : "HIGH";
        List<AggregateCall> aggregates = new ArrayList<>(fraction.aggregates());
        RexNode result =
                switch (anatomy.interval()) {
                    case WILSON ->
                        apply(
                                "KPI_WILSON_" + end + "(a, b, " + settings.level() + ")",
                                fraction.numerator(),
                                fraction.denominator());
                    case NPS -> {
                        RexCall net = (RexCall) fraction.numerator();
                        yield apply(
                                "KPI_NPS_CI_" + end + "(a, b, c, '" + settings.method() + "', " + settings.level()
                                        + ")",
                                net.getOperands().get(0),
                                net.getOperands().get(1),
                                fraction.denominator());
                    }
                    case MEAN ->
                        apply(
                                "KPI_MEAN_CI_" + end + "(a / b, c, b, " + settings.level() + ")",
                                fraction.numerator(),
                                fraction.denominator(),
                                deviation(aggregates));
                    case NONE -> throw new CareSqlException(ErrorCode.INTERNAL, "there is no interval");
                };
        BigDecimal unit = anatomy.interval() == Interval.MEAN ? BigDecimal.ONE : PERCENT;
        return of(aggregates, scaled(result, unit));
    }

    /** The macros give percentage points, and a mean as it is. */
    private RexNode scaled(RexNode result, BigDecimal unit) {
        if (fraction().scale().compareTo(unit) == 0) {
            return result;
        }
        double factor = fraction().scale().doubleValue() / unit.doubleValue();
        RexNode literal = rexBuilder.makeApproxLiteral(BigDecimal.valueOf(factor));
        return rexBuilder.makeCall(SqlStdOperatorTable.MULTIPLY, literal, result);
    }

    private RexNode deviation(List<AggregateCall> aggregates) {
        AggregateCall sum = aggregates.get(((RexInputRef) fraction().numerator()).getIndex());
        RelDataType type = types.createTypeWithNullability(types.createSqlType(SqlTypeName.DOUBLE), true);
        aggregates.add(Averages.as(SqlStdOperatorTable.STDDEV_SAMP, sum, type));
        return rexBuilder.makeInputRef(type, aggregates.size() - 1);
    }

    /** An expression of SQL over the columns a, b, c, with the values in their place. */
    private static RexNode apply(String expression, RexNode... values) {
        RelDataTypeFactory.Builder columns = CareTypeFactory.shared().builder();
        for (int i = 0; i < values.length; i++) {
            columns.add(String.valueOf((char) ('a' + i)), values[i].getType());
        }
        RelNode plan = new OneTableFrontEnd("figures", columns.build(), FunctionResolver.NONE)
                .select(List.of(CareParser.expression(expression)));
        return ((Project) plan).getProjects().get(0).accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return values[ref.getIndex()];
            }
        });
    }
}
