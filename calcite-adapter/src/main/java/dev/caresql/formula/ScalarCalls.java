package dev.caresql.formula;

import dev.caresql.catalog.KpiParameter;
import dev.caresql.catalog.ScalarFunction;
import dev.caresql.config.Problems;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.DidYouMean;
import dev.caresql.error.ErrorCode;
import dev.caresql.sql.CareParser;
import dev.caresql.sql.CareTypeFactory;
import dev.caresql.sql.FunctionResolver;
import dev.caresql.sql.OneTableFrontEnd;
import dev.caresql.sql.ScalarTemplate;
import dev.caresql.sql.SqlErrors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Puts the expression of a scalar function in place of its calls, with arguments by position or by name. */
final class ScalarCalls {
    private ScalarCalls() {}

    /** The expression that a call stands for; throws {@link ErrorCode#WRONG_ARGUMENT} when the arguments do not fit. */
    static SqlNode expand(SqlCall call, ScalarFunction function, FunctionResolver functions) {
        Map<String, SqlNode> given = given(call, function);
        Map<String, SqlNode> values = new HashMap<>();
        for (KpiParameter parameter : function.parameters()) {
            SqlNode value = Optional.ofNullable(given.get(parameter.name()))
                    .or(() -> parameter.defaultValue().map(text -> CareParser.expression(text.text())))
                    .orElseThrow(
                            () -> wrongArguments(call, function, "argument '" + parameter.name() + "' is missing"));
            requireChoice(call, function, parameter, value);
            values.put(parameter.name(), SqlUtil.isNullLiteral(value, false) ? typedNull(parameter) : value);
        }
        return new ScalarTemplate(function.expression().text(), functions).expand(values);
    }

    /** Notes what is wrong with the expressions of functions. */
    static void check(Iterable<ScalarFunction> scalars, FunctionResolver functions, Problems problems) {
        RelDataTypeFactory factory = CareTypeFactory.shared();
        for (ScalarFunction scalar : scalars) {
            RelDataTypeFactory.Builder columns = factory.builder();
            scalar.parameters()
                    .forEach(parameter ->
                            columns.add(parameter.name(), parameter.type().relType(factory)));
            try {
                SqlNode expression = CareParser.expression(scalar.expression().text());
                new OneTableFrontEnd("parameters", columns.build(), functions).select(List.of(expression));
            } catch (CareSqlException e) {
                problems.add(scalar.expression(), "function " + scalar.name().text(), String.valueOf(e.getMessage()));
            }
        }
    }

    private static Map<String, SqlNode> given(SqlCall call, ScalarFunction function) {
        Map<String, SqlNode> given = new HashMap<>();
        List<String> names =
                function.parameters().stream().map(KpiParameter::name).toList();
        int position = 0;
        for (SqlNode operand : call.getOperandList()) {
            boolean named = operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT;
            if (!named && position >= names.size()) {
                int count = call.operandCount();
                throw wrongArguments(call, function, count + " arguments are given, at most " + names.size() + " fit");
            }
            String name = named ? name(call, function, names, ((SqlCall) operand).operand(1)) : names.get(position++);
            if (given.put(name, named ? ((SqlCall) operand).operand(0) : operand) != null) {
                throw wrongArguments(call, function, "argument '" + name + "' is given twice");
            }
        }
        return given;
    }

    private static String name(SqlCall call, ScalarFunction function, List<String> names, SqlIdentifier written) {
        return names.stream()
                .filter(name -> name.equalsIgnoreCase(written.getSimple()))
                .findFirst()
                .orElseThrow(() -> wrongArguments(
                        call,
                        function,
                        "there is no argument '" + written.getSimple() + "'"
                                + DidYouMean.hint(written.getSimple(), names)));
    }

    /** Only a literal is known before the query runs; in a row, a choice that does not exist makes the result NULL. */
    private static void requireChoice(SqlCall call, ScalarFunction function, KpiParameter parameter, SqlNode value) {
        List<String> choices = parameter.choices();
        if (!choices.isEmpty() && value instanceof SqlLiteral literal && !SqlUtil.isNullLiteral(value, false)) {
            String given = String.valueOf(literal.toValue());
            if (!choices.contains(given)) {
                throw wrongArguments(
                        call,
                        function,
                        "argument '" + parameter.name() + "' must be one of " + String.join(", ", choices) + ", but '"
                                + given + "' is not known" + DidYouMean.hint(given, choices));
            }
        }
    }

    private static SqlNode typedNull(KpiParameter parameter) {
        SqlParserPos pos = SqlParserPos.ZERO;
        SqlDataTypeSpec type =
                new SqlDataTypeSpec(new SqlBasicTypeNameSpec(parameter.type().sqlTypeName(), pos), pos);
        return SqlStdOperatorTable.CAST.createCall(pos, SqlLiteral.createNull(pos), type);
    }

    private static CareSqlException wrongArguments(SqlCall call, ScalarFunction function, String reason) {
        return new CareSqlException(
                ErrorCode.WRONG_ARGUMENT,
                function.name().text() + ": " + reason + SqlErrors.at(call.getParserPosition()) + "; write "
                        + function.signature());
    }
}
