package dev.caresql.jdbc;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.util.ArrayImpl;
import org.apache.calcite.avatica.util.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over the rows of an engine, which it reads where they lie: numbers and texts go to the caller without being
 * boxed or copied. Where the engine's type is not the planned one, each value is converted to the planned one.
 */
final class EngineCursor implements Cursor {
    private final RunningQuery query;
    private final ResultSet rows;

    EngineCursor(RunningQuery query) {
        this.query = query;
        this.rows = query.rows();
    }

    @Override
    public List<Accessor> createAccessors(
            List<ColumnMetaData> types, Calendar localCalendar, ArrayImpl.Factory factory) {
        List<Accessor> accessors = new ArrayList<>();
        try {
            ResultSetMetaData engineTypes = rows.getMetaData();
            for (int i = 0; i < types.size(); i++) {
                accessors.add(accessor(types.get(i).type.id, engineTypes.getColumnType(i + 1), i + 1));
            }
        } catch (SQLException e) {
            throw new EngineFailure(SqlExceptions.ofEngine(e));
        }
        return accessors;
    }

    private CareAccessor accessor(int planned, int engine, int column) {
        if (planned == Types.TIMESTAMP && engine == Types.TIMESTAMP) {
            return new TimestampCell(column);
        }
        if (isInteger(planned) && isInteger(engine) && width(engine) <= width(planned)) {
            return new IntegerCell(column, planned == Types.BIGINT);
        }
        if (engine == Types.BLOB) {
            return new BytesCell(column);
        }
        if (planned != engine) {
            return new ConvertedCell(column, planned);
        }
        return switch (planned) {
            case Types.DOUBLE -> new DoubleCell(column);
            case Types.VARCHAR -> new TextCell(column);
            case Types.DECIMAL -> new DecimalCell(column);
            default -> new Cell(column);
        };
    }

    private static boolean isInteger(int type) {
        return width(type) > 0;
    }

    private static int width(int type) {
        return switch (type) {
            case Types.TINYINT -> 1;
            case Types.SMALLINT -> 2;
            case Types.INTEGER -> 4;
            case Types.BIGINT -> 8;
            default -> 0;
        };
    }

    @Override
    public boolean next() throws SQLException {
        return query.next();
    }

    @Override
    public boolean wasNull() throws SQLException {
        return rows.wasNull();
    }

    @Override
    public void close() {
        query.close();
    }

    /** A value as the engine gives it. */
    private class Cell extends CareAccessor {
        final int column;

        Cell(int column) {
            this.column = column;
        }

        @Override
        @Nullable
        Object value() throws SQLException {
            try {
                return rows.getObject(column);
            } catch (SQLException e) {
                throw SqlExceptions.ofEngine(e);
            }
        }

        @Override
        public boolean wasNull() throws SQLException {
            return rows.wasNull();
        }
    }

    /** A value of another type than the planned one. */
    private final class ConvertedCell extends Cell {
        private final int type;

        ConvertedCell(int column, int type) {
            super(column);
            this.type = type;
        }

        @Override
        @Nullable
        Object value() throws SQLException {
            Object value = super.value();
            return value == null ? null : Values.convert(value, type);
        }
    }

    private final class IntegerCell extends Cell {
        private final boolean big;

        IntegerCell(int column, boolean big) {
            super(column);
            this.big = big;
        }

        @Override
        @Nullable
        Object value() throws SQLException {
            long value = rows.getLong(column);
            if (value == 0 && rows.wasNull()) {
                return null;
            }
            return big ? (Object) value : (Object) (int) value;
        }

        @Override
        public long getLong() throws SQLException {
            return rows.getLong(column);
        }

        @Override
        public double getDouble() throws SQLException {
            return rows.getLong(column);
        }

        @Override
        public int getInt() throws SQLException {
            long value = rows.getLong(column);
            return value == (int) value ? (int) value : super.getInt();
        }
    }

    private final class DoubleCell extends Cell {
        DoubleCell(int column) {
            super(column);
        }

        @Override
        public double getDouble() throws SQLException {
            double value = rows.getDouble(column);
            // DuckDB gives NaN for NULL, where JDBC wants 0.
            return Double.isNaN(value) && rows.wasNull() ? 0 : value;
        }
    }

    private final class TextCell extends Cell {
        TextCell(int column) {
            super(column);
        }

        @Override
        public @Nullable String getString() throws SQLException {
            return rows.getString(column);
        }

        @Override
        public @Nullable Object getObject() throws SQLException {
            return rows.getString(column);
        }
    }

    private final class BytesCell extends Cell {
        BytesCell(int column) {
            super(column);
        }

        @Override
        public byte @Nullable [] value() throws SQLException {
            return rows.getBytes(column);
        }

        @Override
        public byte @Nullable [] getBytes() throws SQLException {
            return value();
        }
    }

    private final class DecimalCell extends Cell {
        DecimalCell(int column) {
            super(column);
        }

        @Override
        public @Nullable BigDecimal getBigDecimal() throws SQLException {
            return rows.getBigDecimal(column);
        }
    }

    /** A timestamp, which must not pass through the machine's time zone except where the caller asks for that. */
    private final class TimestampCell extends Cell {
        TimestampCell(int column) {
            super(column);
        }

        @Override
        @Nullable
        Object value() throws SQLException {
            return rows.getObject(column, LocalDateTime.class);
        }

        @Override
        public @Nullable Timestamp getTimestamp(@Nullable Calendar calendar) throws SQLException {
            return calendar == null ? rows.getTimestamp(column) : super.getTimestamp(calendar);
        }

        @Override
        public @Nullable Object getObject() throws SQLException {
            return rows.getTimestamp(column);
        }
    }
}
