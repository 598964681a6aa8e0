package dev.caresql.engine.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/** Rewrites the plan of a mapping so that a value that fails gives NULL, a flag and the text that it came from. */
final class CheckedPlan {
    /** DuckDB's TRY: NULL where the expression fails. */
    static final SqlFunction TRY = SqlBasicFunction.create(
            "TRY", ReturnTypes.ARG0_FORCE_NULLABLE, OperandTypes.ANY, SqlFunctionCategory.SYSTEM);

    private CheckedPlan() {}

    /** The flag of a column; the value is called {@link #value}. */
    static String flag(int column) {
        return "bad_" + column;
    }

    static String value(int column) {
        return "value_" + column;
    }

    /** Where the source row of the value stands, as {@link SourceTable#PLACE}; NULL when it comes from no single row. */
    static String place(int column) {
        return "place_" + column;
    }

    /** For each column value, flag, source text and place; the plan is a hoisted one. */
    static RelNode of(RelNode plan, int columns, Failures failures) {
        Project project = plan instanceof Project top ? top : identity(plan);
        PlacedRows input = SafePlan.of(project.getInput(), failures);
        RexBuilder rex = plan.getCluster().getRexBuilder();
        List<RexNode> expressions = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            RexNode expression = project.getProjects().get(i);
            boolean canFail = !isPlain(expression);
            expressions.add(canFail ? rex.makeCall(TRY, expression) : expression);
            names.add(plan.getRowType().getFieldNames().get(i));
            expressions.add(canFail ? failed(rex, expression) : rex.makeLiteral(false));
            names.add(flag(i));
            expressions.add(Failures.shown(
                    rex, Origins.refs(expression).stream().distinct().toList(), input.text()));
            names.add(value(i));
            expressions.add(input.place(expression));
            names.add(place(i));
        }
        return LogicalProject.create(input.rel(), List.of(), expressions, names, Set.of());
    }

    /** The value of an expression; NULL where it fails. It keeps its type, which the fields above it were made for. */
    static RexNode tried(RexBuilder rex, RexNode expression) {
        return isPlain(expression) ? expression : rex.makeCall(expression.getType(), TRY, List.of(expression));
    }

    /**
     * True just where an expression fails, since a row is not NULL even when its only value is. IS NULL in its place would
     * be known to be false where the engine knows that a CASE gives no NULL, and the CASE would not be computed.
     */
    static RexNode failed(RexBuilder rex, RexNode expression) {
        RexNode row = rex.makeCall(SqlStdOperatorTable.ROW, expression);
        return rex.makeCall(SqlStdOperatorTable.IS_NULL, rex.makeCall(TRY, row));
    }

    private static Project identity(RelNode plan) {
        return LogicalProject.create(
                plan,
                List.of(),
                plan.getCluster().getRexBuilder().identityProjects(plan.getRowType()),
                plan.getRowType().getFieldNames(),
                Set.of());
    }

    /** Whether an expression is a column or a constant, which cannot fail. */
    static boolean isPlain(RexNode expression) {
        return expression instanceof RexInputRef || expression instanceof RexLiteral;
    }

    /** Whether an expression has no window and no sub-query. */
    static boolean readsOneRow(RexNode expression) {
        return !RexOver.containsOver(expression) && !hasSubQuery(expression);
    }

    private static boolean hasSubQuery(RexNode expression) {
        boolean[] found = {false};
        expression.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitSubQuery(RexSubQuery subQuery) {
                found[0] = true;
                return super.visitSubQuery(subQuery);
            }
        });
        return found[0];
    }
}
