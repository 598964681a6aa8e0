package dev.caresql.sql;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** Type derivation for calls whose operator is settled before validation, so that no look-up by name may change it. */
public final class ResolvedCalls {
    private ResolvedCalls() {}

    /** Derives the types of the operands, checks them and returns the operator's type. */
    public static RelDataType deriveType(
            SqlOperator operator, SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        SqlValidatorScope operandScope = scope.getOperandScope(call);
        for (SqlNode operand : call.getOperandList()) {
            validator.setValidatedNodeType(operand, validator.deriveType(operandScope, operand));
        }
        return operator.validateOperands(validator, operandScope, call);
    }
}
