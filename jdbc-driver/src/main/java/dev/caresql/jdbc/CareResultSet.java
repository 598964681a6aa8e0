package dev.caresql.jdbc;

import static java.util.Objects.requireNonNull;

import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.avatica.AvaticaUtils;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.util.Cursor;
import org.jspecify.annotations.Nullable;

/** The rows of a statement, or of a metadata call, as a program reads them. */
final class CareResultSet extends NoUpdatesByLabel {
    private final OpenResult source;
    private final Cursor cursor;
    private final Cursor.Accessor[] accessors;
    private final Map<String, Integer> ordinals = new HashMap<>();
    private boolean onRow;
    private boolean isAfterLast;
    private long row;

    /** Reads a result from its first row. */
    CareResultSet(OpenResult source, Cursor cursor, List<Cursor.Accessor> accessors) {
        this.source = requireNonNull(source, "source is null");
        this.cursor = requireNonNull(cursor, "cursor is null");
        this.accessors = accessors.toArray(new Cursor.Accessor[0]);
        List<ColumnMetaData> columns = source.columns();
        columns.forEach(column -> ordinals.putIfAbsent(column.label.toLowerCase(Locale.ROOT), column.ordinal));
        columns.forEach(column -> ordinals.putIfAbsent(column.columnName.toLowerCase(Locale.ROOT), column.ordinal));
    }

    @Override
    void checkOpen() throws SQLException {
        if (source.isClosed()) {
            throw SqlExceptions.of("24000", "The result is closed", null);
        }
    }

    @Override
    public boolean isClosed() throws SQLException {
        return source.isClosed();
    }

    @Override
    public void close() {
        source.close();
    }

    /** From now on no value can be read, whoever closed the result. */
    void closed() {
        onRow = false;
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        return source.getMetaData();
    }

    @Override
    public Statement getStatement() throws SQLException {
        checkOpen();
        return source.guardOfStatement();
    }

    @Override
    public boolean next() throws SQLException {
        checkOpen();
        onRow = cursor.next();
        isAfterLast = !onRow && (row > 0 || isAfterLast);
        row = onRow ? row + 1 : 0;
        return onRow;
    }

    @Override
    public boolean wasNull() throws SQLException {
        checkOpen();
        return onRow && cursor.wasNull();
    }

    @Override
    public int getRow() throws SQLException {
        checkOpen();
        return AvaticaUtils.toSaturatedInt(row);
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        checkOpen();
        return !onRow && !isAfterLast;
    }

    @Override
    public boolean isFirst() throws SQLException {
        checkOpen();
        return row == 1;
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        checkOpen();
        return isAfterLast;
    }

    @Override
    public int findColumn(@Nullable String label) throws SQLException {
        checkOpen();
        Integer ordinal = label == null ? null : ordinals.get(label.toLowerCase(Locale.ROOT));
        if (ordinal == null) {
            throw SqlExceptions.of("42703", "The result has no column '" + label + "'", null);
        }
        return ordinal + 1;
    }

    private Cursor.Accessor accessor(String label) throws SQLException {
        return accessor(findColumn(label));
    }

    private Cursor.Accessor accessor(int column) throws SQLException {
        if (!onRow) {
            checkOpen();
            throw SqlExceptions.of("24000", "The result stands on no row; call next() first", null);
        }
        if (column < 1 || column > accessors.length) {
            throw SqlExceptions.of(
                    "42703", "The result has no column " + column + "; it has " + accessors.length, null);
        }
        return accessors[column - 1];
    }

    @Override
    public @Nullable String getString(int column) throws SQLException {
        return accessor(column).getString();
    }

    @Override
    public @Nullable String getString(String label) throws SQLException {
        return accessor(label).getString();
    }

    @Override
    public boolean getBoolean(int column) throws SQLException {
        return accessor(column).getBoolean();
    }

    @Override
    public boolean getBoolean(String label) throws SQLException {
        return accessor(label).getBoolean();
    }

    @Override
    public byte getByte(int column) throws SQLException {
        return accessor(column).getByte();
    }

    @Override
    public byte getByte(String label) throws SQLException {
        return accessor(label).getByte();
    }

    @Override
    public short getShort(int column) throws SQLException {
        return accessor(column).getShort();
    }

    @Override
    public short getShort(String label) throws SQLException {
        return accessor(label).getShort();
    }

    @Override
    public int getInt(int column) throws SQLException {
        return accessor(column).getInt();
    }

    @Override
    public int getInt(String label) throws SQLException {
        return accessor(label).getInt();
    }

    @Override
    public long getLong(int column) throws SQLException {
        return accessor(column).getLong();
    }

    @Override
    public long getLong(String label) throws SQLException {
        return accessor(label).getLong();
    }

    @Override
    public float getFloat(int column) throws SQLException {
        return accessor(column).getFloat();
    }

    @Override
    public float getFloat(String label) throws SQLException {
        return accessor(label).getFloat();
    }

    @Override
    public double getDouble(int column) throws SQLException {
        return accessor(column).getDouble();
    }

    @Override
    public double getDouble(String label) throws SQLException {
        return accessor(label).getDouble();
    }

    @Override
    public @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
        return accessor(column).getBigDecimal();
    }

    @Override
    public @Nullable BigDecimal getBigDecimal(String label) throws SQLException {
        return accessor(label).getBigDecimal();
    }

    @Override
    public byte @Nullable [] getBytes(int column) throws SQLException {
        return accessor(column).getBytes();
    }

    @Override
    public byte @Nullable [] getBytes(String label) throws SQLException {
        return accessor(label).getBytes();
    }

    @Override
    public @Nullable Object getObject(int column) throws SQLException {
        return accessor(column).getObject();
    }

    @Override
    public @Nullable Object getObject(String label) throws SQLException {
        return accessor(label).getObject();
    }

    @Override
    public @Nullable Reader getCharacterStream(int column) throws SQLException {
        return accessor(column).getCharacterStream();
    }

    @Override
    public @Nullable Reader getCharacterStream(String label) throws SQLException {
        return accessor(label).getCharacterStream();
    }

    @Override
    public @Nullable Reader getNCharacterStream(int column) throws SQLException {
        return accessor(column).getNCharacterStream();
    }

    @Override
    public @Nullable Reader getNCharacterStream(String label) throws SQLException {
        return accessor(label).getNCharacterStream();
    }

    @Override
    public @Nullable Array getArray(int column) throws SQLException {
        return accessor(column).getArray();
    }

    @Override
    public @Nullable Array getArray(String label) throws SQLException {
        return accessor(label).getArray();
    }

    @Override
    public @Nullable String getNString(int column) throws SQLException {
        return accessor(column).getNString();
    }

    @Override
    public @Nullable String getNString(String label) throws SQLException {
        return accessor(label).getNString();
    }

    @Override
    public @Nullable Date getDate(int column) throws SQLException {
        return accessor(column).getDate(null);
    }

    @Override
    public @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
        return accessor(column).getDate(calendar);
    }

    @Override
    public @Nullable Date getDate(String label) throws SQLException {
        return accessor(label).getDate(null);
    }

    @Override
    public @Nullable Date getDate(String label, @Nullable Calendar calendar) throws SQLException {
        return accessor(label).getDate(calendar);
    }

    @Override
    public @Nullable Time getTime(int column) throws SQLException {
        return accessor(column).getTime(null);
    }

    @Override
    public @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
        return accessor(column).getTime(calendar);
    }

    @Override
    public @Nullable Time getTime(String label) throws SQLException {
        return accessor(label).getTime(null);
    }

    @Override
    public @Nullable Time getTime(String label, @Nullable Calendar calendar) throws SQLException {
        return accessor(label).getTime(calendar);
    }

    @Override
    public @Nullable Timestamp getTimestamp(int column) throws SQLException {
        return accessor(column).getTimestamp(null);
    }

    @Override
    public @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar) throws SQLException {
        return accessor(column).getTimestamp(calendar);
    }

    @Override
    public @Nullable Timestamp getTimestamp(String label) throws SQLException {
        return accessor(label).getTimestamp(null);
    }

    @Override
    public @Nullable Timestamp getTimestamp(String label, @Nullable Calendar calendar) throws SQLException {
        return accessor(label).getTimestamp(calendar);
    }

    @Override
    public <T> @Nullable T getObject(int column, Class<T> type) throws SQLException {
        return accessor(column).getObject(type);
    }

    @Override
    public @Nullable Object getObject(int column, Map<String, Class<?>> map) throws SQLException {
        return accessor(column).getObject();
    }

    @Override
    @Deprecated
    public @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
        return accessor(column).getBigDecimal(scale);
    }

    @Override
    public <T> @Nullable T getObject(String label, Class<T> type) throws SQLException {
        return accessor(label).getObject(type);
    }

    @Override
    public @Nullable Object getObject(String label, Map<String, Class<?>> map) throws SQLException {
        return accessor(label).getObject();
    }

    @Override
    @Deprecated
    public @Nullable BigDecimal getBigDecimal(String label, int scale) throws SQLException {
        return accessor(label).getBigDecimal(scale);
    }
}
