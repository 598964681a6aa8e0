package dev.caresql.plan;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiBinding;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.error.CareSqlException;
import dev.caresql.formula.FormulaCompiler;
import dev.caresql.formula.KpiFunctions;
import dev.caresql.sql.CareOperators;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Values off their scale, from the one definition of the scale: a condition of a bound KPI's {@code valid} on one column,
 * false for a row that the KPI's binding takes. Conditions on several columns, or on the as-of instant, say nothing of a
 * value; those that only compare for equality or NULL choose rows, such as the answered ones, and no value is off them.
 */
final class OffScale {
    private static final Set<SqlKind> BOUNDS = Set.of(
            SqlKind.LESS_THAN,
            SqlKind.LESS_THAN_OR_EQUAL,
            SqlKind.GREATER_THAN,
            SqlKind.GREATER_THAN_OR_EQUAL,
            SqlKind.BETWEEN,
            SqlKind.SEARCH);

    private final FormulaCompiler compiler;
    private final BindingCompiler bindings = new BindingCompiler();

    OffScale(FormulaCompiler compiler) {
        this.compiler = compiler;
    }

    /** For each column that has a scale, by its index, the condition of the rows that are off it. */
    Map<Integer, RexNode> of(String table, RelDataType columns, RexBuilder rex) {
        Map<Integer, Map<String, RexNode>> found = new LinkedHashMap<>();
        for (Kpi kpi : compiler.catalog().kpis()) {
            Optional<KpiBinding> binding =
                    kpi.binding().filter(bound -> bound.table().text().equals(table));
            if (binding.isPresent() && kpi.valid().isPresent()) {
                for (Off off : ofKpi(kpi, binding.get(), columns, rex)) {
                    found.computeIfAbsent(off.column, key -> new LinkedHashMap<>())
                            .put(off.condition.toString(), off.condition);
                }
            }
        }
        Map<Integer, RexNode> conditions = new LinkedHashMap<>();
        found.forEach((column, all) ->
                conditions.put(column, RexUtil.composeDisjunction(rex, new ArrayList<>(all.values()))));
        return conditions;
    }

    private List<Off> ofKpi(Kpi kpi, KpiBinding binding, RelDataType columns, RexBuilder rex) {
        BindingCompiler.CompiledBinding bound;
        try {
            bound = bindings.compile(kpi, binding, columns);
        } catch (CareSqlException e) {
            return List.of(); // a column of the KPI is not mapped, and asking it says so
        }
        List<RexNode> arguments = arguments(kpi, bound, rex);
        List<Off> found = new ArrayList<>();
        RexNode valid = compiler.compile(kpi).valid().orElseThrow();
        for (RexNode part : RelOptUtil.conjunctions(valid)) {
            RexNode condition = part.accept(new RexShuttle() {
                @Override
                public RexNode visitInputRef(RexInputRef ref) {
                    return arguments.get(ref.getIndex());
                }
            });
            Set<Integer> read = new TreeSet<>();
            if (readsOnlyColumns(condition, read) && read.size() == 1 && isOfScale(condition)) {
                List<RexNode> all = new ArrayList<>();
                bound.where().ifPresent(all::add);
                all.add(rex.makeCall(SqlStdOperatorTable.IS_FALSE, condition));
                int column = read.iterator().next();
                all.add(rex.makeCall(
                        SqlStdOperatorTable.IS_NOT_NULL,
                        rex.makeInputRef(columns.getFieldList().get(column).getType(), column)));
                found.add(new Off(column, RexUtil.composeConjunction(rex, all)));
            }
        }
        return found;
    }

    /** Options have their defaults. */
    private static List<RexNode> arguments(Kpi kpi, BindingCompiler.CompiledBinding bound, RexBuilder rex) {
        List<RexNode> arguments = new ArrayList<>();
        int next = 0;
        for (KpiParameter parameter : kpi.parameters()) {
            arguments.add(
                    parameter.isOption()
                            ? KpiFunctions.defaultLiteral(parameter, rex)
                            : bound.columns().get(next++));
        }
        return arguments;
    }

    /** Whether it has a bound. */
    private static boolean isOfScale(RexNode condition) {
        boolean[] bounded = new boolean[1];
        condition.accept(new RexVisitorImpl<@Nullable Void>(true) {
            @Override
            public @Nullable Void visitCall(RexCall call) {
                bounded[0] |= BOUNDS.contains(call.getKind());
                return super.visitCall(call);
            }
        });
        return bounded[0];
    }

    private static boolean readsOnlyColumns(RexNode condition, Set<Integer> read) {
        boolean[] only = {true};
        condition.accept(new RexVisitorImpl<@Nullable Void>(true) {
            @Override
            public @Nullable Void visitInputRef(RexInputRef ref) {
                read.add(ref.getIndex());
                return null;
            }

            @Override
            public @Nullable Void visitCall(RexCall call) {
                only[0] &= call.getOperator() != CareOperators.AS_OF;
                return super.visitCall(call);
            }
        });
        return only[0];
    }

    private record Off(int column, RexNode condition) {}
}
