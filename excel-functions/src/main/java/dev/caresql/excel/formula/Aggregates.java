package dev.caresql.excel.formula;

import dev.caresql.formula.StandaloneFormula;
import dev.caresql.sql.CareOperators;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** The aggregates of a formula over ranges. Where SQL has NULL, the value is #N/A. */
final class Aggregates {
    private final RowValues values;
    private final List<Xl> columns;
    private final Optional<Xl> where;
    private final Sharing sharing;
    private final DistinctTexts distinctTexts;

    /**
     * Creates them over columns.
     *
     * @param columns the parameters that are columns
     * @param where the row filter of the call
     */
    Aggregates(RowValues values, List<Xl> columns, Optional<Xl> where, Sharing sharing, DistinctTexts distinctTexts) {
        this.values = values;
        this.columns = List.copyOf(columns);
        this.where = where;
        this.sharing = sharing;
        this.distinctTexts = distinctTexts;
    }

    Xl aggregate(StandaloneFormula.Part part) {
        SqlAggFunction function = part.call().getAggregation();
        boolean distinct = part.call().isDistinct();
        return switch (function.getKind()) {
            case COUNT -> distinct ? distinctCount(part) : count(part);
            case MIN -> orMissing(Xl.call("SMALL", numbers(part), Xl.number(1)));
            case MAX -> orMissing(Xl.call("LARGE", numbers(part), Xl.number(1)));
            case SUM -> Sums.of(plain(part));
            case SUM0 -> Xl.call("SUM", plain(part));
            case AVG -> orMissing(Xl.call("AVERAGE", plain(part)));
            case STDDEV_SAMP -> orMissing(Xl.call("STDEV", plain(part)));
            case STDDEV_POP -> orMissing(Xl.call("STDEVP", plain(part)));
            case VAR_SAMP -> orMissing(Xl.call("VAR", plain(part)));
            case VAR_POP -> orMissing(Xl.call("VARP", plain(part)));
            default -> helper(part, function);
        };
    }

    private Xl helper(StandaloneFormula.Part part, SqlAggFunction function) {
        if (function == CareOperators.MEDIAN) {
            return orMissing(Xl.call("MEDIAN", plain(part)));
        }
        if (function == CareOperators.PERCENTILE) {
            return orMissing(Xl.call("PERCENTILE", numbers(part), fraction(part)));
        }
        if (function == CareOperators.PERCENTILE_DISC
                && isNumber(part.operands().get(0))) {
            Xl array = array(part);
            Xl exact = Xl.binary(fraction(part), "*", Xl.call("COUNT", array));
            Xl rank = Xl.call("ROUNDUP", Xl.call("ROUND", exact, Xl.number(9)), Xl.number(0));
            return orMissing(Xl.call("SMALL", array, Xl.call("MAX", Xl.number(1), rank)));
        }
        throw new Inexpressible(
                function == CareOperators.HISTORY
                        ? "the last or first state of each key (KPI_HISTORY)"
                        : function == CareOperators.TALLY
                                ? "the number of distinct values of each key (KPI_TALLY)"
                                : "the aggregate " + function.getName());
    }

    private Xl fraction(StandaloneFormula.Part part) {
        return values.cell(part.operands().get(1)).value();
    }

    private Xl count(StandaloneFormula.Part part) {
        return Xl.call("SUM", Xl.when(mask(part), Xl.number(1), Xl.number(0)));
    }

    private Xl plain(StandaloneFormula.Part part) {
        if (part.call().isDistinct()) {
            throw new Inexpressible(part.call().getAggregation().getName() + " of distinct values");
        }
        return numbers(part);
    }

    private Xl numbers(StandaloneFormula.Part part) {
        if (!isNumber(part.operands().get(0))) {
            throw new Inexpressible(part.call().getAggregation().getName() + " of texts, whose order differs from"
                    + " program to program");
        }
        return array(part);
    }

    private static boolean isNumber(RexNode operand) {
        return SqlTypeUtil.isNumeric(operand.getType()) || SqlTypeUtil.isDatetime(operand.getType());
    }

    /** Other aggregates of nothing are errors. */
    private static Xl orMissing(Xl aggregate) {
        return Xl.call("IFERROR", aggregate, Xl.missing());
    }

    /** What is aggregated, with text where there is nothing: aggregates of numbers leave it out. */
    private Xl array(StandaloneFormula.Part part) {
        Xl value = values.cell(part.operands().get(0)).value();
        return sharing.share("counted", Xl.when(mask(part), value, Xl.Literal.NOTHING));
    }

    private Xl distinctCount(StandaloneFormula.Part part) {
        RexNode operand = part.operands().get(0);
        if (part.operands().size() > 1) {
            throw new Inexpressible("COUNT(DISTINCT ...) of several columns");
        }
        if (SqlTypeUtil.inCharFamily(operand.getType())) {
            return distinctTexts.count(values.cell(operand).value(), mask(part), sharing);
        }
        if (!isNumber(operand)) {
            throw new Inexpressible(
                    "COUNT(DISTINCT ...) of " + operand.getType().getSqlTypeName());
        }
        Xl array = array(part);
        Xl groups = Xl.binary(Xl.call("FREQUENCY", array, array), ">", Xl.number(0));
        return Xl.when(
                Xl.binary(Xl.call("COUNT", array), "=", Xl.number(BigDecimal.ZERO)),
                Xl.number(0),
                Xl.call("SUM", Xl.when(groups, Xl.number(1), Xl.number(0))));
    }

    /** TRUE in the rows that count and have all operands; of the shape of the rows. */
    private Xl mask(StandaloneFormula.Part part) {
        Cond condition = part.filter().map(values.truths()::isTrue).orElse(Cond.ALWAYS);
        for (RexNode operand : part.operands()) {
            boolean isTruth = operand.getType().getSqlTypeName() == SqlTypeName.BOOLEAN;
            Cond known = isTruth
                    ? values.truths().isKnown(operand)
                    : values.cell(operand).known();
            condition = Cond.all(condition, known);
        }
        if (!condition.perRow()) {
            Cond everyRow = Cond.of(Xl.when(Xl.call("ISBLANK", shape(part)), Xl.Literal.TRUE, Xl.Literal.TRUE));
            condition = Cond.all(everyRow, condition);
        }
        Cond counts = condition;
        return where.map(rows -> Cond.all(Cond.of(rows), counts)).orElse(counts).xl();
    }

    /** A column that the aggregate is about, else the first one. */
    private Xl shape(StandaloneFormula.Part part) {
        if (columns.isEmpty()) {
            throw new Inexpressible("a formula without a column");
        }
        for (RexNode operand : part.operands()) {
            for (int index : RelOptUtil.InputFinder.bits(operand)) {
                if (index < columns.size()) {
                    return columns.get(index);
                }
            }
        }
        int first = part.filter()
                .map(RelOptUtil.InputFinder::bits)
                .map(bits -> bits.nextSetBit(0))
                .orElse(-1);
        return columns.get(first >= 0 && first < columns.size() ? first : 0);
    }
}
