package dev.caresql.sql;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** SIMILAR TO as a regular expression over the whole text; engines that have the words read other patterns by them. */
final class SimilarTo {
    private static final String LITERAL_HERE = ".^$\\";

    private SimilarTo() {}

    static SqlNode standard(SqlCall call) {
        SqlParserPos pos = call.getParserPosition();
        if (call.operandCount() != 2 || !(call.operand(1) instanceof SqlCharStringLiteral pattern)) {
            throw new CareSqlException(
                    ErrorCode.UNSUPPORTED,
                    "SIMILAR TO takes a literal pattern without ESCAPE" + SqlErrors.at(pos) + "; write LIKE or REGEXP");
        }
        String expression = "^(?:" + expression(String.valueOf(pattern.getValueAs(String.class))) + ")$";
        SqlNode matches = SqlStdOperatorTable.POSIX_REGEX_CASE_SENSITIVE.createCall(
                pos, call.operand(0), SqlLiteral.createCharString(expression, pattern.getParserPosition()));
        return call.getOperator() == SqlStdOperatorTable.SIMILAR_TO
                ? matches
                : SqlStdOperatorTable.NOT.createCall(pos, matches);
    }

    private static String expression(String pattern) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '%') {
                result.append(".*");
            } else if (c == '_') {
                result.append('.');
            } else {
                result.append(LITERAL_HERE.indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        return result.toString();
    }
}
