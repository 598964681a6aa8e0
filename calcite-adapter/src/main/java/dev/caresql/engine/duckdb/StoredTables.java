package dev.caresql.engine.duckdb;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.sql.CareTypeFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;

/** The tables of the connection's database with their columns, without the statistics that only queries need. */
final class StoredTables {
    private final Connection connection;
    private Map<String, RelDataType> rowTypes = Map.of();

    StoredTables(Connection connection) throws SQLException {
        this.connection = connection;
        read();
    }

    /** Reads the columns anew, when some were added. */
    void read() throws SQLException {
        record Column(String table, String name, String type) {}
        List<Column> columns = Jdbc.list(
                connection,
                "SELECT table_name, column_name, data_type FROM duckdb_columns()"
                        + " WHERE NOT internal AND schema_name = 'main' AND database_name = current_database()"
                        + " ORDER BY table_name, column_index",
                row -> new Column(row.getString(1), row.getString(2), row.getString(3)));
        Map<String, RelDataTypeFactory.Builder> builders = new LinkedHashMap<>();
        for (Column column : columns) {
            RelDataType type = DuckDbTypes.relType(column.type())
                    .orElseThrow(() -> new CareSqlException(
                            ErrorCode.INTERNAL, "A snapshot has a column of type " + column.type()));
            builders.computeIfAbsent(
                            column.table(), key -> CareTypeFactory.shared().builder())
                    .add(column.name(), type);
        }
        Map<String, RelDataType> read = new LinkedHashMap<>();
        builders.forEach((name, builder) -> read.put(name, builder.build()));
        rowTypes = Collections.unmodifiableMap(read);
    }

    /** The columns of each table, by its name. */
    Map<String, RelDataType> rowTypes() {
        return rowTypes;
    }
}
