package dev.caresql.sql;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;

/** Parses statements and expressions of CareSQL: Calcite's Babel grammar, names in any case, double quotes. */
public final class CareParser {
    private static final int MAX_IDENTIFIER_LENGTH = 256;
    private static final int MAX_STATEMENT_LENGTH = 1 << 20;

    static final SqlParser.Config CONFIG = SqlParser.config()
            .withParserFactory(SqlBabelParserImpl.FACTORY)
            .withQuoting(Quoting.DOUBLE_QUOTE)
            .withUnquotedCasing(Casing.UNCHANGED)
            .withQuotedCasing(Casing.UNCHANGED)
            .withCaseSensitive(false)
            .withIdentifierMaxLength(MAX_IDENTIFIER_LENGTH)
            .withConformance(CareConformance.INSTANCE);

    private CareParser() {}

    /** Parses one statement; a semicolon may end it. Throws {@link ErrorCode#SYNTAX} with the position. */
    public static SqlNode statement(String sql) {
        requireBounded(sql);
        return parse(ToolSyntax.plain(sql), true);
    }

    /** Parses one expression, such as a KPI's formula. Throws {@link ErrorCode#SYNTAX} with the position. */
    public static SqlNode expression(String sql) {
        requireBounded(sql);
        return parse(sql, false);
    }

    private static SqlNode parse(String sql, boolean statement) {
        try {
            SqlParser parser = SqlParser.create(sql, CONFIG);
            if (!statement) {
                return parser.parseExpression();
            }
            var statements = parser.parseStmtList();
            if (statements.isEmpty()) {
                throw new CareSqlException(ErrorCode.SYNTAX, "The statement is empty");
            }
            if (statements.size() != 1) {
                throw new CareSqlException(
                        ErrorCode.UNSUPPORTED, "One statement at a time, but " + statements.size() + " were given");
            }
            return statements.get(0);
        } catch (SqlParseException e) {
            throw e.getCause() instanceof StackOverflowError ? CareSqlException.tooDeep(e) : SqlErrors.syntax(e);
        } catch (StackOverflowError e) {
            throw CareSqlException.tooDeep(e);
        }
    }

    private static void requireBounded(String sql) {
        if (sql.isBlank()) {
            throw new CareSqlException(ErrorCode.SYNTAX, "The statement is empty");
        }
        if (sql.length() > MAX_STATEMENT_LENGTH) {
            throw new CareSqlException(
                    ErrorCode.TOO_LARGE,
                    "The statement has " + sql.length() + " characters; at most " + MAX_STATEMENT_LENGTH
                            + " are accepted");
        }
    }
}
