package dev.caresql.sql;

import static java.util.Objects.requireNonNull;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.apache.calcite.util.DateString;
import org.jspecify.annotations.Nullable;

/**
 * Implicit conversions, with those of dates that other databases have: the difference of two dates is a number of days,
 * and a whole number added to a date is days. A text beside a whole number keeps its fraction, as beside any other number:
 * cast to an integer, the text 8.6 would be equal to 9.
 */
final class CareCoercion extends TypeCoercionImpl {
    private static final DateString EPOCH = new DateString(1970, 1, 1);

    CareCoercion(RelDataTypeFactory typeFactory, SqlValidator validator) {
        super(typeFactory, validator);
    }

    @Override
    public boolean binaryArithmeticCoercion(SqlCallBinding binding) {
        boolean unquoted = QuotedConstants.unquote(binding);
        SqlKind kind = binding.getOperator().getKind();
        if (binding.getOperandCount() == 2 && (kind == SqlKind.MINUS || kind == SqlKind.PLUS)) {
            RelDataType left = binding.getOperandType(0);
            RelDataType right = binding.getOperandType(1);
            if (kind == SqlKind.MINUS && SqlTypeUtil.isDatetime(left) && SqlTypeUtil.isDatetime(right)) {
                return difference(binding, left, right);
            }
            if (isDate(left) && SqlTypeUtil.isIntType(right)) {
                return replace(binding, 1, days(binding.operand(1)));
            }
            if (kind == SqlKind.PLUS && SqlTypeUtil.isIntType(left) && isDate(right)) {
                return replace(binding, 0, days(binding.operand(0)));
            }
        }
        return super.binaryArithmeticCoercion(binding) || unquoted;
    }

    @Override
    protected boolean binaryArithmeticWithStrings(SqlCallBinding binding, RelDataType left, RelDataType right) {
        return super.binaryArithmeticWithStrings(binding, besideText(left, right), besideText(right, left));
    }

    @Override
    public boolean binaryComparisonCoercion(SqlCallBinding binding) {
        boolean unquoted = QuotedConstants.unquote(binding);
        return super.binaryComparisonCoercion(binding) || unquoted;
    }

    @Override
    public boolean inOperationCoercion(SqlCallBinding binding) {
        boolean unquoted = QuotedConstants.unquoteList(binding);
        return super.inOperationCoercion(binding) || unquoted;
    }

    @Override
    public @Nullable RelDataType commonTypeForBinaryComparison(
            @Nullable RelDataType left, @Nullable RelDataType right) {
        return left == null || right == null
                ? null
                : super.commonTypeForBinaryComparison(besideText(left, right), besideText(right, left));
    }

    private RelDataType besideText(RelDataType type, RelDataType other) {
        return SqlTypeUtil.isIntType(type) && SqlTypeUtil.isCharacter(other)
                ? factory.createTypeWithNullability(SqlTypeUtil.getMaxPrecisionScaleDecimal(factory), type.isNullable())
                : type;
    }

    private boolean difference(SqlCallBinding binding, RelDataType left, RelDataType right) {
        if (isDate(left) && isDate(right)) {
            return replace(binding, 0, sinceEpoch(binding.operand(0)))
                    && replace(binding, 1, sinceEpoch(binding.operand(1)));
        }
        throw new CareSqlException(
                ErrorCode.UNSUPPORTED,
                "The difference of two times as an interval is not supported; write TIMESTAMPDIFF(unit, earlier, later)"
                        + SqlErrors.at(binding.getCall().getParserPosition()));
    }

    private boolean replace(SqlCallBinding binding, int index, SqlNode node) {
        SqlCall call = binding.getCall();
        call.setOperand(index, node);
        updateInferredType(node, binding.getValidator().deriveType(binding.getScope(), node));
        return true;
    }

    private static SqlNode sinceEpoch(SqlNode date) {
        SqlParserPos pos = date.getParserPosition();
        return requireNonNull(CareOperators.TIME_DIFF.get(TimeUnit.DAY))
                .createCall(pos, SqlLiteral.createDate(EPOCH, pos), date);
    }

    private static SqlNode days(SqlNode number) {
        SqlParserPos pos = number.getParserPosition();
        SqlNode day = SqlLiteral.createInterval(1, "1", new SqlIntervalQualifier(TimeUnit.DAY, null, pos), pos);
        return SqlStdOperatorTable.MULTIPLY.createCall(pos, number, day);
    }

    private static boolean isDate(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DATE;
    }
}
