package dev.caresql.jdbc;

import static java.util.Objects.requireNonNull;

import dev.caresql.plan.ColumnOrigin;
import dev.caresql.sql.TypeDescription;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Optional;
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
    private static final int REAL_SIZE = 15;
    private static final int DOUBLE_SIZE = 24;

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
        TypeDescription known = TypeDescription.of(type);
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> BOOLEAN;
            case TINYINT -> number(Types.TINYINT, known, Integer.class);
            case SMALLINT -> SMALLINT;
            case INTEGER -> INTEGER;
            case BIGINT -> number(Types.BIGINT, known, Long.class);
            case REAL -> new JdbcType(Types.REAL, known.name(), known.precision(), 0, REAL_SIZE, Float.class);
            case FLOAT, DOUBLE ->
                new JdbcType(Types.DOUBLE, known.name(), known.precision(), 0, DOUBLE_SIZE, Double.class);
            case DECIMAL -> number(Types.DECIMAL, known, BigDecimal.class);
            case DATE -> time(Types.DATE, known, Date.class);
            case TIME -> time(Types.TIME, known, Time.class);
            case TIMESTAMP -> time(Types.TIMESTAMP, known, Timestamp.class);
            case TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                time(Types.TIMESTAMP_WITH_TIMEZONE, known, OffsetDateTime.class);
            case ARRAY -> new JdbcType(Types.ARRAY, known.name(), TEXT_SIZE, 0, TEXT_SIZE, Object.class);
            default -> text(known.precision());
        };
    }

    private static JdbcType number(int id, TypeDescription known, Class<?> javaClass) {
        int sign = 1;
        int point = known.scale() > 0 ? 1 : 0;
        int size = known.precision() + sign + point;
        return new JdbcType(id, known.name(), known.precision(), known.scale(), size, javaClass);
    }

    private static JdbcType time(int id, TypeDescription known, Class<?> javaClass) {
        return new JdbcType(id, known.name(), known.precision(), known.scale(), known.precision(), javaClass);
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

    /**
     * A column of a result.
     *
     * @param origin whose column it shows; an expression bears its label as its name
     */
    ColumnMetaData column(int ordinal, String label, int nullable, Optional<ColumnOrigin> origin) {
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
                origin.map(ColumnOrigin::column).orElse(label),
                origin.map(ColumnOrigin::schema).orElse(""),
                precision,
                scale,
                origin.map(ColumnOrigin::table).orElse(""),
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
