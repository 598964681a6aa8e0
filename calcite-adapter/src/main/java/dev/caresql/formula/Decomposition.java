package dev.caresql.formula;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.KpiMeasure.Additivity;
import dev.caresql.sql.CareOperators;
import dev.caresql.sql.CareTypeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * A formula over parts that can be stored for each day and put together for a longer period.
 *
 * @param stored the aggregates to store, over the formula's rows
 * @param combined how the stored values of several days become one, for each stored aggregate
 * @param result the formula's result over the combined values; meaningful only when it is complete
 * @param obstacle the first aggregate that cannot be put together from parts; empty when all can
 */
public record Decomposition(
        List<AggregateCall> stored, List<SqlAggFunction> combined, RexNode result, Optional<AggregateCall> obstacle) {
    /** Requires all parts and copies the lists. */
    public Decomposition {
        stored = List.copyOf(stored);
        combined = List.copyOf(combined);
        requireNonNull(result, "result is null");
        requireNonNull(obstacle, "obstacle is null");
    }

    /** The parts of a formula. */
    public static Decomposition of(CompiledFormula formula) {
        RexBuilder rexBuilder = new RexBuilder(CareTypeFactory.shared());
        List<AggregateCall> stored = new ArrayList<>();
        List<RexNode> values = new ArrayList<>();
        Optional<AggregateCall> obstacle = Optional.empty();
        for (AggregateCall call : formula.aggregates()) {
            boolean average = call.getAggregation().getKind() == SqlKind.AVG;
            List<RexNode> parts = new ArrayList<>();
            for (AggregateCall part : average ? Averages.sumAndCount(call, formula.rows()) : List.of(call)) {
                if (!adds(part)) {
                    obstacle = obstacle.or(() -> Optional.of(call));
                }
                parts.add(rexBuilder.makeInputRef(part.getType(), stored.size()));
                stored.add(part);
            }
            values.add(average ? rexBuilder.makeCall(CareOperators.DIVIDE, parts) : parts.get(0));
        }
        RexNode result = formula.result().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return values.get(ref.getIndex());
            }
        });
        List<SqlAggFunction> combined =
                stored.stream().map(Decomposition::combination).toList();
        return new Decomposition(stored, combined, result, obstacle);
    }

    /** Whether a longer period can be computed from the stored values of its days. */
    public boolean isComplete() {
        return obstacle.isEmpty();
    }

    /** What the formula says by itself about stored values. */
    Additivity additivity() {
        return obstacle.map(call -> isOfKeys(call) ? Additivity.UNIQUE : Additivity.QUANTILE)
                .orElse(Additivity.ADDITIVE);
    }

    /** Why it is not complete. */
    String reason() {
        return obstacle.map(call -> {
                    String name = call.getAggregation().getName();
                    return isOfKeys(call)
                            ? (call.isDistinct() ? name + "(DISTINCT ...)" : name) + " needs the keys of all days"
                            : name + " needs the rows of all days";
                })
                .orElse("");
    }

    private static boolean isOfKeys(AggregateCall call) {
        return call.isDistinct() || call.getAggregation() == CareOperators.HISTORY;
    }

    private static boolean adds(AggregateCall call) {
        return switch (call.getAggregation().getKind()) {
            case MIN, MAX -> true;
            case COUNT, SUM, SUM0 -> !call.isDistinct() && !call.isApproximate();
            default -> false;
        };
    }

    private static SqlAggFunction combination(AggregateCall call) {
        return switch (call.getAggregation().getKind()) {
            case MIN -> SqlStdOperatorTable.MIN;
            case MAX -> SqlStdOperatorTable.MAX;
            case COUNT, SUM0 -> SqlStdOperatorTable.SUM0;
            default -> SqlStdOperatorTable.SUM;
        };
    }
}
