package dev.caresql.sql;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/** An expression over named parameters that takes the place of a call, so that an engine sees plain SQL. */
public final class ScalarTemplate {
    private final SqlNode expression;

    /** Parses an expression; throws {@link dev.caresql.error.ErrorCode#SYNTAX} where it is none. */
    public ScalarTemplate(String text, FunctionResolver functions) {
        SqlNode normalized = CareParser.expression(text).accept(new SqlNormalizer(functions));
        this.expression = requireNonNull(normalized, "expression is null");
    }

    /** The expression with a value for each parameter; its other names stay as they are. */
    public SqlNode expand(Map<String, SqlNode> values) {
        SqlNode expanded = expression.accept(new SqlShuttle() {
            @Override
            public SqlNode visit(SqlIdentifier id) {
                SqlNode value = id.isSimple() ? values.get(id.getSimple()) : null;
                return value == null ? id : value.clone(SqlParserPos.ZERO);
            }
        });
        return requireNonNull(expanded, "expanded is null");
    }
}
