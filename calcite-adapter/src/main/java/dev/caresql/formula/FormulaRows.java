package dev.caresql.formula;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.sql.CareOperators;
import dev.caresql.sql.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.Strong;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.ImmutableBitSet;

/** A formula's row expressions with the arguments of one call in place of the parameters. */
final class FormulaRows {
    private final RexBuilder rexBuilder;
    private final Simplifier simplifier;
    private final Kpi kpi;
    private final CompiledFormula formula;
    private final List<RexNode> arguments;
    private final Optional<RexNode> counts;

    /**
     * Puts arguments in place.
     *
     * @param arguments one for each parameter
     * @param conditions what else a row must fulfil: the call's own filter, the binding's
     */
    FormulaRows(RexBuilder rexBuilder, KpiFunction function, List<RexNode> arguments, List<RexNode> conditions) {
        this.rexBuilder = rexBuilder;
        this.simplifier = new Simplifier(rexBuilder);
        this.kpi = function.kpi();
        this.formula = function.formula();
        List<RexNode> fitted = new ArrayList<>();
        List<RexNode> valid = new ArrayList<>();
        List<KpiParameter> parameters = function.kpi().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            RexNode argument = fit(parameters.get(i), arguments.get(i));
            fitted.add(argument);
            wholeNumber(parameters.get(i), argument).ifPresent(valid::add);
        }
        this.arguments = List.copyOf(fitted);
        formula.valid().ifPresent(condition -> valid.add(inPlace(condition)));
        List<RexNode> all = new ArrayList<>(conditions);
        all.addAll(formula.population() == CompiledFormula.Population.VALID ? valid : invalid(valid));
        this.counts = all.isEmpty() ? Optional.empty() : Optional.of(RexUtil.composeConjunction(rexBuilder, all));
    }

    /** What makes a row invalid: a value that is there and off its scale. A row that lacks a value is not invalid. */
    private List<RexNode> invalid(List<RexNode> valid) {
        List<RexNode> conditions = new ArrayList<>();
        formula.valid().ifPresent(condition -> {
            for (int column : RelOptUtil.InputFinder.bits(condition)) {
                if (Strong.isNotTrue(condition, ImmutableBitSet.of(column))) {
                    conditions.add(rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, arguments.get(column)));
                }
            }
        });
        conditions.add(rexBuilder.makeCall(SqlStdOperatorTable.NOT, RexUtil.composeConjunction(rexBuilder, valid)));
        return conditions;
    }

    RexNode row(int index) {
        RexNode row = formula.rows().get(index);
        return complete(simplifier.value(inPlace(row)), row);
    }

    /** The condition of an aggregate whose own filter is a row expression, or -1; empty when every row counts. */
    Optional<RexNode> filter(int filterRow) {
        List<RexNode> conditions = new ArrayList<>();
        counts.ifPresent(conditions::add);
        if (filterRow >= 0) {
            conditions.add(inPlace(formula.rows().get(filterRow)));
        }
        RexNode condition = simplifier.condition(RexUtil.composeConjunction(rexBuilder, conditions));
        return condition.isAlwaysTrue() ? Optional.empty() : Optional.of(condition);
    }

    private RexNode inPlace(RexNode expression) {
        return expression.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return arguments.get(ref.getIndex());
            }

            @Override
            public RexNode visitCall(RexCall call) {
                RexNode visited = super.visitCall(call);
                return visited instanceof RexCall result ? fold(result) : visited;
            }
        });
    }

    private RexNode fold(RexCall call) {
        if (call.getOperator() == CareOperators.GIVEN) {
            return rexBuilder.makeLiteral(!isMissing(call.getOperands().get(0)));
        }
        boolean isRequired = call.getOperator() == CareOperators.REQUIRED;
        if (isRequired && !isMissing(call.getOperands().get(0))) {
            return call.getOperands().get(0);
        }
        return TextConstants.fold(rexBuilder, call);
    }

    private static boolean isMissing(RexNode argument) {
        return RexUtil.isNullLiteral(argument, true);
    }

    /** What is required and missing matters only where simplification has left it standing. */
    private RexNode complete(RexNode simplified, RexNode formulaRow) {
        if (RexUtil.findOperatorCall(CareOperators.REQUIRED, simplified) != null) {
            throw new CareSqlException(ErrorCode.UNBOUND_KPI, kpi.name().text() + ": " + missing(formulaRow));
        }
        return simplified;
    }

    private String missing(RexNode formulaRow) {
        Set<String> names = new LinkedHashSet<>();
        formulaRow.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitCall(RexCall call) {
                required(call)
                        .filter(index -> isMissing(arguments.get(index)) && isNeeded(index, formulaRow))
                        .ifPresent(
                                index -> names.add(kpi.parameters().get(index).name()));
                return super.visitCall(call);
            }
        });
        return "these options need the argument '" + String.join("', '", names)
                + "', which the call does not give and no mapped column does";
    }

    /** Whether simplification leaves the parameter standing when no other one is required. */
    private boolean isNeeded(int index, RexNode formulaRow) {
        RexNode alone = formulaRow.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                boolean isOther = required(call).filter(other -> other != index).isPresent();
                return isOther ? call.getOperands().get(0) : super.visitCall(call);
            }
        });
        return RexUtil.findOperatorCall(CareOperators.REQUIRED, simplifier.value(inPlace(alone))) != null;
    }

    /** The parameter that a call requires; empty for any other call. */
    private static Optional<Integer> required(RexCall call) {
        return call.getOperator() == CareOperators.REQUIRED
                        && RexUtil.removeCast(call.getOperands().get(0)) instanceof RexInputRef ref
                ? Optional.of(ref.getIndex())
                : Optional.empty();
    }

    private RexNode fit(KpiParameter parameter, RexNode argument) {
        RelDataType wanted = parameter.type().relType(rexBuilder.getTypeFactory());
        SqlTypeName given = argument.getType().getSqlTypeName();
        boolean dateForTimestamp = parameter.type() == ColumnType.TIMESTAMP && given == SqlTypeName.DATE;
        return given == SqlTypeName.NULL || dateForTimestamp ? rexBuilder.makeCast(wanted, argument) : argument;
    }

    /** A literal, or a question mark, which means what a literal in its place does. */
    private static boolean isGivenInTheText(RexNode argument) {
        return argument instanceof RexLiteral || RexUtil.removeCast(argument) instanceof RexDynamicParam;
    }

    /** 8.5 is no answer on a scale of whole numbers; NULL stays what it is. */
    private Optional<RexNode> wholeNumber(KpiParameter parameter, RexNode argument) {
        RelDataType type = argument.getType();
        boolean fractional = SqlTypeUtil.isApproximateNumeric(type) || SqlTypeUtil.isDecimal(type);
        if (parameter.type() != ColumnType.INTEGER || !fractional || isGivenInTheText(argument)) {
            return Optional.empty();
        }
        RexNode whole = rexBuilder.makeCall(
                SqlStdOperatorTable.EQUALS, argument, rexBuilder.makeCall(SqlStdOperatorTable.FLOOR, argument));
        RexNode missing = rexBuilder.makeCall(SqlStdOperatorTable.IS_NULL, argument);
        return Optional.of(rexBuilder.makeCall(SqlStdOperatorTable.OR, missing, whole));
    }
}
