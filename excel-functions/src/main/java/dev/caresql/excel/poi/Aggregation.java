package dev.caresql.excel.poi;

import dev.caresql.sql.CareOperators;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.sql.SqlAggFunction;
import org.jspecify.annotations.Nullable;

/** One aggregate of a formula over the operands of the rows that it counts. */
final class Aggregation {
    private final AggregateCall call;
    private final List<Object> values = new ArrayList<>();
    private @Nullable Object fraction;
    private long rows;

    Aggregation(AggregateCall call) {
        this.call = call;
    }

    /** Takes a row that counts; one without a value counts for nothing. */
    void add(List<@Nullable Object> operands) {
        if (operands.stream().anyMatch(Objects::isNull)) {
            return;
        }
        rows++;
        if (!operands.isEmpty()) {
            values.add(Objects.requireNonNull(operands.get(0)));
        }
        if (operands.size() > 1) {
            fraction = operands.get(1);
        }
    }

    /** The value over all rows; null where SQL has NULL. */
    @Nullable
    Object result() {
        SqlAggFunction function = call.getAggregation();
        return switch (function.getKind()) {
            case COUNT -> (double) (call.isDistinct() ? new HashSet<>(values).size() : rows);
            case SUM0 -> sum();
            case MIN -> values.isEmpty() ? null : Collections.min(values, Logic::compare);
            case MAX -> values.isEmpty() ? null : Collections.max(values, Logic::compare);
            case SUM -> values.isEmpty() ? null : sum();
            case AVG -> values.isEmpty() ? null : sum() / rows;
            case STDDEV_SAMP -> deviation(1, true);
            case STDDEV_POP -> deviation(0, true);
            case VAR_SAMP -> deviation(1, false);
            case VAR_POP -> deviation(0, false);
            default -> helper(function);
        };
    }

    private @Nullable Object helper(SqlAggFunction function) {
        if (function == CareOperators.MEDIAN) {
            return percentile(0.5);
        }
        if (function == CareOperators.PERCENTILE && (fraction instanceof Double || values.isEmpty())) {
            return values.isEmpty() ? null : percentile(number(fraction));
        }
        if (function == CareOperators.PERCENTILE_DISC && (fraction instanceof Double || values.isEmpty())) {
            return values.isEmpty() ? null : discrete(number(fraction));
        }
        throw new Unsupported("the aggregate " + function.getName());
    }

    private double sum() {
        double sum = 0;
        for (Object value : values) {
            sum += number(value);
        }
        return sum;
    }

    private @Nullable Double deviation(int less, boolean root) {
        if (rows <= less) {
            return null;
        }
        double mean = sum() / rows;
        double squares = 0;
        for (Object value : values) {
            squares += (number(value) - mean) * (number(value) - mean);
        }
        return root ? Math.sqrt(squares / (rows - less)) : squares / (rows - less);
    }

    private @Nullable Double percentile(double share) {
        if (values.isEmpty()) {
            return null;
        }
        values.sort(Logic::compare);
        double position = share * (values.size() - 1);
        int below = (int) Math.floor(position);
        double low = number(values.get(below));
        double high = number(values.get((int) Math.ceil(position)));
        return low + (high - low) * (position - below);
    }

    private Object discrete(double share) {
        values.sort(Logic::compare);
        int rank = (int) Math.ceil(Math.round(share * values.size() * 1e9) / 1e9);
        return values.get(Math.max(1, rank) - 1);
    }

    private static double number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new Unsupported("the number " + value);
    }
}
