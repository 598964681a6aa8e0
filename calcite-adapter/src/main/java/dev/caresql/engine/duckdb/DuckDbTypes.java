package dev.caresql.engine.duckdb;

import dev.caresql.sql.CareTypeFactory;
import dev.caresql.sql.ColumnType;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/** DuckDB's types and ours. */
final class DuckDbTypes {
    private static final RelDataTypeFactory FACTORY = CareTypeFactory.shared();
    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),\\s*(\\d+)\\)");

    private DuckDbTypes() {}

    /** The type of a column as DuckDB's catalog spells it; empty for one that CareSQL does not know. */
    static Optional<RelDataType> relType(String name) {
        Matcher decimal = DECIMAL.matcher(name);
        if (decimal.matches()) {
            return Optional.of(nullable(FACTORY.createSqlType(
                    SqlTypeName.DECIMAL, Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)))));
        }
        return switch (name) {
            case "VARCHAR" -> Optional.of(ColumnType.VARCHAR.relType(FACTORY));
            case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT" ->
                Optional.of(ColumnType.INTEGER.relType(FACTORY));
            case "BIGINT", "UINTEGER" -> Optional.of(ColumnType.BIGINT.relType(FACTORY));
            case "FLOAT", "DOUBLE" -> Optional.of(ColumnType.DOUBLE.relType(FACTORY));
            case "BOOLEAN" -> Optional.of(ColumnType.BOOLEAN.relType(FACTORY));
            case "DATE" -> Optional.of(ColumnType.DATE.relType(FACTORY));
            case "TIME" -> Optional.of(ColumnType.TIME.relType(FACTORY));
            case "TIMESTAMP" -> Optional.of(ColumnType.TIMESTAMP.relType(FACTORY));
            default -> Optional.empty();
        };
    }

    /** How DuckDB spells the type of a canonical column. */
    static String name(ColumnType type) {
        return switch (type) {
            case DECIMAL -> "DECIMAL(19,4)";
            case VARCHAR, INTEGER, BIGINT, DOUBLE, BOOLEAN, DATE, TIME, TIMESTAMP -> type.name();
        };
    }

    /** The type in which a user's own column is kept; empty when a snapshot cannot hold it. */
    static Optional<String> name(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case NULL, CHAR, VARCHAR -> Optional.of("VARCHAR");
            case TINYINT, SMALLINT, INTEGER -> Optional.of("INTEGER");
            case BIGINT -> Optional.of("BIGINT");
            case FLOAT, REAL, DOUBLE -> Optional.of("DOUBLE");
            case DECIMAL -> Optional.of("DECIMAL(" + type.getPrecision() + "," + type.getScale() + ")");
            case BOOLEAN -> Optional.of("BOOLEAN");
            case DATE -> Optional.of("DATE");
            case TIME -> Optional.of("TIME");
            case TIMESTAMP -> Optional.of("TIMESTAMP");
            default -> Optional.empty();
        };
    }

    private static RelDataType nullable(RelDataType type) {
        return FACTORY.createTypeWithNullability(type, true);
    }
}
