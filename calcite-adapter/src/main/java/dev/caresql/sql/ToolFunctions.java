package dev.caresql.sql;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Functions that other databases and ODBC have under names of their own, written in standard SQL, so that they mean the
 * same on every engine.
 */
final class ToolFunctions {
    /** DATEDIFF of two arguments: the days from the second to the first. As long as the name that it stands for. */
    static final String DAYS_BETWEEN = "DAYSDIFF";

    private static final String DEFINITIONS = """
            ADD_MONTHS(a, b) = TIMESTAMPADD(MONTH, b, a)
            CHAR(a) = CHR(a)
            CHARINDEX(a, b) = POSITION(a IN b)
            CHARINDEX(a, b, c) = LOCATE(a, b, c)
            CURDATE() = CURRENT_DATE
            CURRENT_CATALOG() = 'caresql'
            CURRENT_DATABASE() = 'caresql'
            CURRENT_SCHEMA() = 'care'
            CURRENT_TIME() = CAST(LOCALTIMESTAMP AS TIME)
            CURTIME() = CAST(LOCALTIMESTAMP AS TIME)
            DATABASE() = 'caresql'
            DATE(a) = CAST(a AS DATE)
            DATE_ADD(a, b) = a + b
            DATE_SUB(a, b) = a - b
            DAY(a) = EXTRACT(DAY FROM a)
            DAYSDIFF(a, b) = TIMESTAMPDIFF(DAY, CAST(b AS DATE), CAST(a AS DATE))
            ENDSWITH(a, b) = RIGHT(a, CHAR_LENGTH(b)) = b
            GETDATE() = CURRENT_TIMESTAMP
            GETUTCDATE() = CURRENT_TIMESTAMP
            GROUP_CONCAT(a) = STRING_AGG(a, ',')
            IF(a, b, c) = CASE WHEN a THEN b ELSE c END
            IFNULL(a, b) = COALESCE(a, b)
            IIF(a, b, c) = CASE WHEN a THEN b ELSE c END
            INSTR(a, b) = POSITION(b IN a)
            ISNULL(a, b) = COALESCE(a, b)
            LCASE(a) = LOWER(a)
            LEN(a) = CHAR_LENGTH(a)
            LOCALTIME() = CAST(LOCALTIMESTAMP AS TIME)
            LOCATE(a, b) = POSITION(a IN b)
            LOCATE(a, b, c) = CASE POSITION(a IN SUBSTRING(b FROM c)) WHEN 0 THEN 0 ELSE POSITION(a IN SUBSTRING(b FROM c)) + c - 1 END
            LOG2(a) = LOG(2, a)
            MID(a, b, c) = SUBSTRING(a FROM b FOR c)
            NOW() = CURRENT_TIMESTAMP
            NULLIFZERO(a) = NULLIF(a, 0)
            NVL(a, b) = COALESCE(a, b)
            NVL2(a, b, c) = CASE WHEN a IS NOT NULL THEN b ELSE c END
            REGEXP_EXTRACT(a, b) = CASE WHEN a ~ b THEN KPI_REGEXP_EXTRACT(a, b) END
            REGEXP_LIKE(a, b) = a ~ b
            REGEXP_SUBSTR(a, b) = CASE WHEN a ~ b THEN KPI_REGEXP_EXTRACT(a, b) END
            SPACE(a) = REPEAT(' ', a)
            STARTSWITH(a, b) = LEFT(a, CHAR_LENGTH(b)) = b
            STRPOS(a, b) = POSITION(b IN a)
            SYSDATE() = CURRENT_TIMESTAMP
            TODAY() = CURRENT_DATE
            TRUNC(a) = TRUNCATE(a)
            TRUNC(a, b) = TRUNCATE(a, b)
            UCASE(a) = UPPER(a)
            UNIX_TIMESTAMP(a) = EXTRACT(EPOCH FROM a)
            ZEROIFNULL(a) = COALESCE(a, 0)
            """;

    private static final Map<String, SqlAggFunction> AGGREGATES = Map.of(
            "MEDIAN", CareOperators.MEDIAN,
            "STDEV", SqlStdOperatorTable.STDDEV_SAMP,
            "STDEVP", SqlStdOperatorTable.STDDEV_POP,
            "VAR", SqlStdOperatorTable.VAR_SAMP,
            "VARP", SqlStdOperatorTable.VAR_POP);

    private static final Set<String> USERS =
            Set.of("CURRENT_USER", "SESSION_USER", "SYSTEM_USER", "USER", "CURRENT_ROLE");

    private static final Set<String> CONSTANTS =
            Set.of("CURRENT_TIME", "LOCALTIME", "CURRENT_SCHEMA", "CURRENT_CATALOG");

    private ToolFunctions() {}

    /** The call of a function by its name in capitals in standard SQL; empty when it is one already, or unknown. */
    static Optional<SqlNode> expand(String name, SqlCall call) {
        SqlAggFunction aggregate = AGGREGATES.get(name);
        if (aggregate != null) {
            return Optional.of(aggregate.createCall(
                    call.getFunctionQuantifier(), call.getParserPosition(), call.getOperandList()));
        }
        if (USERS.contains(name)) {
            throw new CareSqlException(
                    ErrorCode.UNSUPPORTED,
                    name + " is not known: statements run for no user" + SqlErrors.at(call.getParserPosition()));
        }
        if ("DECODE".equals(name) && call.operandCount() >= 3) {
            return Optional.of(decode(call));
        }
        Optional<SqlNode> time = TimeFunctions.expand(name, call);
        return time.isPresent()
                ? time
                : Optional.ofNullable(Definitions.BY_NAME.get(name + call.operandCount()))
                        .map(definition -> definition.apply(call));
    }

    /** A reserved word that is a function without parentheses and not one of standard SQL that the dialects know. */
    static Optional<SqlNode> niladic(SqlIdentifier word) {
        String name = word.getSimple().toUpperCase(Locale.ROOT);
        SqlCall call = SqlStdOperatorTable.ROW.createCall(word.getParserPosition());
        return USERS.contains(name) || CONSTANTS.contains(name) ? expand(name, call) : Optional.empty();
    }

    /** DECODE(x, key, value, ..., otherwise); a NULL key finds a NULL. */
    private static SqlNode decode(SqlCall call) {
        List<SqlNode> conditions = new ArrayList<>();
        List<SqlNode> values = new ArrayList<>();
        int i = 1;
        for (; i + 1 < call.operandCount(); i += 2) {
            conditions.add(SqlStdOperatorTable.IS_NOT_DISTINCT_FROM.createCall(
                    call.getParserPosition(), call.operand(0), call.operand(i)));
            values.add(call.operand(i + 1));
        }
        SqlNode otherwise = i < call.operandCount() ? call.operand(i) : SqlLiteral.createNull(call.getParserPosition());
        return new SqlCase(
                call.getParserPosition(),
                null,
                new SqlNodeList(conditions, call.getParserPosition()),
                new SqlNodeList(values, call.getParserPosition()),
                otherwise);
    }

    private record Definition(List<String> parameters, SqlNode body) {
        SqlNode apply(SqlCall call) {
            return body.accept(new SqlShuttle() {
                /** Copies, because the validator changes what it is given. */
                @Override
                public SqlNode visit(SqlCall part) {
                    CallCopyingArgHandler copy = new CallCopyingArgHandler(part, true);
                    part.getOperator().acceptCall(this, part, false, copy);
                    return copy.result();
                }

                @Override
                public SqlNode visit(SqlIdentifier id) {
                    int index = id.isSimple() ? parameters.indexOf(id.getSimple()) : -1;
                    return index < 0
                            ? id
                            : call.operand(index).clone(call.operand(index).getParserPosition());
                }
            });
        }
    }

    /** Parsed when the first function is met that is not standard, which many sessions never do. */
    private static final class Definitions {
        private static final Map<String, Definition> BY_NAME = new HashMap<>();

        static {
            DEFINITIONS.lines().forEach(line -> {
                int open = line.indexOf('(');
                int close = line.indexOf(')');
                List<String> parameters = List.of(
                                line.substring(open + 1, close).split(", ", -1))
                        .stream()
                        .filter(parameter -> !parameter.isEmpty())
                        .toList();
                SqlNode body = CareParser.expression(line.substring(line.indexOf('=') + 1));
                BY_NAME.put(
                        line.substring(0, open).toUpperCase(Locale.ROOT) + parameters.size(),
                        new Definition(parameters, body));
            });
        }
    }
}
