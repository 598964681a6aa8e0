package dev.caresql.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import java.util.TimeZone;
import org.apache.calcite.avatica.util.Cursor;
import org.joou.UByte;
import org.joou.UInteger;
import org.joou.ULong;
import org.joou.UShort;
import org.jspecify.annotations.Nullable;

/** Reads one column of the current row in every way that JDBC knows; a subclass gives the value. */
abstract class CareAccessor implements Cursor.Accessor {
    /** The value of the current row in the classes used inside the driver; null for NULL. */
    abstract @Nullable Object value() throws SQLException;

    @Override
    public @Nullable String getString() throws SQLException {
        Object value = value();
        return value == null ? null : Values.toText(value);
    }

    @Override
    public boolean getBoolean() throws SQLException {
        Object value = value();
        return value != null && Values.toBoolean(value);
    }

    @Override
    public byte getByte() throws SQLException {
        return (byte) integer(Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    @Override
    public short getShort() throws SQLException {
        return (short) integer(Short.MIN_VALUE, Short.MAX_VALUE);
    }

    @Override
    public int getInt() throws SQLException {
        return (int) integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public long getLong() throws SQLException {
        return integer(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private long integer(long least, long most) throws SQLException {
        Object value = value();
        return value == null ? 0 : Values.toLong(value, least, most);
    }

    @Override
    public float getFloat() throws SQLException {
        return (float) getDouble();
    }

    @Override
    public double getDouble() throws SQLException {
        Object value = value();
        return value == null ? 0 : Values.toDouble(value);
    }

    @Override
    public @Nullable BigDecimal getBigDecimal() throws SQLException {
        Object value = value();
        return value == null ? null : Values.toDecimal(value);
    }

    @Override
    public @Nullable BigDecimal getBigDecimal(int scale) throws SQLException {
        BigDecimal decimal = getBigDecimal();
        return decimal == null ? null : decimal.setScale(scale, RoundingMode.HALF_UP);
    }

    @Override
    public @Nullable Object getObject() throws SQLException {
        Object value = value();
        return value == null ? null : JavaTypes.standard(value);
    }

    @Override
    public <T> @Nullable T getObject(Class<T> type) throws SQLException {
        return JavaTypes.as(value(), type);
    }

    @Override
    public @Nullable Object getObject(Map<String, Class<?>> map) throws SQLException {
        return getObject();
    }

    @Override
    public @Nullable Date getDate(@Nullable Calendar calendar) throws SQLException {
        Object value = value();
        if (value == null) {
            return null;
        }
        if (calendar != null && isForeign(calendar)) {
            return new Date(JavaTypes.toTimestamp(Values.toLocalDate(value).atStartOfDay(), calendar)
                    .getTime());
        }
        return Date.valueOf(Values.toLocalDate(value));
    }

    @Override
    public @Nullable Time getTime(@Nullable Calendar calendar) throws SQLException {
        Object value = value();
        if (value == null) {
            return null;
        }
        if (calendar != null && isForeign(calendar)) {
            return new Time(JavaTypes.toTimestamp(Values.toLocalTime(value).atDate(java.time.LocalDate.EPOCH), calendar)
                    .getTime());
        }
        return JavaTypes.toTime(Values.toLocalTime(value));
    }

    @Override
    public @Nullable Timestamp getTimestamp(@Nullable Calendar calendar) throws SQLException {
        Object value = value();
        if (value == null) {
            return null;
        }
        return calendar != null && isForeign(calendar)
                ? JavaTypes.toTimestamp(Values.toLocalDateTime(value), calendar)
                : Timestamp.valueOf(Values.toLocalDateTime(value));
    }

    /** Whether a calendar is not the one of this machine's zone. */
    private static boolean isForeign(Calendar calendar) {
        return !calendar.getTimeZone().equals(TimeZone.getDefault());
    }

    @Override
    public byte @Nullable [] getBytes() throws SQLException {
        String text = getString();
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable Reader getCharacterStream() throws SQLException {
        String text = getString();
        return text == null ? null : new StringReader(text);
    }

    @Override
    public @Nullable Reader getNCharacterStream() throws SQLException {
        return getCharacterStream();
    }

    @Override
    public @Nullable String getNString() throws SQLException {
        return getString();
    }

    @Override
    public @Nullable Array getArray() throws SQLException {
        return value() instanceof Array array ? array : null;
    }

    @Override
    public InputStream getAsciiStream() throws SQLException {
        throw SqlExceptions.unsupported("byte streams");
    }

    @Override
    public InputStream getUnicodeStream() throws SQLException {
        throw SqlExceptions.unsupported("byte streams");
    }

    @Override
    public InputStream getBinaryStream() throws SQLException {
        throw SqlExceptions.unsupported("byte streams");
    }

    @Override
    public Ref getRef() throws SQLException {
        throw SqlExceptions.unsupported("references");
    }

    @Override
    public Blob getBlob() throws SQLException {
        throw SqlExceptions.unsupported("large objects");
    }

    @Override
    public Clob getClob() throws SQLException {
        throw SqlExceptions.unsupported("large objects");
    }

    @Override
    public NClob getNClob() throws SQLException {
        throw SqlExceptions.unsupported("large objects");
    }

    @Override
    public Struct getStruct() throws SQLException {
        throw SqlExceptions.unsupported("structured types");
    }

    @Override
    public URL getURL() throws SQLException {
        throw SqlExceptions.unsupported("URL columns");
    }

    @Override
    public SQLXML getSQLXML() throws SQLException {
        throw SqlExceptions.unsupported("XML columns");
    }

    @Override
    public UByte getUByte() throws SQLException {
        throw SqlExceptions.unsupported("unsigned types");
    }

    @Override
    public UShort getUShort() throws SQLException {
        throw SqlExceptions.unsupported("unsigned types");
    }

    @Override
    public UInteger getUInt() throws SQLException {
        throw SqlExceptions.unsupported("unsigned types");
    }

    @Override
    public ULong getULong() throws SQLException {
        throw SqlExceptions.unsupported("unsigned types");
    }
}
