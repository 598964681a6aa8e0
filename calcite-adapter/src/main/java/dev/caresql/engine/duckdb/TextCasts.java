package dev.caresql.engine.duckdb;

import dev.caresql.config.Located;
import dev.caresql.model.TextFormat;
import dev.caresql.sql.ColumnType;
import dev.caresql.sql.PlanRewrite;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Gives the casts of a mapping from text the meaning that the same text has in a column: it is spelt as its source spells it,
 * an offset counts, a year has four digits, and what is no time of day or no number fails. The engine's own cast takes 10:00Z,
 * 10:00+07:00 and 10:00:00 PM for 10:00, and 1.234 beside a decimal comma for a little more than one. A text that the mapping
 * has made is spelt in ISO. Casts to whole numbers and decimals still round: they are how a mapping says that it wants to.
 */
final class TextCasts extends PlanRewrite {
    /** The first operand, converted by the SQL of the second, a literal, in which {@link OperandText#OPERAND} stands for it. */
    private static final SqlFunction CONVERTED = SqlBasicFunction.create(
            "TEXT_CONVERTED", ReturnTypes.ARG0, OperandTypes.ANY_ANY, SqlFunctionCategory.SYSTEM);

    private final ZoneId zone;
    private final Spellings spellings;
    private final Located place;

    /**
     * For one feed.
     *
     * @param zone of its timestamps
     * @param place of the feed in the model
     */
    TextCasts(ZoneId zone, Spellings spellings, Located place) {
        this.zone = zone;
        this.spellings = spellings;
        this.place = place;
    }

    /** Whether a call converts a text, as CAST does. */
    static boolean isConversion(RexCall call) {
        return call.getOperator() == CONVERTED && !SqlTypeUtil.isCharacter(call.getType());
    }

    /** Writes such a conversion; false for any other call. */
    static boolean unparse(SqlWriter writer, SqlCall call) {
        if (call.getOperator() != CONVERTED) {
            return false;
        }
        OperandText.write(writer, ((SqlLiteral) call.operand(1)).getValueAs(String.class), call.operand(0));
        return true;
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        RexBuilder rex = node.getCluster().getRexBuilder();
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                RexNode visited = super.visitCall(call);
                return visited instanceof RexCall cast && isCastOfText(cast)
                        ? type(cast.getType())
                                .map(type -> converted(rex, node, cast, type))
                                .orElse(cast)
                        : visited;
            }
        });
    }

    private static boolean isCastOfText(RexCall call) {
        return (call.getKind() == SqlKind.CAST || call.getKind() == SqlKind.SAFE_CAST)
                && SqlTypeUtil.isCharacter(call.getOperands().get(0).getType());
    }

    private static Optional<ColumnType> type(RelDataType type) {
        return Optional.ofNullable(
                switch (type.getSqlTypeName()) {
                    case TIMESTAMP -> ColumnType.TIMESTAMP;
                    case DATE -> ColumnType.DATE;
                    case TIME -> ColumnType.TIME;
                    case DOUBLE, FLOAT -> ColumnType.DOUBLE;
                    case DECIMAL -> ColumnType.DECIMAL;
                    case TINYINT, SMALLINT, INTEGER, BIGINT -> ColumnType.BIGINT;
                    default -> null;
                });
    }

    private RexNode converted(RexBuilder rex, RelNode node, RexCall cast, ColumnType type) {
        RexNode text = cast.getOperands().get(0);
        Set<String> sources =
                text instanceof RexInputRef ref ? Origins.sourcesOfColumn(node, ref.getIndex()) : Set.of();
        TextFormat format = spellings.of(sources, type, place);
        Conversions conversions = new Conversions(format, zone);
        if (type == ColumnType.DECIMAL || type == ColumnType.BIGINT) {
            String pointed = conversions.withPoint(OperandText.OPERAND);
            return pointed.equals(OperandText.OPERAND)
                    ? cast
                    : cast.clone(cast.getType(), List.of(call(rex, text.getType(), text, pointed)));
        }
        RexNode converted = call(rex, cast.getType(), text, conversions.fromText(OperandText.OPERAND, type));
        return cast.getKind() == SqlKind.SAFE_CAST ? CheckedPlan.tried(rex, converted) : converted;
    }

    private static RexNode call(RexBuilder rex, RelDataType type, RexNode text, String sql) {
        return rex.makeCall(type, CONVERTED, List.of(text, rex.makeLiteral(sql)));
    }
}
