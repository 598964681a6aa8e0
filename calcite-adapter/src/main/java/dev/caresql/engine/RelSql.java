package dev.caresql.engine;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.rel2sql.RelToSqlConverter;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlNode;
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
        try {
            RelNode fenced = new EngineNames().apply(new WindowFence().apply(new DateResults().apply(plan)));
            SqlNode statement = new RelToSqlConverter(dialect).visitRoot(fenced).asStatement();
            SqlNode plain = FilterClauses.strip(statement);
            OrderedWriter writer = new OrderedWriter(config());
            plain.unparse(writer, 0, 0);
            return new EngineSql(writer.toSqlString().getSql(), writer.parameters);
        } catch (UnsupportedOperationException e) {
            throw new CareSqlException(
                    ErrorCode.UNSUPPORTED, "The engine has no way to run this statement: " + e.getMessage(), e);
        }
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
