package dev.caresql.excel.formula;

import dev.caresql.sql.ColumnType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** The constants of a formula. */
final class Constants {
    private static final Pattern TEXT = Pattern.compile("\"([^\"]|\"\")*\"");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final BigDecimal MILLIS_OF_DAY = BigDecimal.valueOf(86_400_000L);

    private Constants() {}

    static Cell cell(RexLiteral literal) {
        if (literal.isNull()) {
            return Cell.NULL;
        }
        if (SqlTypeUtil.inCharFamily(literal.getType())) {
            return Cell.constant(Xl.string(String.valueOf(literal.getValueAs(String.class))));
        }
        if (literal.getType().getSqlTypeName() == SqlTypeName.BOOLEAN) {
            return Cell.constant(RexLiteral.booleanValue(literal) ? Xl.Literal.TRUE : Xl.Literal.FALSE);
        }
        BigDecimal number = number(literal)
                .orElseThrow(() -> new Inexpressible(
                        "a constant of type " + literal.getType().getSqlTypeName()));
        return Cell.constant(Xl.number(number));
    }

    /** What a text means as a constant of a type, such as {@code "H"} in quotes or {@code 12.5}; empty for anything else. */
    static Optional<RexNode> read(ColumnType columnType, String text, RexBuilder rexBuilder) {
        RelDataType type = rexBuilder
                .getTypeFactory()
                .createTypeWithNullability(columnType.relType(rexBuilder.getTypeFactory()), false);
        return switch (columnType) {
            case VARCHAR ->
                TEXT.matcher(text).matches()
                        ? Optional.of(rexBuilder.makeLiteral(
                                text.substring(1, text.length() - 1).replace("\"\"", "\"")))
                        : Optional.empty();
            case BOOLEAN ->
                text.equals("TRUE") || text.equals("FALSE")
                        ? Optional.of(rexBuilder.makeLiteral(text.equals("TRUE")))
                        : Optional.empty();
            case INTEGER, BIGINT, DOUBLE, DECIMAL ->
                NUMBER.matcher(text).matches()
                        ? Optional.of(rexBuilder.makeLiteral(new BigDecimal(text), type, true))
                        : Optional.empty();
            case DATE, TIME, TIMESTAMP -> Optional.empty();
        };
    }

    /** A numeric constant; an interval of days counts in days, one of months in months. */
    static Optional<BigDecimal> number(RexNode node) {
        if (!(node instanceof RexLiteral literal) || literal.isNull()) {
            return Optional.empty();
        }
        if (literal.getValue() instanceof Double number) {
            return Optional.of(BigDecimal.valueOf(number));
        }
        if (SqlTypeUtil.isNumeric(literal.getType())) {
            return Optional.ofNullable(literal.getValueAs(BigDecimal.class));
        }
        if (!SqlTypeUtil.isInterval(literal.getType())) {
            return Optional.empty();
        }
        BigDecimal count = literal.getValueAs(BigDecimal.class);
        boolean months = literal.getType().getSqlTypeName().isYearMonth();
        return Optional.ofNullable(count).map(n -> months ? n : days(n));
    }

    private static BigDecimal days(BigDecimal millis) {
        return millis.divide(MILLIS_OF_DAY, MathContext.DECIMAL64);
    }
}
