package dev.caresql.engine.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/**
 * Where dozens of facts meet, most columns of each are NULL, and reading those NULLs takes DuckDB longer than the query. In
 * such a UNION ALL the first SELECT, which gives the names, their order and types, stays whole; the others leave their
 * NULLs out, which UNION ALL BY NAME fills in.
 */
final class SparseUnions {
    /** How many columns must be saved to depart from plain SQL. */
    private static final int WORTH = 100;

    private static final SqlOperator BY_NAME = new SqlSetOperator("UNION ALL BY NAME", SqlKind.UNION, 12, true);

    private SparseUnions() {}

    /** Writes a union that is sparse; returns false and writes nothing for any other call. */
    static boolean unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
        if (call.getOperator() != SqlStdOperatorTable.UNION_ALL) {
            return false;
        }
        List<SqlNode> operands = new ArrayList<>();
        flatten(call, operands);
        if (!operands.stream().allMatch(SparseUnions::isPlain)
                || operands.stream().map(SparseUnions::names).distinct().count() > 1
                || names(operands.get(0)).stream().distinct().count()
                        < names(operands.get(0)).size()) {
            return false;
        }
        int saved = 0;
        SqlNode union = operands.get(0);
        for (SqlNode operand : operands.subList(1, operands.size())) {
            SqlSelect select = (SqlSelect) operand;
            List<SqlNode> kept = select.getSelectList().stream()
                    .filter(item -> !isNull(item))
                    .toList();
            if (kept.isEmpty()) {
                return false;
            }
            saved += select.getSelectList().size() - kept.size();
            SqlSelect less = (SqlSelect) select.clone(SqlParserPos.ZERO);
            less.setSelectList(new SqlNodeList(kept, SqlParserPos.ZERO));
            union = BY_NAME.createCall(SqlParserPos.ZERO, union, less);
        }
        if (saved < WORTH) {
            return false;
        }
        union.unparse(writer, leftPrec, rightPrec);
        return true;
    }

    private static void flatten(SqlNode node, List<SqlNode> operands) {
        if (node instanceof SqlCall call && call.getOperator() == SqlStdOperatorTable.UNION_ALL) {
            call.getOperandList().forEach(operand -> flatten(operand, operands));
        } else {
            operands.add(node);
        }
    }

    private static boolean isPlain(SqlNode node) {
        return node instanceof SqlSelect select
                && !select.isDistinct()
                && select.getSelectList().stream().allMatch(item -> SqlValidatorUtil.alias(item) != null);
    }

    /** In lower case, as names are the same to DuckDB in any case. */
    private static List<String> names(SqlNode select) {
        return ((SqlSelect) select)
                .getSelectList().stream()
                        .map(item ->
                                String.valueOf(SqlValidatorUtil.alias(item)).toLowerCase(Locale.ROOT))
                        .toList();
    }

    private static boolean isNull(SqlNode item) {
        SqlNode value = SqlUtil.stripAs(item);
        return SqlUtil.isNull(value) || value.getKind() == SqlKind.CAST && SqlUtil.isNull(((SqlCall) value).operand(0));
    }
}
