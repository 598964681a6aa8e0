package dev.caresql.sql;

import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * CareSQL's types: DECIMAL to 38 digits, timestamps to microseconds, SUM of integers BIGINT, averages and deviations
 * DOUBLE. Calcite's own type system averages integers to integers.
 */
public final class CareTypeSystem extends RelDataTypeSystemImpl {
    /** The type system; it has no state. */
    public static final CareTypeSystem INSTANCE = new CareTypeSystem();

    static final int TIMESTAMP_PRECISION = 6;
    private static final int MAX_DECIMAL_DIGITS = 38;

    @Override
    public int getMaxPrecision(SqlTypeName typeName) {
        return switch (typeName) {
            case DECIMAL -> MAX_DECIMAL_DIGITS;
            case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> TIMESTAMP_PRECISION;
            default -> super.getMaxPrecision(typeName);
        };
    }

    @Override
    public int getDefaultPrecision(SqlTypeName typeName) {
        return switch (typeName) {
            case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> TIMESTAMP_PRECISION;
            default -> super.getDefaultPrecision(typeName);
        };
    }

    @Override
    public int getMaxScale(SqlTypeName typeName) {
        return typeName == SqlTypeName.DECIMAL ? MAX_DECIMAL_DIGITS : super.getMaxScale(typeName);
    }

    @Override
    public RelDataType deriveSumType(RelDataTypeFactory typeFactory, RelDataType argumentType) {
        RelDataType sum = argumentType;
        if (SqlTypeUtil.isIntType(argumentType)) {
            sum = typeFactory.createSqlType(SqlTypeName.BIGINT);
        } else if (argumentType.getSqlTypeName() == SqlTypeName.DECIMAL) {
            sum = typeFactory.createSqlType(SqlTypeName.DECIMAL, MAX_DECIMAL_DIGITS, argumentType.getScale());
        } else if (argumentType.getSqlTypeName() == SqlTypeName.REAL) {
            sum = typeFactory.createSqlType(SqlTypeName.DOUBLE);
        }
        return typeFactory.createTypeWithNullability(sum, argumentType.isNullable());
    }

    @Override
    public RelDataType deriveAvgAggType(RelDataTypeFactory typeFactory, RelDataType argumentType) {
        if (SqlTypeUtil.isInterval(argumentType)) {
            return argumentType;
        }
        return typeFactory.createTypeWithNullability(
                typeFactory.createSqlType(SqlTypeName.DOUBLE), argumentType.isNullable());
    }

    @Override
    public RelDataType deriveCovarType(RelDataTypeFactory typeFactory, RelDataType arg0Type, RelDataType arg1Type) {
        return typeFactory.createTypeWithNullability(typeFactory.createSqlType(SqlTypeName.DOUBLE), true);
    }

    /** Of literals, as engines do with columns: half away from zero. */
    @Override
    public RoundingMode roundingMode() {
        return RoundingMode.HALF_UP;
    }

    @Override
    public boolean shouldConvertRaggedUnionTypesToVarying() {
        return true;
    }
}
