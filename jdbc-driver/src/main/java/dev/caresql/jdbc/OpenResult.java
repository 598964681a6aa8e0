package dev.caresql.jdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.TimeZone;
import org.apache.calcite.avatica.AvaticaResultSet;
import org.apache.calcite.avatica.AvaticaResultSetMetaData;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.QueryState;
import org.apache.calcite.avatica.util.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * A result as Avatica keeps it; a program reads it as {@link CareResultSet}. The rows come from the engine, or with the
 * first frame where a metadata call made them.
 */
final class OpenResult extends AvaticaResultSet implements Guarded {
    private @Nullable CareResultSet rows;

    OpenResult(
            AvaticaStatement statement,
            QueryState state,
            Meta.Signature signature,
            TimeZone timeZone,
            Meta.@Nullable Frame firstFrame)
            throws SQLException {
        super(statement, state, signature, metaData(statement, signature), timeZone, firstFrame);
    }

    static ResultSetMetaData metaData(AvaticaStatement statement, Meta.Signature signature) {
        return Guard.around(ResultSetMetaData.class, new AvaticaResultSetMetaData(statement, null, signature));
    }

    @Override
    protected AvaticaResultSet execute() throws SQLException {
        Cursor found = firstFrame == null
                ? ((CareConnection) statement.connection).control().cursor(statement.handle)
                : new RowsCursor(firstFrame.rows);
        execute2(found, columnMetaDataList);
        rows = new CareResultSet(this, found, accessorList);
        return this;
    }

    /** The rows, which keep the contract of JDBC themselves. */
    @Override
    public Object guard() {
        return rows == null ? this : rows;
    }

    List<ColumnMetaData> columns() {
        return columnMetaDataList;
    }

    Statement guardOfStatement() {
        return (Statement) ((Guarded) statement).guard();
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.closed();
        }
        super.close();
    }

    @Override
    protected void cancel() {
        ((CareConnection) statement.connection).control().cancel(statement.handle);
    }
}
