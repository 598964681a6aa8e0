package dev.caresql.excel.formula;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.KpiParameter;
import dev.caresql.catalog.ScalarFunction;
import dev.caresql.formula.FormulaCompiler;
import dev.caresql.formula.KpiFunctions;
import dev.caresql.formula.StandaloneScalar;
import dev.caresql.sql.CareTypeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * The functions of one row of a catalog, such as ATTAINMENT, as formulas over single cells that every spreadsheet program
 * computes. A cell without a number is NULL where a number is wanted, and NULL is shown as an empty text.
 */
public final class ExcelScalars {
    private final FormulaCompiler compiler;
    private final RexBuilder rexBuilder = new RexBuilder(CareTypeFactory.shared());

    /** Of the catalog of a compiler. */
    public ExcelScalars(FormulaCompiler compiler) {
        this.compiler = requireNonNull(compiler, "compiler is null");
    }

    /**
     * The formula of a call, without an equals sign.
     *
     * @param name of the function
     * @param arguments a cell such as {@code $D9}, a number or a text in quotes, by the names of the parameters; options may
     *     be left out
     * @param words what is shown in place of the texts that the function gives, such as {@code GREEN}
     * @throws IllegalArgumentException where there is no such function, the arguments do not fit it, or no worksheet can say it
     */
    public String formula(String name, Map<String, String> arguments, Map<String, String> words) {
        ScalarFunction function = function(name);
        List<RexNode> values = new ArrayList<>();
        List<Cell> cells = new ArrayList<>();
        Map<String, String> texts = new HashMap<>();
        for (KpiParameter parameter : function.parameters()) {
            String text = arguments.get(parameter.name());
            if (text == null && !parameter.isOption()) {
                throw new IllegalArgumentException(name + ": argument '" + parameter.name() + "' is missing");
            }
            Optional<RexNode> constant = text == null
                    ? Optional.of(KpiFunctions.defaultLiteral(parameter, rexBuilder))
                    : Constants.read(parameter.type(), text, rexBuilder);
            values.add(constant.orElseGet(
                    () -> new RexInputRef(cells.size(), parameter.type().relType(rexBuilder.getTypeFactory()))));
            cells.add(Translator.cell(parameter.type(), new Xl.Name(parameter.name(), false)));
            texts.put(parameter.name(), text == null ? "" : text);
        }
        requireKnown(function, arguments);
        try {
            RexNode expression = worded(StandaloneScalar.of(function, compiler, values, rexBuilder), words);
            return shown(new RowValues(cells), expression, Set.of()).text(Spelling.over(texts));
        } catch (Inexpressible e) {
            throw new IllegalArgumentException(name + ": a worksheet lacks " + e.reason(), e);
        }
    }

    /** The number that an option has where a call leaves it out; empty where it is none. */
    public Optional<Double> defaultOf(String name, String option) {
        return function(name).parameters().stream()
                .filter(parameter -> parameter.name().equals(option))
                .findFirst()
                .map(parameter -> KpiFunctions.defaultLiteral(parameter, rexBuilder))
                .flatMap(Constants::number)
                .map(Number::doubleValue);
    }

    private ScalarFunction function(String name) {
        return compiler.catalog()
                .scalar(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no function " + name));
    }

    private static void requireKnown(ScalarFunction function, Map<String, String> arguments) {
        for (String given : arguments.keySet()) {
            if (function.parameters().stream()
                    .noneMatch(parameter -> parameter.name().equals(given))) {
                throw new IllegalArgumentException(function.name().text() + ": there is no argument '" + given + "'");
            }
        }
    }

    /**
     * A choice is a tree of IFs whose leaves are values or nothing; so each leaf is tested only where it is reached.
     *
     * @param known what holds where the expression is reached, and is not asked again
     */
    private static Xl shown(RowValues values, RexNode node, Set<Cond> known) {
        if (node instanceof RexCall call && call.getKind() == SqlKind.CASE) {
            return choice(values, call.getOperands(), 0, known);
        }
        Cell cell = values.cell(node);
        Cond condition = cell.known().given(known);
        if (condition.equals(Cond.ALWAYS)) {
            return cell.value();
        }
        return condition.equals(Cond.NEVER)
                ? Xl.Literal.NOTHING
                : Xl.when(condition.xl(), cell.value(), Xl.Literal.NOTHING);
    }

    private static Xl choice(RowValues values, List<RexNode> operands, int from, Set<Cond> known) {
        if (from == operands.size() - 1) {
            return shown(values, operands.get(from), known);
        }
        Cond condition = values.truths().isTrue(operands.get(from)).given(known);
        if (condition.equals(Cond.NEVER)) {
            return choice(values, operands, from + 2, known);
        }
        Xl then = shown(values, operands.get(from + 1), with(known, condition.whereTrue()));
        return condition.equals(Cond.ALWAYS)
                ? then
                : Xl.when(
                        condition.xl(), then, choice(values, operands, from + 2, with(known, condition.whereFalse())));
    }

    private static Set<Cond> with(Set<Cond> known, Set<Cond> more) {
        Set<Cond> all = new HashSet<>(known);
        all.addAll(more);
        return all;
    }

    /** Other texts in the places of those that a choice gives, not of those that it compares. */
    private RexNode worded(RexNode node, Map<String, String> words) {
        if (node instanceof RexLiteral literal && SqlTypeUtil.inCharFamily(literal.getType()) && !literal.isNull()) {
            String text = String.valueOf(literal.getValueAs(String.class));
            return rexBuilder.makeLiteral(words.getOrDefault(text, text));
        }
        if (!(node instanceof RexCall call) || call.getKind() != SqlKind.CASE && call.getKind() != SqlKind.CAST) {
            return node;
        }
        List<RexNode> operands = new ArrayList<>(call.getOperands());
        boolean isCast = call.getKind() == SqlKind.CAST;
        for (int i = 0; i < operands.size(); i++) {
            if (isCast || i % 2 == 1 || i == operands.size() - 1) {
                operands.set(i, worded(operands.get(i), words));
            }
        }
        return isCast ? operands.get(0) : call.clone(call.getType(), operands);
    }
}
