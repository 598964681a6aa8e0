package dev.caresql.engine.duckdb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Which expressions can fail on a row. */
final class Expressions {
    /** These need all their operands, so that each can be tried alone, and comparisons stay such that a join can hash. */
    private static final Set<SqlKind> OF_ALL_OPERANDS = Set.of(
            SqlKind.EQUALS,
            SqlKind.NOT_EQUALS,
            SqlKind.LESS_THAN,
            SqlKind.LESS_THAN_OR_EQUAL,
            SqlKind.GREATER_THAN,
            SqlKind.GREATER_THAN_OR_EQUAL,
            SqlKind.IS_NULL,
            SqlKind.IS_NOT_NULL,
            SqlKind.AND);

    private static final Set<SqlKind> NEVER_FAIL = Set.of(
            SqlKind.OR,
            SqlKind.NOT,
            SqlKind.IS_TRUE,
            SqlKind.IS_FALSE,
            SqlKind.IS_NOT_TRUE,
            SqlKind.IS_NOT_FALSE,
            SqlKind.IS_NOT_DISTINCT_FROM,
            SqlKind.IS_DISTINCT_FROM,
            SqlKind.SEARCH,
            SqlKind.CASE,
            SqlKind.COALESCE,
            SqlKind.NULLIF);

    private Expressions() {}

    /** Whether an expression reads a row and could fail on it. */
    static boolean canFail(RexNode expression) {
        if (!(expression instanceof RexCall call)
                || !RexUtil.isDeterministic(call)
                || (Origins.refs(call).isEmpty() && !isCorrelated(call))) {
            return false;
        }
        return !(isSafeOperator(call) || NEVER_FAIL.contains(call.getKind()) || isSafeText(call))
                || call.getOperands().stream().anyMatch(Expressions::canFail);
    }

    /** Whether only the operands can fail, and the value needs all of them. */
    static boolean isSafeOperator(RexCall call) {
        return OF_ALL_OPERANDS.contains(call.getKind());
    }

    private static boolean isSafeText(RexCall call) {
        boolean toText = call.getKind() == SqlKind.CAST && SqlTypeUtil.isCharacter(call.getType());
        return toText || call.getOperator() == SqlStdOperatorTable.CONCAT;
    }

    /** Whether it reads a row outside its sub-query. */
    static boolean isCorrelated(RexNode expression) {
        return !variables(expression).isEmpty();
    }

    /** The rows outside its sub-query that an expression reads. */
    static Set<CorrelationId> variables(RexNode expression) {
        Set<CorrelationId> found = new HashSet<>();
        expression.accept(new RexVisitorImpl<@Nullable Void>(true) {
            @Override
            public @Nullable Void visitCorrelVariable(RexCorrelVariable variable) {
                found.add(variable.id);
                return null;
            }
        });
        return found;
    }

    /** The rows outside that an expression or a sub-query in it reads. */
    static Set<CorrelationId> freeVariables(RexNode expression) {
        Set<CorrelationId> found = new HashSet<>(variables(expression));
        expression.accept(new RexVisitorImpl<@Nullable Void>(true) {
            @Override
            public @Nullable Void visitSubQuery(RexSubQuery subQuery) {
                found.addAll(RelOptUtil.getVariablesUsed(subQuery.rel));
                return super.visitSubQuery(subQuery);
            }
        });
        return found;
    }

    /** The fields outside its sub-query that an expression reads. */
    static List<RexFieldAccess> outerReads(RexNode expression) {
        List<RexFieldAccess> fields = new ArrayList<>();
        expression.accept(new RexVisitorImpl<@Nullable Void>(true) {
            @Override
            public @Nullable Void visitFieldAccess(RexFieldAccess access) {
                if (access.getReferenceExpr() instanceof RexCorrelVariable) {
                    fields.add(access);
                }
                return super.visitFieldAccess(access);
            }
        });
        return fields;
    }

    /** True where each of the conditions that do not contain the expression holds, or fails as well. */
    static List<RexNode> passed(RexBuilder rex, List<RexNode> conditions, RexNode expression) {
        return conditions.stream()
                .filter(condition -> !contains(condition, call -> call.equals(CheckedPlan.tried(rex, expression))))
                .<RexNode>map(condition -> rex.makeCall(
                        contains(condition, call -> call.getOperator() == CheckedPlan.TRY)
                                ? SqlStdOperatorTable.IS_NOT_FALSE
                                : SqlStdOperatorTable.IS_TRUE,
                        condition))
                .toList();
    }

    private static boolean contains(RexNode expression, Predicate<RexCall> part) {
        boolean[] found = {false};
        expression.accept(new RexVisitorImpl<@Nullable Void>(true) {
            @Override
            public @Nullable Void visitCall(RexCall call) {
                found[0] |= part.test(call);
                return super.visitCall(call);
            }
        });
        return found[0];
    }

    static RexNode not(RexBuilder rex, RexNode condition) {
        return rex.makeCall(SqlStdOperatorTable.NOT, condition);
    }
}
