package dev.caresql.sql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.type.SqlTypeName;

/** Types that other databases have under names of their own. */
final class ToolTypes {
    private static final Map<String, SqlTypeName> NAMES = new HashMap<>();

    static {
        name(SqlTypeName.VARCHAR, "TEXT STRING NVARCHAR NTEXT CLOB LONGVARCHAR");
        name(SqlTypeName.SMALLINT, "INT2 INT16");
        name(SqlTypeName.INTEGER, "INT4 INT32");
        name(SqlTypeName.BIGINT, "INT8 INT64 LONG SIGNED");
        name(SqlTypeName.REAL, "FLOAT4 FLOAT32");
        name(SqlTypeName.DOUBLE, "FLOAT8 FLOAT64");
        name(SqlTypeName.BOOLEAN, "BOOL BIT");
        name(SqlTypeName.TIMESTAMP, "DATETIME DATETIME2 SMALLDATETIME TIMESTAMP_NTZ");
    }

    private ToolTypes() {}

    private static void name(SqlTypeName type, String names) {
        for (String name : names.split(" ")) {
            NAMES.put(name, type);
        }
    }

    /** The same type under its standard name. */
    static SqlDataTypeSpec standard(SqlDataTypeSpec spec) {
        SqlIdentifier written = spec.getTypeName();
        SqlTypeName type = spec.getTypeNameSpec() instanceof SqlUserDefinedTypeNameSpec && written.isSimple()
                ? NAMES.get(written.getSimple().toUpperCase(Locale.ROOT))
                : null;
        return type == null
                ? spec
                : new SqlDataTypeSpec(
                        new SqlBasicTypeNameSpec(type, spec.getParserPosition()), spec.getParserPosition());
    }
}
