package dev.caresql.engine.duckdb;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.caresql.sql.CallRewrite;
import dev.caresql.sql.ColumnType;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Gives the casts of a mapping from text the meaning that the same text has in a column: an offset counts, a year has four
 * digits, and what is no time of day or no number fails. The engine's own cast takes 10:00Z, 10:00+07:00 and 10:00:00 PM for
 * 10:00. Casts to whole numbers and decimals stay as they are: they are how a mapping says that it wants to round.
 */
final class LocalTexts extends CallRewrite {
    private static final Map<SqlTypeName, SqlFunction> FUNCTIONS = Map.of(
            SqlTypeName.TIMESTAMP, function(ColumnType.TIMESTAMP),
            SqlTypeName.DATE, function(ColumnType.DATE),
            SqlTypeName.TIME, function(ColumnType.TIME),
            SqlTypeName.DOUBLE, function(ColumnType.DOUBLE));

    private static final Map<SqlOperator, ColumnType> TYPES = FUNCTIONS.entrySet().stream()
            .collect(toUnmodifiableMap(
                    Map.Entry::getValue,
                    entry -> ColumnType.valueOf(entry.getKey().name())));

    private final ZoneId zone;

    /** In the time zone of the mapping. */
    LocalTexts(ZoneId zone) {
        this.zone = zone;
    }

    private static SqlFunction function(ColumnType type) {
        return SqlBasicFunction.create(
                "TEXT_TO_" + type.name(), ReturnTypes.ARG0, OperandTypes.ANY_ANY, SqlFunctionCategory.SYSTEM);
    }

    /** Whether a call converts a text, as CAST does. */
    static boolean isConversion(RexCall call) {
        return TYPES.containsKey(call.getOperator());
    }

    /** Writes such a conversion; false for any other call. */
    static boolean unparse(SqlWriter writer, SqlCall call) {
        ColumnType type = TYPES.get(call.getOperator());
        if (type == null) {
            return false;
        }
        ZoneId zone = ZoneId.of(((SqlLiteral) call.operand(1)).getValueAs(String.class));
        OperandText.write(
                writer, new Conversions(FeedSql.ISO, zone).fromText(OperandText.OPERAND, type), call.operand(0));
        return true;
    }

    @Override
    protected RexNode rewrite(RexBuilder rexBuilder, RexCall call) {
        return isCastOfText(call) ? converted(rexBuilder, call) : call;
    }

    private static boolean isCastOfText(RexCall call) {
        return Set.of(SqlKind.CAST, SqlKind.SAFE_CAST).contains(call.getKind())
                && FUNCTIONS.containsKey(call.getType().getSqlTypeName())
                && SqlTypeUtil.isCharacter(call.getOperands().get(0).getType());
    }

    private RexNode converted(RexBuilder rex, RexCall cast) {
        RexNode converted = rex.makeCall(
                cast.getType(),
                requireNonNull(FUNCTIONS.get(cast.getType().getSqlTypeName())),
                List.of(cast.getOperands().get(0), rex.makeLiteral(zone.getId())));
        return cast.getKind() == SqlKind.SAFE_CAST ? CheckedPlan.tried(rex, converted) : converted;
    }
}
