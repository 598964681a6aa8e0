package dev.caresql.sql;

import static java.util.Objects.requireNonNull;

import org.apache.calcite.rel.type.RelDataType;

/**
 * A type as catalogs describe it.
 *
 * @param name plain, without size
 * @param kind what its sizes mean
 * @param precision digits of a number; characters that a text may have, 0 when nothing limits them; characters of the
 *     longest date or time
 * @param scale digits behind the point, of a number or of the seconds
 */
public record TypeDescription(String name, Kind kind, int precision, int scale) {
    private static final int TINYINT_DIGITS = 3;
    private static final int SMALLINT_DIGITS = 5;
    private static final int INTEGER_DIGITS = 10;
    private static final int BIGINT_DIGITS = 19;
    private static final int REAL_DIGITS = 7;
    private static final int DOUBLE_DIGITS = 15;
    private static final int MICROS = CareTypeSystem.TIMESTAMP_PRECISION;

    /** Requires a name and a kind. */
    public TypeDescription {
        requireNonNull(name, "name is null");
        requireNonNull(kind, "kind is null");
    }

    /** The description of a type of a planned column or parameter; what has no other is text. */
    public static TypeDescription of(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> new TypeDescription("BOOLEAN", Kind.TRUTH, 1, 0);
            case TINYINT -> new TypeDescription("TINYINT", Kind.EXACT, TINYINT_DIGITS, 0);
            case SMALLINT -> new TypeDescription("SMALLINT", Kind.EXACT, SMALLINT_DIGITS, 0);
            case INTEGER -> new TypeDescription("INTEGER", Kind.EXACT, INTEGER_DIGITS, 0);
            case BIGINT -> new TypeDescription("BIGINT", Kind.EXACT, BIGINT_DIGITS, 0);
            case DECIMAL -> new TypeDescription("DECIMAL", Kind.EXACT, type.getPrecision(), type.getScale());
            case REAL -> new TypeDescription("REAL", Kind.APPROXIMATE, REAL_DIGITS, 0);
            case FLOAT, DOUBLE -> new TypeDescription("DOUBLE", Kind.APPROXIMATE, DOUBLE_DIGITS, 0);
            case DATE -> new TypeDescription("DATE", Kind.TIME, "2000-01-01".length(), 0);
            case TIME -> new TypeDescription("TIME", Kind.TIME, "00:00:00.000000".length(), MICROS);
            case TIMESTAMP ->
                new TypeDescription("TIMESTAMP", Kind.TIME, "2000-01-01 00:00:00.000000".length(), MICROS);
            case TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                new TypeDescription(
                        "TIMESTAMP WITH TIME ZONE", Kind.TIME, "2000-01-01 00:00:00.000000+00:00:00".length(), MICROS);
            case ARRAY -> new TypeDescription("ARRAY", Kind.OTHER, 0, 0);
            default -> new TypeDescription("VARCHAR", Kind.TEXT, Math.max(0, type.getPrecision()), 0);
        };
    }

    /** Whether it is a number. */
    public boolean isNumeric() {
        return kind == Kind.EXACT || kind == Kind.APPROXIMATE;
    }

    /** What the values of a type are. */
    public enum Kind {
        TRUTH,
        EXACT,
        APPROXIMATE,
        TEXT,
        TIME,
        OTHER
    }
}
