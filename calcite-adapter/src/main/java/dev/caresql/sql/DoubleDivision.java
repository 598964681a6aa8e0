package dev.caresql.sql;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** The operator {@code /}: DOUBLE whatever the numbers, since integer and decimal division differ between engines. */
final class DoubleDivision extends SqlBinaryOperator {
    private static final int PRECEDENCE = 60;

    DoubleDivision() {
        super(
                "/",
                SqlKind.OTHER,
                PRECEDENCE,
                true,
                DoubleDivision::quotientType,
                InferTypes.FIRST_KNOWN,
                OperandTypes.DIVISION_OPERATOR);
    }

    private static RelDataType quotientType(SqlOperatorBinding binding) {
        RelDataType dividend = binding.getOperandType(0);
        RelDataType quotient = SqlTypeUtil.isInterval(dividend)
                ? dividend
                : binding.getTypeFactory().createSqlType(SqlTypeName.DOUBLE);
        return binding.getTypeFactory().createTypeWithNullability(quotient, true);
    }

    /** Skips the look-up by name, which would find Calcite's own operator. */
    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        return ResolvedCalls.deriveType(this, validator, scope, call);
    }
}
