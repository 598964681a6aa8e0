package dev.caresql.sql;

import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Says of question marks of which type their values are, so that the statement around them means what it does with
 * literals in their places. LIMIT and OFFSET stay as they are: they take whole numbers alone.
 */
public final class GivenTypes extends SqlShuttle {
    private final Map<Integer, RelDataType> types;

    private GivenTypes(Map<Integer, RelDataType> types) {
        this.types = types;
    }

    /**
     * The parsed statement with its question marks typed.
     *
     * @param types by the place of a question mark in the text, from 0; the others get the type that is inferred
     */
    public static SqlNode apply(SqlNode parsed, Map<Integer, RelDataType> types) {
        SqlNode typed = types.isEmpty() ? parsed : parsed.accept(new GivenTypes(Map.copyOf(types)));
        return typed == null ? parsed : typed;
    }

    @Override
    public @Nullable SqlNode visit(SqlDynamicParam parameter) {
        RelDataType type = types.get(parameter.getIndex());
        if (type == null) {
            return parameter;
        }
        SqlParserPos pos = parameter.getParserPosition();
        return SqlStdOperatorTable.CAST.createCall(pos, parameter, SqlTypeUtil.convertTypeToSpec(type));
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        SqlNode visited = super.visit(call);
        if (call instanceof SqlOrderBy written && visited instanceof SqlOrderBy typed) {
            return new SqlOrderBy(
                    typed.getParserPosition(), typed.query, typed.orderList, written.offset, written.fetch);
        }
        if (call instanceof SqlSelect written && visited instanceof SqlSelect typed && typed != written) {
            typed.setOffset(written.getOffset());
            typed.setFetch(written.getFetch());
        }
        return visited;
    }
}
