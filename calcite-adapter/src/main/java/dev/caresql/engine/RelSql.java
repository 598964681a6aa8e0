package dev.caresql.engine;

import static java.util.Objects.requireNonNull;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.rel2sql.SqlImplementor;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWriterConfig;
import org.apache.calcite.sql.pretty.SqlPrettyWriter;

/** Writes a plan as one statement of an engine. What the engine's dialect cannot say fails loudly. */
public final class RelSql {
    private static final Pattern APPROXIMATE = Pattern.compile("-?[0-9.]+E-?[0-9]+");
    private static final int LONGEST_PLAIN_NUMBER = 20;

    private final SqlDialect dialect;

    /** Creates a writer for an engine's dialect. */
    public RelSql(SqlDialect dialect) {
        this.dialect = dialect;
    }

    /** The statement; throws {@link ErrorCode#UNSUPPORTED} when the engine has no way to say it. */
    public EngineSql write(RelNode plan) {
        return text(plan, result -> result.asStatement());
    }

    /** The first expression of a projection of a table, alone, as in the definition of a column. */
    public String writeExpression(RelNode projection) {
        return text(
                        projection,
                        result ->
                                SqlUtil.stripAs(requireNonNull(result.asSelect().getSelectList(), "select list is null")
                                        .get(0)))
                .text();
    }

    private EngineSql text(RelNode plan, Function<SqlImplementor.Result, SqlNode> part) {
        try {
            Unsayable.check(plan);
            RelNode typed = new ZonedTexts().apply(new WholeNumbers().apply(new DateResults().apply(plan)));
            RelNode fenced = new EngineNames().apply(new WindowFence().apply(typed));
            SharedRows converter = new SharedRows(dialect);
            SqlNode statement = part.apply(converter.visitRoot(fenced));
            List<Integer> parameters = new ArrayList<>();
            List<String> shared = new ArrayList<>();
            converter
                    .queries()
                    .forEach((name, query) ->
                            shared.add(dialect.quoteIdentifier(name) + " AS (\n" + text(query, parameters) + ")"));
            String text = text(statement, parameters);
            return new EngineSql(
                    shared.isEmpty() ? text : "WITH " + String.join(",\n", shared) + "\n" + text,
                    parameters,
                    isOpenEnded(statement));
        } catch (UnsupportedOperationException | AssertionError e) {
            // Calcite asserts that somebody else has implemented what it does not write itself, such as RepeatUnion.
            throw new CareSqlException(
                    ErrorCode.UNSUPPORTED, "The engine has no way to run this statement: " + e.getMessage(), e);
        }
    }

    private String text(SqlNode query, List<Integer> parameters) {
        OrderedWriter writer = new OrderedWriter(config());
        InLists.collapse(FilterClauses.strip(query)).unparse(writer, 0, 0);
        parameters.addAll(writer.parameters);
        return writer.toSqlString().getSql();
    }

    private static boolean isOpenEnded(SqlNode statement) {
        if (statement instanceof SqlOrderBy ordered) {
            return ordered.fetch == null && ordered.offset == null && isOpenEnded(ordered.query);
        }
        return statement instanceof SqlSelect select && select.getFetch() == null && select.getOffset() == null;
    }

    private SqlWriterConfig config() {
        return SqlPrettyWriter.config()
                .withDialect(dialect)
                .withAlwaysUseParentheses(false)
                .withSelectListItemsOnSeparateLines(true)
                .withUpdateSetListNewline(false)
                .withIndentation(2)
                .withClauseStartsLine(true)
                .withLineLength(0);
    }

    /** Notes which parameter each question mark stands for, since a KPI may use an argument many times. */
    private static final class OrderedWriter extends SqlPrettyWriter {
        private final List<Integer> parameters = new ArrayList<>();

        OrderedWriter(SqlWriterConfig config) {
            super(config);
        }

        /** 1.000E2 reads better as 100e0. */
        @Override
        public void literal(String text) {
            boolean approximate = APPROXIMATE.matcher(text).matches();
            String plain =
                    approximate ? new BigDecimal(text).stripTrailingZeros().toPlainString() : text;
            boolean isShorter = approximate && plain.length() <= LONGEST_PLAIN_NUMBER;
            super.literal(isShorter ? plain + "e0" : text);
        }

        @Override
        public void dynamicParam(int index) {
            parameters.add(index);
            super.dynamicParam(index);
        }
    }
}
