package dev.caresql.jdbc;

import dev.caresql.error.ErrorCode;
import java.io.InputStream;
import java.net.URL;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import org.apache.calcite.avatica.AvaticaStatement;
import org.jspecify.annotations.Nullable;

/**
 * A result that is read forwards and cannot be changed. It and its subclasses say so for each method by itself, where
 * statements and connections have a {@link Guard}: a guard would double the time of reading a value.
 */
abstract class ForwardOnlyResultSet implements ResultSet {
    private int fetchSize = AvaticaStatement.DEFAULT_FETCH_SIZE;

    /** Throws when the result is closed. */
    abstract void checkOpen() throws SQLException;

    /** What a method throws that changes rows. */
    final SQLException readOnly() throws SQLException {
        checkOpen();
        return SqlExceptions.of(ErrorCode.UNSUPPORTED, "CareSQL only reads: a result cannot be changed", null);
    }

    private SQLException unsupported(String what) throws SQLException {
        checkOpen();
        return SqlExceptions.unsupported(what);
    }

    private SQLException forwardOnly() throws SQLException {
        checkOpen();
        return SqlExceptions.of(ErrorCode.UNSUPPORTED, "CareSQL reads results forwards only", null);
    }

    @Override
    public boolean rowUpdated() throws SQLException {
        checkOpen();
        return false;
    }

    @Override
    public boolean rowInserted() throws SQLException {
        checkOpen();
        return false;
    }

    @Override
    public boolean rowDeleted() throws SQLException {
        checkOpen();
        return false;
    }

    @Override
    public int getType() throws SQLException {
        checkOpen();
        return TYPE_FORWARD_ONLY;
    }

    @Override
    public int getConcurrency() throws SQLException {
        checkOpen();
        return CONCUR_READ_ONLY;
    }

    @Override
    public int getHoldability() throws SQLException {
        checkOpen();
        return HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public int getFetchDirection() throws SQLException {
        checkOpen();
        return FETCH_FORWARD;
    }

    @Override
    public void setFetchDirection(int direction) throws SQLException {
        if (direction != FETCH_FORWARD) {
            throw forwardOnly();
        }
        checkOpen();
    }

    /** A hint: 0, and what drivers of other databases take for "row by row", mean the default. */
    @Override
    public void setFetchSize(int rows) throws SQLException {
        checkOpen();
        fetchSize = StatementExtras.fetchSize(rows);
    }

    @Override
    public int getFetchSize() throws SQLException {
        checkOpen();
        return fetchSize;
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return null;
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
    }

    @Override
    public boolean first() throws SQLException {
        throw forwardOnly();
    }

    @Override
    public boolean last() throws SQLException {
        throw forwardOnly();
    }

    @Override
    public boolean previous() throws SQLException {
        throw forwardOnly();
    }

    @Override
    public boolean absolute(int row) throws SQLException {
        throw forwardOnly();
    }

    @Override
    public boolean relative(int rows) throws SQLException {
        throw forwardOnly();
    }

    @Override
    public boolean isLast() throws SQLException {
        throw forwardOnly();
    }

    @Override
    public void beforeFirst() throws SQLException {
        throw forwardOnly();
    }

    @Override
    public void afterLast() throws SQLException {
        throw forwardOnly();
    }

    @Override
    public void insertRow() throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateRow() throws SQLException {
        throw readOnly();
    }

    @Override
    public void deleteRow() throws SQLException {
        throw readOnly();
    }

    @Override
    public void refreshRow() throws SQLException {
        throw readOnly();
    }

    @Override
    public void cancelRowUpdates() throws SQLException {
        throw readOnly();
    }

    @Override
    public void moveToInsertRow() throws SQLException {
        throw readOnly();
    }

    @Override
    public void moveToCurrentRow() throws SQLException {
        throw readOnly();
    }

    @Override
    public String getCursorName() throws SQLException {
        throw unsupported("named cursors");
    }

    @Override
    public InputStream getAsciiStream(int column) throws SQLException {
        throw unsupported("byte streams");
    }

    @Override
    public InputStream getAsciiStream(String label) throws SQLException {
        throw unsupported("byte streams");
    }

    @Override
    @Deprecated
    public InputStream getUnicodeStream(int column) throws SQLException {
        throw unsupported("byte streams");
    }

    @Override
    @Deprecated
    public InputStream getUnicodeStream(String label) throws SQLException {
        throw unsupported("byte streams");
    }

    @Override
    public InputStream getBinaryStream(int column) throws SQLException {
        throw unsupported("byte streams");
    }

    @Override
    public InputStream getBinaryStream(String label) throws SQLException {
        throw unsupported("byte streams");
    }

    @Override
    public Ref getRef(int column) throws SQLException {
        throw unsupported("references");
    }

    @Override
    public Ref getRef(String label) throws SQLException {
        throw unsupported("references");
    }

    @Override
    public Blob getBlob(int column) throws SQLException {
        throw unsupported("large objects");
    }

    @Override
    public Blob getBlob(String label) throws SQLException {
        throw unsupported("large objects");
    }

    @Override
    public Clob getClob(int column) throws SQLException {
        throw unsupported("large objects");
    }

    @Override
    public Clob getClob(String label) throws SQLException {
        throw unsupported("large objects");
    }

    @Override
    public NClob getNClob(int column) throws SQLException {
        throw unsupported("large objects");
    }

    @Override
    public NClob getNClob(String label) throws SQLException {
        throw unsupported("large objects");
    }

    @Override
    public SQLXML getSQLXML(int column) throws SQLException {
        throw unsupported("XML columns");
    }

    @Override
    public SQLXML getSQLXML(String label) throws SQLException {
        throw unsupported("XML columns");
    }

    @Override
    public URL getURL(int column) throws SQLException {
        throw unsupported("URL columns");
    }

    @Override
    public URL getURL(String label) throws SQLException {
        throw unsupported("URL columns");
    }

    @Override
    public RowId getRowId(int column) throws SQLException {
        throw unsupported("row identifiers");
    }

    @Override
    public RowId getRowId(String label) throws SQLException {
        throw unsupported("row identifiers");
    }

    @Override
    public <T> T unwrap(@Nullable Class<T> type) throws SQLException {
        if (type != null && type.isInstance(this)) {
            return type.cast(this);
        }
        throw Guard.noSuch(type);
    }

    @Override
    public boolean isWrapperFor(@Nullable Class<?> type) throws SQLException {
        return type != null && type.isInstance(this);
    }
}
