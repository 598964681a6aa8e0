package dev.caresql.excel.formula;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.error.CareSqlException;
import dev.caresql.formula.FormulaCompiler;
import dev.caresql.formula.KpiFunction;
import dev.caresql.formula.KpiFunctions;
import dev.caresql.formula.StandaloneFormula;
import dev.caresql.sql.CareTypeFactory;
import dev.caresql.sql.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/** Translates the compiled formula of one KPI; throws {@link Inexpressible} where a worksheet cannot say it. */
final class Translator {
    private final RexBuilder rexBuilder = new RexBuilder(CareTypeFactory.shared());
    private final KpiFunction function;

    Translator(Kpi kpi, FormulaCompiler compiler) {
        this.function = KpiFunctions.explicit(kpi, compiler);
    }

    Kpi kpi() {
        return function.kpi();
    }

    /** What the KPI computes, in words. */
    String words() {
        return FormulaWords.of(kpi(), function.formula());
    }

    /** The formula with some options at their defaults. */
    StandaloneFormula formula(Set<String> atDefault) {
        return formula(atDefault, Map.of());
    }

    /** The formula with some options at their defaults, and some that are constants. */
    StandaloneFormula formula(Set<String> atDefault, Map<String, RexNode> constants) {
        List<RexNode> arguments = new ArrayList<>();
        for (KpiParameter parameter : kpi().parameters()) {
            boolean fixed = parameter.isOption() && atDefault.contains(parameter.name());
            RexNode constant = constants.get(parameter.name());
            if (constant != null) {
                arguments.add(constant);
            } else {
                arguments.add(
                        fixed
                                ? KpiFunctions.defaultLiteral(parameter, rexBuilder)
                                : argument(parameter, arguments.size()));
            }
        }
        try {
            StandaloneFormula formula = StandaloneFormula.of(function, arguments, rexBuilder);
            List<StandaloneFormula.Part> parts =
                    formula.aggregates().stream().map(this::withoutSearch).toList();
            return new StandaloneFormula(parts, withoutSearch(formula.result()));
        } catch (CareSqlException e) {
            throw new Inexpressible(String.valueOf(e.getMessage()));
        }
    }

    /** What the text of an option means where it is a constant; the formula is shorter for it. */
    Optional<RexNode> constant(KpiParameter option, String text) {
        return Constants.read(option.type(), text, rexBuilder);
    }

    /** A cell has any number, so a column of whole numbers is checked for fractions as SQL checks a DOUBLE. */
    private RexNode argument(KpiParameter parameter, int index) {
        boolean anyNumber = parameter.type() == ColumnType.INTEGER && !parameter.isOption();
        ColumnType type = anyNumber ? ColumnType.DOUBLE : parameter.type();
        RelDataType relType = type.relType(rexBuilder.getTypeFactory());
        return new RexInputRef(index, relType);
    }

    private StandaloneFormula.Part withoutSearch(StandaloneFormula.Part part) {
        return new StandaloneFormula.Part(
                part.call(),
                part.operands().stream().map(this::withoutSearch).toList(),
                part.filter().map(this::withoutSearch));
    }

    private RexNode withoutSearch(RexNode node) {
        return RexUtil.expandSearch(rexBuilder, null, node);
    }

    /** The options that a formula still depends on. */
    Set<String> used(StandaloneFormula formula) {
        Set<String> used = new TreeSet<>();
        for (StandaloneFormula.Part part : formula.aggregates()) {
            List<RexNode> nodes = new ArrayList<>(part.operands());
            part.filter().ifPresent(nodes::add);
            for (RexNode node : nodes) {
                for (int index : RelOptUtil.InputFinder.bits(node)) {
                    used.add(kpi().parameters().get(index).name());
                }
            }
        }
        return used;
    }

    /** The value over what stands for each parameter. */
    Xl translate(
            StandaloneFormula formula,
            Function<KpiParameter, Xl> parameters,
            Optional<Xl> where,
            Sharing sharing,
            DistinctTexts distinctTexts) {
        List<Cell> cells = new ArrayList<>();
        List<Xl> columns = new ArrayList<>();
        for (KpiParameter parameter : kpi().parameters()) {
            Xl value = parameters.apply(parameter);
            cells.add(cell(parameter.type(), value));
            if (!parameter.isOption()) {
                columns.add(value);
            }
        }
        Aggregates aggregates = new Aggregates(new RowValues(cells), columns, where, sharing, distinctTexts);
        boolean isAggregate = formula.result() instanceof RexInputRef;
        List<Xl> values = new ArrayList<>();
        for (StandaloneFormula.Part part : formula.aggregates()) {
            Xl value = aggregates.aggregate(part);
            values.add(isAggregate ? value : sharing.share("part", value));
        }
        return new Results(values, sharing).value(formula.result());
    }

    /** A cell, or each of a column, of a type. */
    static Cell cell(ColumnType type, Xl value) {
        return switch (type) {
            case INTEGER, BIGINT, DOUBLE, DECIMAL, TIME, TIMESTAMP ->
                new Cell(value, Cond.of(Xl.call("ISNUMBER", value)));
            case DATE -> new Cell(Xl.call("INT", value), Cond.of(Xl.call("ISNUMBER", value)));
            case VARCHAR ->
                new Cell(
                        value,
                        Cond.of(Xl.when(
                                Xl.call("ISERROR", value),
                                Xl.Literal.FALSE,
                                Xl.binary(value, "<>", Xl.Literal.NOTHING))));
            case BOOLEAN ->
                new Cell(
                        value,
                        Cond.of(Xl.when(Xl.call("ISLOGICAL", value), Xl.Literal.TRUE, Xl.call("ISNUMBER", value))));
        };
    }

    /** The default of an option as a constant. */
    Xl defaultOf(KpiParameter option) {
        return Constants.cell((RexLiteral) RexUtil.removeCast(KpiFunctions.defaultLiteral(option, rexBuilder)))
                .value();
    }
}
