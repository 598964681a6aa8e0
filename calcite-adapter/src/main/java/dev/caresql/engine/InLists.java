package dev.caresql.engine;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Litmus;

/**
 * Writes {@code x = 1 OR x = 2 OR x = 3} as {@code x IN (1, 2, 3)}, as the user did; algebra has no IN of literals. Engines look
 * a long list up instead of comparing with every member.
 */
final class InLists extends SqlShuttle {
    private InLists() {}

    static SqlNode collapse(SqlNode statement) {
        SqlNode collapsed = statement.accept(new InLists());
        return collapsed == null ? statement : collapsed;
    }

    @Override
    public SqlNode visit(SqlCall call) {
        if (call.getKind() == SqlKind.OR) {
            List<SqlNode> alternatives = new ArrayList<>();
            flatten(call, alternatives);
            List<SqlNode> values = new ArrayList<>();
            SqlNode operand = null;
            for (SqlNode alternative : alternatives) {
                if (!(alternative instanceof SqlCall equals)
                        || equals.getKind() != SqlKind.EQUALS
                        || !(equals.operand(1) instanceof SqlLiteral)
                        || (operand != null && !operand.equalsDeep(equals.operand(0), Litmus.IGNORE))) {
                    return super.visit(call);
                }
                operand = equals.operand(0);
                values.add(equals.operand(1));
            }
            if (operand != null) {
                return SqlStdOperatorTable.IN.createCall(
                        call.getParserPosition(), operand, new SqlNodeList(values, SqlParserPos.ZERO));
            }
        }
        return super.visit(call);
    }

    private static void flatten(SqlNode node, List<SqlNode> alternatives) {
        if (node instanceof SqlCall call && call.getKind() == SqlKind.OR) {
            call.getOperandList().forEach(operand -> flatten(operand, alternatives));
        } else {
            alternatives.add(node);
        }
    }
}
