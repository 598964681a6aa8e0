package dev.caresql.formula;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.sql.ColumnType;
import dev.caresql.sql.FilteredInWindow;
import dev.caresql.sql.ResolvedCalls;
import dev.caresql.sql.SqlErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlOperandTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Optionality;

/**
 * A KPI as an aggregate function of SQL. A call has either all parameters as operands, or, in the bound form, the
 * options alone; the expansion finds the columns of a bound call in FROM.
 */
public final class KpiFunction extends SqlAggFunction implements FilteredInWindow {
    private static final KpiParameter FILTER = new KpiParameter("filter", ColumnType.BOOLEAN, Optional.empty());

    private final Kpi kpi;
    private final CompiledFormula formula;
    private final boolean bound;
    private final boolean filtered;

    KpiFunction(Kpi kpi, CompiledFormula formula, boolean bound) {
        this(kpi.name().text(), kpi, formula, bound, false);
    }

    /** A component of a KPI; its name tells it from every other function of the same operands. */
    KpiFunction(String name, Kpi kpi, CompiledFormula formula, boolean bound) {
        this(name, kpi, formula, bound, false);
    }

    private KpiFunction(String name, Kpi kpi, CompiledFormula formula, boolean bound, boolean filtered) {
        super(
                name,
                null,
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.explicit(formula.type()),
                parameterTypes(operands(kpi, bound, filtered)),
                new Operands(kpi, operands(kpi, bound, filtered)),
                SqlFunctionCategory.USER_DEFINED_FUNCTION,
                false,
                false,
                Optionality.FORBIDDEN);
        this.kpi = requireNonNull(kpi, "kpi is null");
        this.formula = formula;
        this.bound = bound;
        this.filtered = filtered;
    }

    private static List<KpiParameter> operands(Kpi kpi, boolean bound, boolean filtered) {
        List<KpiParameter> operands = new ArrayList<>(bound ? kpi.options() : kpi.parameters());
        if (filtered) {
            operands.add(FILTER);
        }
        return operands;
    }

    /** A question mark in the place of an argument has the argument's type. */
    private static SqlOperandTypeInference parameterTypes(List<KpiParameter> parameters) {
        return (binding, returnType, operandTypes) -> {
            for (int i = 0; i < Math.min(operandTypes.length, parameters.size()); i++) {
                operandTypes[i] = parameters.get(i).type().relType(binding.getTypeFactory());
            }
        };
    }

    /** The condition becomes one more operand, which the expansion of the window takes off again. */
    @Override
    public SqlCall filtered(SqlCall call, SqlNode condition) {
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        operands.add(condition);
        KpiFunction function = new KpiFunction(getName(), kpi, formula, bound, true);
        return function.createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands);
    }

    /** Whether the last operand is a condition on the rows. */
    boolean isFiltered() {
        return filtered;
    }

    /** The call was resolved by name before validation, with its arguments in place. */
    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        return ResolvedCalls.deriveType(this, validator, scope, call);
    }

    public Kpi kpi() {
        return kpi;
    }

    public CompiledFormula formula() {
        return formula;
    }

    /** Whether the call's columns are found in FROM. */
    public boolean isBound() {
        return bound;
    }

    /** How a call is written, such as {@code CSAT(score, max_scale => 5)}. */
    static String signature(Kpi kpi) {
        return kpi.name().text()
                + kpi.parameters().stream()
                        .map(parameter -> parameter
                                .defaultValue()
                                .map(value -> parameter.name() + " => " + value.text())
                                .orElse(parameter.name()))
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private record Operands(Kpi kpi, List<KpiParameter> parameters) implements SqlOperandTypeChecker {
        @Override
        public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
            for (int i = 0; i < parameters.size(); i++) {
                KpiParameter parameter = parameters.get(i);
                RelDataType type = binding.getOperandType(i);
                if (!accepts(parameter, type)) {
                    throw new CareSqlException(
                            ErrorCode.WRONG_ARGUMENT,
                            kpi.name().text() + ": argument '" + parameter.name() + "' must be "
                                    + parameter.type().name() + ", but "
                                    + binding.operand(i) + " is "
                                    + type.getSqlTypeName().getName()
                                    + SqlErrors.at(binding.operand(i).getParserPosition())
                                    + "; write CAST(" + binding.operand(i) + " AS "
                                    + parameter.type().name() + ") if it holds such values");
                }
            }
            return true;
        }

        private static boolean accepts(KpiParameter parameter, RelDataType type) {
            SqlTypeName name = type.getSqlTypeName();
            if (name == SqlTypeName.NULL || name == SqlTypeName.ANY) {
                return true;
            }
            SqlTypeFamily family =
                    switch (parameter.type()) {
                        case VARCHAR -> SqlTypeFamily.CHARACTER;
                        case INTEGER, BIGINT, DOUBLE, DECIMAL -> SqlTypeFamily.NUMERIC;
                        case BOOLEAN -> SqlTypeFamily.BOOLEAN;
                        case DATE -> SqlTypeFamily.DATE;
                        case TIME -> SqlTypeFamily.TIME;
                        case TIMESTAMP -> SqlTypeFamily.DATETIME;
                    };
            return family.getTypeNames().contains(name);
        }

        @Override
        public SqlOperandCountRange getOperandCountRange() {
            return SqlOperandCountRanges.of(parameters.size());
        }

        @Override
        public String getAllowedSignatures(SqlOperator op, String opName) {
            return signature(kpi).toUpperCase(Locale.ROOT);
        }
    }
}
