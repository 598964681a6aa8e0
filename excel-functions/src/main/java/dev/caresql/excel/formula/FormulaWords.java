package dev.caresql.excel.formula;

import dev.caresql.catalog.Kpi;
import dev.caresql.formula.CompiledFormula;
import dev.caresql.formula.FormulaCompiler;
import dev.caresql.sql.CareOperators;
import dev.caresql.sql.CareTypeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;

/** What a KPI computes, in words, from its compiled formula; also for those that a worksheet cannot say. */
public final class FormulaWords {
    private static final Map<SqlKind, String> AGGREGATES = Map.of(
            SqlKind.SUM, "sum of ",
            SqlKind.SUM0, "sum of ",
            SqlKind.AVG, "mean of ",
            SqlKind.MIN, "least ",
            SqlKind.MAX, "greatest ",
            SqlKind.STDDEV_SAMP, "standard deviation of ",
            SqlKind.STDDEV_POP, "standard deviation of all ",
            SqlKind.VAR_SAMP, "variance of ",
            SqlKind.VAR_POP, "variance of all ");

    private final RexBuilder rexBuilder = new RexBuilder(CareTypeFactory.shared());
    private final CompiledFormula formula;
    private final Words rowWords;

    private FormulaWords(Kpi kpi, CompiledFormula formula) {
        this.formula = formula;
        this.rowWords = new Words(index -> kpi.parameters().get(index).name());
    }

    /** One or more sentences, such as {@code 100 × (A − B) ÷ C. A: number of rows with score ≥ 9. ...}. */
    public static String of(Kpi kpi, FormulaCompiler compiler) {
        return of(kpi, compiler.compile(kpi));
    }

    static String of(Kpi kpi, CompiledFormula formula) {
        return new FormulaWords(kpi, formula).describe();
    }

    private String describe() {
        List<String> sentences = new ArrayList<>();
        List<AggregateCall> calls = formula.aggregates();
        if (formula.result() instanceof RexInputRef ref) {
            sentences.add(capitalised(aggregate(calls.get(ref.getIndex()))));
        } else {
            sentences.add(new Words(FormulaWords::letter).of(formula.result()));
            for (int i = 0; i < calls.size(); i++) {
                sentences.add(letter(i) + ": " + aggregate(calls.get(i)));
            }
        }
        formula.valid().ifPresent(valid -> sentences.add("Only rows count with " + row(valid)));
        return String.join(". ", sentences) + ".";
    }

    private static String letter(int index) {
        return index < 26 ? String.valueOf((char) ('A' + index)) : "A" + (index - 25);
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private String row(RexNode node) {
        return rowWords.of(RexUtil.expandSearch(rexBuilder, null, node));
    }

    private String aggregate(AggregateCall call) {
        List<String> operands = call.getArgList().stream()
                .map(index -> row(formula.rows().get(index)))
                .toList();
        String counted = call.getAggregation().getKind() == SqlKind.COUNT
                ? count(call, operands)
                : named(call.getAggregation(), operands);
        return call.filterArg < 0
                ? counted
                : counted
                        + (counted.equals("number of rows") ? " with " : " in rows with ")
                        + row(formula.rows().get(call.filterArg));
    }

    private static String count(AggregateCall call, List<String> operands) {
        if (operands.isEmpty()) {
            return "number of rows";
        }
        String what = String.join(" and ", operands);
        return call.isDistinct() ? "number of different values of " + what : "number of values of " + what;
    }

    private static String named(SqlAggFunction function, List<String> operands) {
        String word = AGGREGATES.get(function.getKind());
        if (word != null) {
            return word + operands.get(0);
        }
        if (function == CareOperators.MEDIAN) {
            return "median of " + operands.get(0);
        }
        if (function == CareOperators.PERCENTILE || function == CareOperators.PERCENTILE_DISC) {
            return operands.get(1) + " quantile of " + operands.get(0);
        }
        return function.getName() + "(" + String.join(", ", operands) + ")";
    }
}
