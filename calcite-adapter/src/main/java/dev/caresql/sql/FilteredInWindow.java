package dev.caresql.sql;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;

/** An aggregate function that knows how a FILTER is said when it stands in a window, where algebra has none. */
public interface FilteredInWindow {
    /** The call over the rows that fulfil the condition. */
    SqlCall filtered(SqlCall call, SqlNode condition);
}
