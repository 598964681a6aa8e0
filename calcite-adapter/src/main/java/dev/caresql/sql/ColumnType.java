package dev.caresql.sql;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/** The types that a column of a model or a parameter of a KPI can have. */
public enum ColumnType {
    VARCHAR(SqlTypeName.VARCHAR),
    INTEGER(SqlTypeName.INTEGER),
    BIGINT(SqlTypeName.BIGINT),
    DOUBLE(SqlTypeName.DOUBLE),
    DECIMAL(SqlTypeName.DECIMAL),
    BOOLEAN(SqlTypeName.BOOLEAN),
    DATE(SqlTypeName.DATE),
    TIME(SqlTypeName.TIME),
    TIMESTAMP(SqlTypeName.TIMESTAMP);

    private static final int MONEY_PRECISION = 19;
    private static final int MONEY_SCALE = 4;

    private final SqlTypeName sqlTypeName;

    ColumnType(SqlTypeName sqlTypeName) {
        this.sqlTypeName = sqlTypeName;
    }

    /** The type's name in any case; empty when there is none of that name. */
    public static Optional<ColumnType> ofName(String name) {
        for (ColumnType type : values()) {
            if (type.name().equals(name.toUpperCase(Locale.ROOT))) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** All names in lower case, for messages. */
    public static String names() {
        return Arrays.stream(values())
                .map(type -> type.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    public SqlTypeName sqlTypeName() {
        return sqlTypeName;
    }

    /** The nullable Calcite type: VARCHAR without length, DECIMAL(19,4), timestamps with microseconds. */
    public RelDataType relType(RelDataTypeFactory factory) {
        RelDataType type =
                switch (this) {
                    case DECIMAL -> factory.createSqlType(sqlTypeName, MONEY_PRECISION, MONEY_SCALE);
                    case TIMESTAMP -> factory.createSqlType(sqlTypeName, CareTypeSystem.TIMESTAMP_PRECISION);
                    case VARCHAR, INTEGER, BIGINT, DOUBLE, BOOLEAN, DATE, TIME -> factory.createSqlType(sqlTypeName);
                };
        return factory.createTypeWithNullability(type, true);
    }
}
