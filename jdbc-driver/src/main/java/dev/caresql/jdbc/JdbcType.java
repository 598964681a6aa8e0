package dev.caresql.jdbc;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.OffsetDateTime;
import org.apache.calcite.avatica.AvaticaParameter;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.ColumnMetaData.Rep;
import org.apache.calcite.rel.type.RelDataType;

/**
 * A type as JDBC shows it.
 *
 * @param id of java.sql.Types
 * @param name plain, as getTypeInfo lists it
 * @param precision digits, or characters that the type has room for; always positive
 * @param scale digits behind the point
 * @param displaySize characters of the widest value; always positive
 * @param javaClass what getObject gives
 */
record JdbcType(int id, String name, int precision, int scale, int displaySize, Class<?> javaClass) {
    static final int TEXT_SIZE = 65_535;
    private static final int MICROS = 6;
    private static final int TIMESTAMP_SIZE = 26;
    private static final int TIMESTAMP_TZ_SIZE = 35;

    static final JdbcType VARCHAR = new JdbcType(Types.VARCHAR, "VARCHAR", TEXT_SIZE, 0, TEXT_SIZE, String.class);
    static final JdbcType INTEGER = new JdbcType(Types.INTEGER, "INTEGER", 10, 0, 11, Integer.class);
    static final JdbcType SMALLINT = new JdbcType(Types.SMALLINT, "SMALLINT", 5, 0, 6, Integer.class);
    static final JdbcType BOOLEAN = new JdbcType(Types.BOOLEAN, "BOOLEAN", 1, 0, 5, Boolean.class);

    JdbcType {
        requireNonNull(name, "name is null");
        requireNonNull(javaClass, "javaClass is null");
    }

    /** The type of a planned column or parameter. */
    static JdbcType of(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> BOOLEAN;
            case TINYINT -> new JdbcType(Types.TINYINT, "TINYINT", 3, 0, 4, Integer.class);
            case SMALLINT -> SMALLINT;
            case INTEGER -> INTEGER;
            case BIGINT -> new JdbcType(Types.BIGINT, "BIGINT", 19, 0, 20, Long.class);
            case REAL -> new JdbcType(Types.REAL, "REAL", 7, 0, 15, Float.class);
            case FLOAT, DOUBLE -> new JdbcType(Types.DOUBLE, "DOUBLE", 15, 0, 24, Double.class);
            case DECIMAL -> decimal(type);
            case DATE -> new JdbcType(Types.DATE, "DATE", 10, 0, 10, Date.class);
            case TIME -> new JdbcType(Types.TIME, "TIME", 15, MICROS, 15, Time.class);
            case TIMESTAMP ->
                new JdbcType(Types.TIMESTAMP, "TIMESTAMP", TIMESTAMP_SIZE, MICROS, TIMESTAMP_SIZE, Timestamp.class);
            case TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                new JdbcType(
                        Types.TIMESTAMP_WITH_TIMEZONE,
                        "TIMESTAMP WITH TIME ZONE",
                        TIMESTAMP_TZ_SIZE,
                        MICROS,
                        TIMESTAMP_TZ_SIZE,
                        OffsetDateTime.class);
            case CHAR, VARCHAR -> text(type.getPrecision());
            case ARRAY -> new JdbcType(Types.ARRAY, "ARRAY", TEXT_SIZE, 0, TEXT_SIZE, Object.class);
            default -> VARCHAR;
        };
    }

    private static JdbcType decimal(RelDataType type) {
        int sign = 1;
        int point = type.getScale() > 0 ? 1 : 0;
        return new JdbcType(
                Types.DECIMAL,
                "DECIMAL",
                type.getPrecision(),
                type.getScale(),
                type.getPrecision() + sign + point,
                BigDecimal.class);
    }

    private static JdbcType text(int length) {
        return length > 0 ? new JdbcType(Types.VARCHAR, "VARCHAR", length, 0, length, String.class) : VARCHAR;
    }

    boolean isSigned() {
        return switch (id) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.REAL, Types.DOUBLE, Types.DECIMAL ->
                true;
            default -> false;
        };
    }

    /** A column of a result. */
    ColumnMetaData column(int ordinal, String label, int nullable) {
        return new ColumnMetaData(
                ordinal,
                false,
                id == Types.VARCHAR,
                true,
                false,
                nullable,
                isSigned(),
                displaySize,
                label,
                label,
                "",
                precision,
                scale,
                "",
                "",
                ColumnMetaData.scalar(id, name, Rep.OBJECT),
                true,
                false,
                false,
                javaClass.getName());
    }

    /** A parameter of a statement. */
    AvaticaParameter parameter(int ordinal) {
        return new AvaticaParameter(isSigned(), precision, scale, id, name, javaClass.getName(), "?" + (ordinal + 1));
    }
}
