package dev.caresql.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Which texts the columns of a table may have for a row to be asked for at all, as far as conditions say so.
 *
 * @param allowed by column; a column that is not among them may have any
 */
record ScorecardDemand(Map<String, Set<String>> allowed) {
    ScorecardDemand {
        allowed = Map.copyOf(allowed);
    }

    static ScorecardDemand any() {
        return new ScorecardDemand(Map.of());
    }

    boolean wantsGrain(String grain) {
        return wants("grain_code", grain);
    }

    boolean wantsScope(String scope) {
        return wants("scope_type", scope);
    }

    boolean wantsKpi(String kpi) {
        return wants("kpi_code", kpi.toUpperCase(Locale.ROOT));
    }

    private boolean wants(String column, String value) {
        Set<String> values = allowed.get(column);
        return values == null || values.contains(value);
    }

    /** What a condition demands of the fields of its input, by position. */
    static Map<Integer, Set<String>> of(RexNode condition, RelNode input) {
        Map<Integer, Set<String>> demands = new HashMap<>();
        RexNode plain = RexUtil.expandSearch(input.getCluster().getRexBuilder(), null, condition);
        for (RexNode term : RelOptUtil.conjunctions(plain)) {
            ofTerm(term)
                    .ifPresent(demand -> demands.merge(demand.field(), demand.values(), (one, other) -> {
                        Set<String> both = new HashSet<>(one);
                        both.retainAll(other);
                        return both;
                    }));
        }
        return demands;
    }

    private static Optional<Demand> ofTerm(RexNode term) {
        Set<String> values = new HashSet<>();
        int field = -1;
        for (RexNode alternative : RelOptUtil.disjunctions(term)) {
            if (!(alternative instanceof RexCall call) || call.getKind() != SqlKind.EQUALS) {
                return Optional.empty();
            }
            RexNode left = KpiColumns.withoutCasts(call.getOperands().get(0));
            RexNode right = KpiColumns.withoutCasts(call.getOperands().get(1));
            boolean turned = left instanceof RexLiteral;
            RexNode column = turned ? right : left;
            RexNode literal = turned ? left : right;
            if (!(column instanceof RexInputRef ref)
                    || !(literal instanceof RexLiteral value)
                    || value.getTypeName() != SqlTypeName.CHAR
                    || (field >= 0 && field != ref.getIndex())) {
                return Optional.empty();
            }
            field = ref.getIndex();
            values.add(String.valueOf(value.getValueAs(String.class)));
        }
        return field < 0 ? Optional.empty() : Optional.of(new Demand(field, values));
    }

    private record Demand(int field, Set<String> values) {}
}
