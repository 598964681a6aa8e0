package dev.caresql.jdbc;

import dev.caresql.sql.CareTypeFactory;
import dev.caresql.sql.ColumnType;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/** The types that a result can have. */
final class TypeInfoRows {
    private static final int MAX_DECIMAL = 38;
    private static final int DECIMAL_RADIX = 10;

    private TypeInfoRows() {}

    static List<Object> rows() {
        List<JdbcType> types = new ArrayList<>();
        RelDataTypeFactory factory = CareTypeFactory.shared();
        for (ColumnType type : ColumnType.values()) {
            types.add(JdbcType.of(type.relType(factory)));
        }
        for (SqlTypeName name : List.of(SqlTypeName.TINYINT, SqlTypeName.SMALLINT, SqlTypeName.REAL)) {
            types.add(JdbcType.of(factory.createSqlType(name)));
        }
        types.add(JdbcType.of(factory.createSqlType(SqlTypeName.TIMESTAMP_TZ)));
        List<Object> rows = new ArrayList<>();
        types.stream().sorted(Comparator.comparingInt(JdbcType::id)).forEach(type -> rows.add(row(type)));
        return rows;
    }

    private static Object row(JdbcType type) {
        boolean decimal = type.name().equals("DECIMAL");
        String prefix =
                switch (type.name()) {
                    case "VARCHAR" -> "'";
                    case "DATE", "TIME", "TIMESTAMP" -> type.name() + " '";
                    case "TIMESTAMP WITH TIME ZONE" -> "TIMESTAMP WITH TIME ZONE '";
                    default -> "";
                };
        return MetadataRows.row(
                type.name(),
                type.id(),
                decimal ? MAX_DECIMAL : type.precision(),
                prefix.isEmpty() ? null : prefix,
                prefix.isEmpty() ? null : "'",
                decimal ? "precision,scale" : null,
                DatabaseMetaData.typeNullable,
                type.javaClass() == String.class,
                DatabaseMetaData.typeSearchable,
                !type.isSigned(),
                false,
                false,
                type.name(),
                0,
                decimal ? MAX_DECIMAL : type.scale(),
                null,
                null,
                type.isSigned() ? DECIMAL_RADIX : null);
    }
}
