package dev.caresql.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/** Parts of a SELECT that other databases have: the table DUAL, and GROUP BY ALL. */
final class ToolSelects {
    private ToolSelects() {}

    /** Changes a SELECT in place. */
    static void standard(SqlSelect select) {
        if (select.getFrom() instanceof SqlIdentifier table
                && table.isSimple()
                && "DUAL".equalsIgnoreCase(table.getSimple())) {
            select.setFrom(dual(table.getParserPosition()));
        }
        SqlNodeList group = select.getGroup();
        if (group != null
                && group.size() == 1
                && group.get(0) instanceof SqlIdentifier name
                && name.isSimple()
                && ToolSyntax.GROUP_BY_ALL.equals(name.getSimple())) {
            select.setGroupBy(keys(select, group.getParserPosition()));
        }
    }

    /** One row, as Oracle's and MySQL's DUAL has. */
    private static SqlNode dual(SqlParserPos pos) {
        SqlNode row = SqlStdOperatorTable.ROW.createCall(pos, SqlLiteral.createCharString("X", pos));
        return SqlStdOperatorTable.AS.createCall(
                pos,
                SqlStdOperatorTable.VALUES.createCall(pos, row),
                new SqlIdentifier("DUAL", pos),
                new SqlIdentifier("DUMMY", pos));
    }

    /** All that is selected and no aggregate. */
    private static SqlNodeList keys(SqlSelect select, SqlParserPos pos) {
        List<SqlNode> keys = new ArrayList<>();
        for (SqlNode item : select.getSelectList()) {
            SqlNode value = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
            if (!hasAggregate(value)) {
                keys.add(value.clone(value.getParserPosition()));
            }
        }
        return new SqlNodeList(keys, pos);
    }

    private static boolean hasAggregate(SqlNode node) {
        try {
            node.accept(new SqlBasicVisitor<@Nullable Void>() {
                @Override
                public @Nullable Void visit(SqlCall call) {
                    if (isAggregate(call.getOperator())) {
                        throw Util.FoundOne.NULL;
                    }
                    return call.getKind() == SqlKind.SELECT ? null : super.visit(call);
                }
            });
            return false;
        } catch (Util.FoundOne e) {
            return true;
        }
    }

    private static boolean isAggregate(SqlOperator operator) {
        return operator.isAggregator()
                || Aggregates.NAMES.contains(operator.getName().toUpperCase(Locale.ROOT));
    }

    private static final class Aggregates {
        private static final Set<String> NAMES =
                SqlLibraryOperatorTableFactory.INSTANCE
                        .getOperatorTable(SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL)
                        .getOperatorList()
                        .stream()
                        .filter(SqlOperator::isAggregator)
                        .map(operator -> operator.getName().toUpperCase(Locale.ROOT))
                        .collect(Collectors.toSet());
    }
}
