package dev.caresql.jdbc;

import java.util.ArrayList;
import java.util.Calendar;
import java.util.Iterator;
import java.util.List;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.util.ArrayImpl;
import org.apache.calcite.avatica.util.Cursor;
import org.jspecify.annotations.Nullable;

/** A cursor over rows in memory, each an array or a list. */
final class RowsCursor implements Cursor {
    private final Iterator<Object> rows;
    private Object row = List.of();
    private boolean wasNull;

    RowsCursor(Iterable<Object> rows) {
        this.rows = rows.iterator();
    }

    @Override
    public List<Accessor> createAccessors(
            List<ColumnMetaData> types, Calendar localCalendar, ArrayImpl.Factory factory) {
        List<Accessor> accessors = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            accessors.add(new CellAccessor(i));
        }
        return accessors;
    }

    @Override
    public boolean next() {
        if (!rows.hasNext()) {
            return false;
        }
        row = rows.next();
        return true;
    }

    @Override
    public boolean wasNull() {
        return wasNull;
    }

    @Override
    public void close() {}

    private final class CellAccessor extends CareAccessor {
        private final int ordinal;

        CellAccessor(int ordinal) {
            this.ordinal = ordinal;
        }

        @Override
        @Nullable
        Object value() {
            Object value = row instanceof Object[] cells ? cells[ordinal] : ((List<?>) row).get(ordinal);
            wasNull = value == null;
            return value;
        }

        @Override
        public boolean wasNull() {
            return wasNull;
        }
    }
}
