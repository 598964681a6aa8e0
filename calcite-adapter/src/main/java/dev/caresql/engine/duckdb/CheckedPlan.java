package dev.caresql.engine.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
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
import org.apache.calcite.sql.type.SqlTypeName;

/** Rewrites the plan of a mapping so that a value that fails gives NULL, a flag and the text that it came from. */
final class CheckedPlan {
    /** DuckDB's TRY: NULL where the expression fails. */
    private static final SqlFunction TRY = SqlBasicFunction.create(
            "TRY", ReturnTypes.ARG0_FORCE_NULLABLE, OperandTypes.ANY, SqlFunctionCategory.SYSTEM);

    private CheckedPlan() {}

    /** The flag of a column; the value is called {@link #value}. */
    static String flag(int column) {
        return "bad_" + column;
    }

    static String value(int column) {
        return "value_" + column;
    }

    /** For each of the first columns value, flag and source text; fields after them are kept. */
    static RelNode of(RelNode plan, int columns) {
        Project project = plan instanceof Project top ? top : identity(plan);
        RexBuilder rex = plan.getCluster().getRexBuilder();
        RelDataType text = rex.getTypeFactory()
                .createTypeWithNullability(rex.getTypeFactory().createSqlType(SqlTypeName.VARCHAR), true);
        List<RexNode> expressions = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < project.getProjects().size(); i++) {
            RexNode expression = project.getProjects().get(i);
            expressions.add(i < columns && canFail(expression) ? rex.makeCall(TRY, expression) : expression);
            names.add(plan.getRowType().getFieldNames().get(i));
        }
        for (int i = 0; i < columns; i++) {
            RexNode expression = project.getProjects().get(i);
            expressions.add(canFail(expression) ? failed(rex, expression) : rex.makeLiteral(false));
            names.add(flag(i));
            expressions.add(input(expression)
                    .map(ref -> rex.makeAbstractCast(text, ref, false))
                    .orElseGet(() -> rex.makeNullLiteral(text)));
            names.add(value(i));
        }
        return LogicalProject.create(project.getInput(), List.of(), expressions, names, Set.of());
    }

    /** TRY(x IS NULL) IS NULL is true just where x fails: elsewhere x IS NULL is true or false. */
    private static RexNode failed(RexBuilder rex, RexNode expression) {
        RexNode isNull = rex.makeCall(SqlStdOperatorTable.IS_NULL, expression);
        return rex.makeCall(SqlStdOperatorTable.IS_NULL, rex.makeCall(TRY, isNull));
    }

    private static Project identity(RelNode plan) {
        return LogicalProject.create(
                plan,
                List.of(),
                plan.getCluster().getRexBuilder().identityProjects(plan.getRowType()),
                plan.getRowType().getFieldNames(),
                Set.of());
    }

    /** DuckDB refuses TRY around windows and sub-queries; a failure inside one fails the import with DuckDB's message. */
    private static boolean canFail(RexNode expression) {
        return !(expression instanceof RexInputRef)
                && !(expression instanceof RexLiteral)
                && !RexOver.containsOver(expression)
                && !hasSubQuery(expression);
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

    private static Optional<RexInputRef> input(RexNode expression) {
        List<RexInputRef> found = new ArrayList<>();
        expression.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitInputRef(RexInputRef ref) {
                found.add(ref);
                return super.visitInputRef(ref);
            }
        });
        return found.stream().findFirst();
    }
}
