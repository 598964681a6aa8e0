package dev.caresql.formula;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiComponent;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.config.Located;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.DidYouMean;
import dev.caresql.error.ErrorCode;
import dev.caresql.sql.CareParser;
import dev.caresql.sql.ColumnType;
import dev.caresql.sql.FunctionResolver;
import dev.caresql.sql.SqlErrors;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlUtil;

/**
 * Recognises calls of KPIs and puts their arguments in place: named arguments by name, left-out options by their
 * defaults. A call without any column is the bound form; so is one of a KPI with several columns whose
 * positional arguments are all literals, such as {@code ABANDON_AFTER_RATE(60)}: they are the options then.
 */
public final class KpiFunctions implements FunctionResolver {
    private final FormulaCompiler compiler;

    /** Creates a resolver over the catalog of a compiler. */
    public KpiFunctions(FormulaCompiler compiler) {
        this.compiler = requireNonNull(compiler, "compiler is null");
    }

    /** The function of a KPI with all its parameters as operands. */
    public static KpiFunction explicit(Kpi kpi, FormulaCompiler compiler) {
        return new KpiFunction(kpi, compiler.compile(kpi), false);
    }

    /** The function of a KPI whose columns are found in FROM; its operands are the options. */
    public static KpiFunction bound(Kpi kpi, FormulaCompiler compiler) {
        return new KpiFunction(kpi, compiler.compile(kpi), true);
    }

    /** The number of rows that a KPI counts, as a function whose columns are found in FROM. */
    public static KpiFunction boundRows(Kpi kpi, FormulaCompiler compiler) {
        CompiledFormula rows = compiler.component(kpi, KpiComponent.N, IntervalSettings.DEFAULT);
        return new KpiFunction(KpiComponent.N.functionOf(kpi), kpi, rows, true);
    }

    /** What a bound call has for an option that it does not give: its default, or NULL where the binding supplies it. */
    public static RexNode leftOption(Kpi kpi, KpiParameter option, RexBuilder rexBuilder) {
        return isSupplied(kpi, option)
                ? rexBuilder.makeNullLiteral(option.type().relType(rexBuilder.getTypeFactory()))
                : defaultLiteral(option, rexBuilder);
    }

    private static boolean isSupplied(Kpi kpi, KpiParameter option) {
        return kpi.binding().filter(binding -> binding.supplies(option)).isPresent();
    }

    /** The default of an option, in algebra. */
    public static RexNode defaultLiteral(KpiParameter option, RexBuilder rexBuilder) {
        String text = option.defaultValue().map(Located::text).orElse("NULL");
        RelDataType type = option.type().relType(rexBuilder.getTypeFactory());
        if (!(CareParser.expression(text) instanceof SqlLiteral literal) || literal.getValue() == null) {
            return rexBuilder.makeNullLiteral(type);
        }
        if (option.type() == ColumnType.BOOLEAN) {
            return rexBuilder.makeLiteral(literal.booleanValue());
        }
        return literal instanceof SqlNumericLiteral number
                ? rexBuilder.makeLiteral(
                        number.getValueAs(BigDecimal.class),
                        rexBuilder.getTypeFactory().createTypeWithNullability(type, false),
                        true)
                : rexBuilder.makeLiteral(String.valueOf(literal.toValue()));
    }

    @Override
    public Collection<String> names() {
        List<String> names = new ArrayList<>(compiler.catalog().names());
        compiler.catalog().scalars().forEach(scalar -> names.add(scalar.name().text()));
        for (Kpi kpi : compiler.catalog().kpis()) {
            for (KpiComponent component : KpiComponent.values()) {
                names.add(component.functionOf(kpi));
            }
        }
        return names;
    }

    @Override
    public Optional<SqlNode> resolve(SqlCall call, String name) {
        KpiCatalog catalog = compiler.catalog();
        Optional<SqlNode> kpiCall = catalog.find(name).map(kpi -> resolve(call, kpi));
        return kpiCall.or(() -> catalog.scalar(name).map(scalar -> ScalarCalls.expand(call, scalar, this)))
                .or(() -> catalog.component(name).map(found -> resolve(call, found.kpi(), found.component())));
    }

    private SqlNode resolve(SqlCall call, Kpi kpi) {
        Operands operands = operands(call, kpi);
        KpiFunction function = new KpiFunction(kpi, compiler.compile(kpi), operands.bound());
        return createCall(call, function, operands.values());
    }

    private SqlNode resolve(SqlCall call, Kpi kpi, KpiComponent component) {
        IntervalOptions options =
                IntervalOptions.of(kpi, component, compiler.anatomy(kpi).interval());
        Operands operands = operands(call, kpi.renamed(component.functionOf(kpi), options.parameters()));
        int own = operands.values().size() - options.parameters().size();
        IntervalSettings settings = options.settings(
                component.functionOf(kpi),
                operands.values().subList(own, operands.values().size()));
        KpiFunction function = new KpiFunction(
                component.functionOf(kpi) + settings.suffix(),
                kpi,
                compiler.component(kpi, component, settings),
                operands.bound());
        return createCall(call, function, operands.values().subList(0, own));
    }

    private static SqlNode createCall(SqlCall call, KpiFunction function, List<SqlNode> operands) {
        return function.createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands);
    }

    /** The arguments of a call, one for each parameter; for each option in the bound form. */
    private static Operands operands(SqlCall call, Kpi kpi) {
        Map<String, SqlNode> given = given(call, kpi);
        boolean bound = kpi.columns().stream().noneMatch(column -> given.containsKey(column.name()))
                && !kpi.columns().isEmpty();
        List<SqlNode> operands = new ArrayList<>();
        for (KpiParameter parameter : bound ? kpi.options() : kpi.parameters()) {
            SqlNode operand = given.get(parameter.name());
            if (operand == null && bound && isSupplied(kpi, parameter)) {
                operands.add(SqlLiteral.createNull(call.getParserPosition()));
                continue;
            }
            if (operand == null) {
                operand = parameter
                        .defaultValue()
                        .map(value -> CareParser.expression(value.text()))
                        .orElseThrow(() -> wrongArguments(call, kpi, "argument '" + parameter.name() + "' is missing"));
            }
            requireChoice(call, kpi, parameter, operand);
            operands.add(operand);
        }
        return new Operands(bound, operands);
    }

    private record Operands(boolean bound, List<SqlNode> values) {}

    /** A misspelt name must not choose another formula in silence, so it is known before the query runs. */
    private static void requireChoice(SqlCall call, Kpi kpi, KpiParameter parameter, SqlNode operand) {
        List<String> choices = parameter.choices();
        String given = operand instanceof SqlLiteral literal ? String.valueOf(literal.toValue()) : "";
        if (choices.isEmpty() || choices.contains(given)) {
            return;
        }
        String written = given.isEmpty() ? operand + " is not a text literal" : "'" + given + "' is not known";
        throw wrongArguments(
                call,
                kpi,
                "argument '" + parameter.name() + "' must be one of " + String.join(", ", choices) + ", but " + written
                        + DidYouMean.hint(given, choices));
    }

    private static Map<String, SqlNode> given(SqlCall call, Kpi kpi) {
        Map<String, SqlNode> given = new LinkedHashMap<>();
        List<SqlNode> positional = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            if (operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT) {
                SqlCall assignment = (SqlCall) operand;
                String name = parameterName(call, kpi, (SqlIdentifier) assignment.operand(1));
                if (given.put(name, assignment.operand(0)) != null) {
                    throw wrongArguments(call, kpi, "argument '" + name + "' is given twice");
                }
            } else {
                positional.add(operand);
            }
        }
        List<KpiParameter> order = kpi.parameters();
        if ((positional.size() < kpi.columns().size() || kpi.columns().size() > 1)
                && positional.size() <= kpi.options().size()
                && positional.stream().allMatch(operand -> SqlUtil.isLiteral(operand, true))) {
            order = kpi.options();
        }
        if (positional.size() > order.size()) {
            throw wrongArguments(
                    call, kpi, positional.size() + " arguments are given, at most " + order.size() + " fit");
        }
        for (int i = 0; i < positional.size(); i++) {
            if (given.put(order.get(i).name(), positional.get(i)) != null) {
                throw wrongArguments(call, kpi, "argument '" + order.get(i).name() + "' is given twice");
            }
        }
        return given;
    }

    private static String parameterName(SqlCall call, Kpi kpi, SqlIdentifier written) {
        List<String> names = kpi.parameters().stream().map(KpiParameter::name).toList();
        return names.stream()
                .filter(name -> name.equalsIgnoreCase(written.getSimple()))
                .findFirst()
                .orElseThrow(() -> wrongArguments(
                        call,
                        kpi,
                        "there is no argument '" + written.getSimple() + "'"
                                + DidYouMean.hint(written.getSimple(), names)));
    }

    private static CareSqlException wrongArguments(SqlCall call, Kpi kpi, String reason) {
        return new CareSqlException(
                ErrorCode.WRONG_ARGUMENT,
                kpi.name().text() + ": " + reason + SqlErrors.at(call.getParserPosition()) + "; write "
                        + KpiFunction.signature(kpi));
    }
}
