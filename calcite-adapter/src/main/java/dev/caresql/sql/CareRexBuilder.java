package dev.caresql.sql;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Casts a floating-point literal to an integer as a column is cast; Calcite cuts it off, and only for some integers. */
final class CareRexBuilder extends RexBuilder {
    CareRexBuilder(RelDataTypeFactory typeFactory) {
        super(typeFactory);
    }

    @Override
    public RexNode makeCast(
            SqlParserPos pos,
            RelDataType type,
            RexNode exp,
            boolean matchNullability,
            boolean safe,
            RexLiteral format) {
        RexNode value = exp;
        if (exp instanceof RexLiteral literal
                && SqlTypeUtil.isIntType(type)
                && SqlTypeUtil.isApproximateNumeric(exp.getType())
                && !literal.isNull()) {
            BigDecimal number = requireNonNull(literal.getValueAs(BigDecimal.class));
            value = makeExactLiteral(number.setScale(0, CareTypeSystem.INSTANCE.roundingMode()));
        }
        return super.makeCast(pos, type, value, matchNullability, safe, format);
    }
}
