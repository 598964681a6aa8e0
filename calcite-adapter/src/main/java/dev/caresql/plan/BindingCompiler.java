package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiBinding;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.DidYouMean;
import dev.caresql.error.ErrorCode;
import dev.caresql.sql.CareParser;
import dev.caresql.sql.FunctionResolver;
import dev.caresql.sql.OneTableFrontEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the bindings of KPIs to expressions over the columns that a table really has; a binding whose column is
 * not mapped says so by name.
 */
final class BindingCompiler {
    private final Map<Key, CompiledBinding> compiled = new ConcurrentHashMap<>();

    /** The binding of a KPI over the columns of its table; throws {@link ErrorCode#UNBOUND_KPI} when one is missing. */
    CompiledBinding compile(Kpi kpi, KpiBinding binding, RelDataType columns) {
        return compiled.computeIfAbsent(
                new Key(kpi.name().text(), columns.getFullTypeString()), key -> compileNew(kpi, binding, columns));
    }

    /** The columns that the arguments and the condition of a binding name. */
    static Set<String> neededColumns(KpiBinding binding) {
        Set<String> names = new TreeSet<>();
        List<Located> expressions = new ArrayList<>(binding.arguments().values());
        binding.where().ifPresent(expressions::add);
        for (Located expression : expressions) {
            CareParser.expression(expression.text()).accept(new SqlBasicVisitor<@Nullable Void>() {
                @Override
                public @Nullable Void visit(SqlIdentifier id) {
                    names.add(id.names.get(id.names.size() - 1));
                    return null;
                }
            });
        }
        names.removeAll(binding.optional());
        return names;
    }

    /** Notes a binding that no model could serve: an unknown table or column, or a text that is no expression. */
    static void check(Kpi kpi, RelDataType columns, Problems problems) {
        kpi.binding().ifPresent(binding -> {
            String subject = "KPI " + kpi.name().text();
            try {
                compileNew(kpi, binding, columns);
            } catch (CareSqlException e) {
                problems.add(binding.table(), subject, "binding: " + missing(cause(e)));
            }
            if (columns.getField(binding.time().text(), false, false) == null) {
                problems.add(
                        binding.time(),
                        subject,
                        "binding: " + binding.table().text() + " has no column '"
                                + binding.time().text() + "'"
                                + DidYouMean.hint(binding.time().text(), columns.getFieldNames()));
            }
        });
    }

    private static String cause(CareSqlException e) {
        return e.getCause() instanceof CareSqlException reason ? reason.getMessage() : e.getMessage();
    }

    private static CompiledBinding compileNew(Kpi kpi, KpiBinding binding, RelDataType columns) {
        List<SqlNode> expressions = new ArrayList<>();
        for (KpiParameter parameter : kpi.columns()) {
            expressions.add(
                    parse(kpi, binding, requireNonNull(binding.arguments().get(parameter.name())), columns));
        }
        for (KpiParameter option : kpi.options()) {
            expressions.add(binding.expression(option)
                    .map(supplied -> parse(kpi, binding, supplied, columns))
                    .orElseGet(() -> SqlLiteral.createNull(SqlParserPos.ZERO)));
        }
        binding.where().ifPresent(where -> expressions.add(parse(kpi, binding, where, columns)));
        List<RexNode> projects = validate(kpi, binding, columns, expressions);
        int columnCount = kpi.columns().size();
        int count = columnCount + kpi.options().size();
        Optional<RexNode> where = binding.where().isPresent() ? Optional.of(projects.get(count)) : Optional.empty();
        return new CompiledBinding(projects.subList(0, columnCount), projects.subList(columnCount, count), where);
    }

    private static List<RexNode> validate(Kpi kpi, KpiBinding binding, RelDataType columns, List<SqlNode> expressions) {
        try {
            RelNode plan =
                    new OneTableFrontEnd(binding.table().text(), columns, FunctionResolver.NONE).select(expressions);
            if (plan instanceof Project project) {
                return project.getProjects();
            }
            RexBuilder rexBuilder = plan.getCluster().getRexBuilder();
            return new ArrayList<>(rexBuilder.identityProjects(plan.getRowType()));
        } catch (CareSqlException e) {
            throw unbound(kpi, binding, e);
        }
    }

    private static SqlNode parse(Kpi kpi, KpiBinding binding, Located text, RelDataType columns) {
        try {
            return withoutMissing(
                    requireNonNull(CareParser.expression(text.text()).accept(new SqlShuttle() {
                        @Override
                        public SqlNode visit(SqlIdentifier id) {
                            boolean missing = id.isSimple()
                                    && binding.optional().contains(id.getSimple())
                                    && columns.getField(id.getSimple(), false, false) == null;
                            return missing ? SqlLiteral.createNull(id.getParserPosition()) : id;
                        }
                    })));
        } catch (CareSqlException e) {
            throw unbound(kpi, binding, e);
        }
    }

    /** A default that nothing stands before is a literal, which formulas can tell. */
    private static SqlNode withoutMissing(SqlNode expression) {
        return expression.getKind() == SqlKind.COALESCE
                        && expression instanceof SqlCall call
                        && call.operandCount() == 2
                        && SqlUtil.isNullLiteral(call.operand(0), false)
                ? call.operand(1)
                : expression;
    }

    private static CareSqlException unbound(Kpi kpi, KpiBinding binding, CareSqlException cause) {
        return new CareSqlException(
                ErrorCode.UNBOUND_KPI,
                kpi.name().text() + "() cannot be computed from "
                        + binding.table().text() + ": " + missing(cause.getMessage())
                        + "; map that column, or give the arguments yourself",
                cause);
    }

    /** The position is one in the catalog's text and would mislead the writer of a query. */
    private static String missing(String message) {
        return message.replaceAll(" at line \\d+, column \\d+", "").replaceAll(" in any table.*", "");
    }

    private record Key(String kpi, String columns) {}

    /** A binding as expressions over the columns of its table; NULL for an option that it does not supply. */
    record CompiledBinding(List<RexNode> columns, List<RexNode> options, Optional<RexNode> where) {
        CompiledBinding {
            columns = List.copyOf(columns);
            options = List.copyOf(options);
            requireNonNull(where, "where is null");
        }
    }
}
