package dev.caresql.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLWarning;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.apache.calcite.avatica.AvaticaParameter;
import org.apache.calcite.avatica.AvaticaPreparedStatement;
import org.apache.calcite.avatica.Meta;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement. Each value is converted to the type of its question mark when it is set, so that a wrong one is
 * refused where it is given.
 */
final class CarePreparedStatement extends AvaticaPreparedStatement implements Guarded {
    private final StatementExtras extras;
    private final PreparedStatement guard = Guard.around(PreparedStatement.class, this, this::checkOpen);

    CarePreparedStatement(
            CareConnection connection, Meta.@Nullable StatementHandle h, Meta.Signature signature, int holdability)
            throws SQLException {
        super(connection, h, signature, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, holdability);
        this.extras = new StatementExtras(this);
    }

    @Override
    public PreparedStatement guard() {
        return guard;
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        checkOpen();
        return Guard.around(ParameterMetaData.class, this);
    }

    /** Any parameter may be NULL. */
    @Override
    public int isNullable(int param) throws SQLException {
        getParameter(param);
        return ParameterMetaData.parameterNullable;
    }

    @Override
    public int getParameterMode(int param) throws SQLException {
        getParameter(param);
        return ParameterMetaData.parameterModeIn;
    }

    void warn(SQLWarning warning) {
        extras.warn(warning);
    }

    private void set(int index, @Nullable Object value) throws SQLException {
        checkOpen();
        int type = getParameter(index).parameterType;
        slots[index - 1] = Parameters.travelling(value, type);
    }

    @Override
    protected AvaticaParameter getParameter(int index) throws SQLException {
        if (index < 1 || index > slots.length) {
            throw SqlExceptions.of(
                    "07009", "There is no parameter " + index + "; the statement has " + slots.length, null);
        }
        return getSignature().parameters.get(index - 1);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        checkOpen();
        extras.setLimits();
        return super.executeQuery();
    }

    @Override
    public boolean execute() throws SQLException {
        checkOpen();
        extras.setLimits();
        return super.execute();
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        checkOpen();
        throw StatementExtras.notAnUpdate();
    }

    @Override
    protected void checkOpen() throws SQLException {
        extras.checkOpen();
    }

    /** Stops what runs in the engine. From any thread, and not synchronized: the statement's own thread is waiting. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void cancel() throws SQLException {
        extras.cancel();
    }

    /** From any thread too: what runs is stopped before Avatica asks for the monitor, which the waiting thread may hold. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void close() throws SQLException {
        extras.stop();
        super.close();
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        return extras.warnings();
    }

    @Override
    public void clearWarnings() throws SQLException {
        extras.clearWarnings();
    }

    @Override
    public void setFetchSize(int rows) throws SQLException {
        super.setFetchSize(StatementExtras.fetchSize(rows));
    }

    @Override
    public void setQueryTimeout(int seconds) throws SQLException {
        super.setQueryTimeout(StatementExtras.timeout(seconds));
    }

    @Override
    public void setEscapeProcessing(boolean enable) throws SQLException {
        checkOpen();
    }

    @Override
    public void setMaxFieldSize(int max) throws SQLException {
        checkOpen();
    }

    @Override
    public void setPoolable(boolean poolable) throws SQLException {
        checkOpen();
    }

    @Override
    public void setCursorName(String name) throws SQLException {
        checkOpen();
    }

    @Override
    public boolean getMoreResults(int current) throws SQLException {
        return super.getMoreResults(current == KEEP_CURRENT_RESULT ? current : CLOSE_CURRENT_RESULT);
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        return extras.noRows();
    }

    @Override
    public void setNull(int index, int sqlType) throws SQLException {
        set(index, null);
    }

    @Override
    public void setNull(int index, int sqlType, @Nullable String typeName) throws SQLException {
        set(index, null);
    }

    @Override
    public void setBoolean(int index, boolean x) throws SQLException {
        set(index, x);
    }

    @Override
    public void setByte(int index, byte x) throws SQLException {
        set(index, x);
    }

    @Override
    public void setShort(int index, short x) throws SQLException {
        set(index, x);
    }

    @Override
    public void setInt(int index, int x) throws SQLException {
        set(index, x);
    }

    @Override
    public void setLong(int index, long x) throws SQLException {
        set(index, x);
    }

    @Override
    public void setFloat(int index, float x) throws SQLException {
        set(index, x);
    }

    @Override
    public void setDouble(int index, double x) throws SQLException {
        set(index, x);
    }

    @Override
    public void setBigDecimal(int index, @Nullable BigDecimal x) throws SQLException {
        set(index, x);
    }

    @Override
    public void setString(int index, @Nullable String x) throws SQLException {
        set(index, x);
    }

    @Override
    public void setNString(int index, @Nullable String x) throws SQLException {
        set(index, x);
    }

    @Override
    public void setDate(int index, @Nullable Date x) throws SQLException {
        set(index, Parameters.wallClock(x, null));
    }

    @Override
    public void setDate(int index, @Nullable Date x, @Nullable Calendar calendar) throws SQLException {
        set(index, Parameters.wallClock(x, calendar));
    }

    @Override
    public void setTime(int index, @Nullable Time x) throws SQLException {
        set(index, Parameters.wallClock(x, null));
    }

    @Override
    public void setTime(int index, @Nullable Time x, @Nullable Calendar calendar) throws SQLException {
        set(index, Parameters.wallClock(x, calendar));
    }

    @Override
    public void setTimestamp(int index, @Nullable Timestamp x) throws SQLException {
        set(index, Parameters.wallClock(x, null));
    }

    @Override
    public void setTimestamp(int index, @Nullable Timestamp x, @Nullable Calendar calendar) throws SQLException {
        set(index, Parameters.wallClock(x, calendar));
    }

    @Override
    public void setObject(int index, @Nullable Object x) throws SQLException {
        set(index, x);
    }

    @Override
    public void setObject(int index, @Nullable Object x, int targetSqlType) throws SQLException {
        set(index, x == null ? null : Values.convert(x, targetSqlType));
    }

    @Override
    public void setObject(int index, @Nullable Object x, int targetSqlType, int scaleOrLength) throws SQLException {
        setObject(index, x, targetSqlType);
    }

    @Override
    public void setObject(int index, @Nullable Object x, SQLType type) throws SQLException {
        setObject(index, x, type.getVendorTypeNumber());
    }

    @Override
    public void setObject(int index, @Nullable Object x, SQLType type, int scaleOrLength) throws SQLException {
        setObject(index, x, type.getVendorTypeNumber());
    }

    /** Bytes are those of a text in UTF-8, as getBytes gives them. */
    @Override
    public void setBytes(int index, byte @Nullable [] x) throws SQLException {
        set(index, x == null ? null : TextStreams.utf8(x));
    }

    @Override
    public void setAsciiStream(int index, @Nullable InputStream x) throws SQLException {
        set(index, TextStreams.ascii(x, -1));
    }

    @Override
    public void setAsciiStream(int index, @Nullable InputStream x, int length) throws SQLException {
        set(index, TextStreams.ascii(x, length));
    }

    @Override
    public void setAsciiStream(int index, @Nullable InputStream x, long length) throws SQLException {
        set(index, TextStreams.ascii(x, length));
    }

    @Override
    public void setClob(int index, @Nullable Clob x) throws SQLException {
        set(index, x == null ? null : TextStreams.text(x.getCharacterStream(), -1));
    }

    @Override
    public void setClob(int index, @Nullable Reader reader) throws SQLException {
        set(index, TextStreams.text(reader, -1));
    }

    @Override
    public void setClob(int index, @Nullable Reader reader, long length) throws SQLException {
        set(index, TextStreams.text(reader, length));
    }

    @Override
    public void setNClob(int index, @Nullable NClob x) throws SQLException {
        setClob(index, x);
    }

    @Override
    public void setNClob(int index, @Nullable Reader reader) throws SQLException {
        set(index, TextStreams.text(reader, -1));
    }

    @Override
    public void setNClob(int index, @Nullable Reader reader, long length) throws SQLException {
        set(index, TextStreams.text(reader, length));
    }

    @Override
    public void setCharacterStream(int index, @Nullable Reader reader) throws SQLException {
        set(index, TextStreams.text(reader, -1));
    }

    @Override
    public void setCharacterStream(int index, @Nullable Reader reader, int length) throws SQLException {
        set(index, TextStreams.text(reader, length));
    }

    @Override
    public void setCharacterStream(int index, @Nullable Reader reader, long length) throws SQLException {
        set(index, TextStreams.text(reader, length));
    }

    @Override
    public void setNCharacterStream(int index, @Nullable Reader reader) throws SQLException {
        set(index, TextStreams.text(reader, -1));
    }

    @Override
    public void setNCharacterStream(int index, @Nullable Reader reader, long length) throws SQLException {
        set(index, TextStreams.text(reader, length));
    }
}
