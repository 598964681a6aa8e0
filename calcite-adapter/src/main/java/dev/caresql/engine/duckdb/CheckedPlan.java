package dev.caresql.engine.duckdb;

import dev.caresql.engine.duckdb.Origins.Origin;
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

    /** The number of the source's row that the value comes from, in its file {@link #file}; NULL when it is not known. */
    static String row(int column) {
        return "row_" + column;
    }

    static String file(int column) {
        return "file_" + column;
    }

    /** The source that a column's value comes from, when its plan keeps the numbers of that source's rows. */
    static Optional<String> source(RelNode plan, int column) {
        Project project = plan instanceof Project top ? top : identity(plan);
        return number(project, column, SourceTable.ROW).isPresent()
                ? origin(project, column).map(Origin::source)
                : Optional.empty();
    }

    private static Optional<Origin> origin(Project project, int column) {
        return input(project.getProjects().get(column))
                .flatMap(ref -> Origins.ofField(project.getInput(), ref.getIndex()));
    }

    /** The input's field that numbers the rows of the source which a column comes from. */
    private static Optional<RexNode> number(Project project, int column, String name) {
        Optional<Origin> origin = origin(project, column);
        RelNode input = project.getInput();
        for (int i = 0; origin.isPresent() && i < input.getRowType().getFieldCount(); i++) {
            Optional<Origin> field = Origins.ofField(input, i);
            if (field.isPresent()
                    && field.get().scan() == origin.get().scan()
                    && field.get().expression() instanceof RexInputRef ref
                    && field.get()
                            .scan()
                            .getRowType()
                            .getFieldNames()
                            .get(ref.getIndex())
                            .equals(name)) {
                return Optional.of(RexInputRef.of(i, input.getRowType()));
            }
        }
        return Optional.empty();
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
            expressions.add(number(project, i, SourceTable.FILE).orElseGet(() -> rex.makeNullLiteral(text)));
            names.add(file(i));
            expressions.add(number(project, i, SourceTable.ROW).orElseGet(() -> rex.makeNullLiteral(text)));
            names.add(row(i));
        }
        return LogicalProject.create(project.getInput(), List.of(), expressions, names, Set.of());
    }

    /** The value of an expression; NULL where it fails. */
    static RexNode tried(RexBuilder rex, RexNode expression) {
        return isPlain(expression) ? expression : rex.makeCall(TRY, expression);
    }

    /** TRY(x IS NULL) IS NULL is true just where x fails: elsewhere x IS NULL is true or false. */
    static RexNode failed(RexBuilder rex, RexNode expression) {
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

    /** DuckDB refuses TRY around windows and sub-queries; {@link InnerChecks} look into windows. */
    private static boolean canFail(RexNode expression) {
        return !isPlain(expression) && readsOneRow(expression);
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
