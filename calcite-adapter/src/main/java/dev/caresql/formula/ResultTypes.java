package dev.caresql.formula;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.catalog.ScalarFunction;
import dev.caresql.config.Located;
import dev.caresql.error.CareSqlException;
import dev.caresql.sql.CareParser;
import dev.caresql.sql.ColumnType;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The types of functions as far as the text of a definition says them by itself, for lists of all functions: to compile
 * hundreds of formulas takes seconds. What is not plain from the text is left to the compiler.
 */
public final class ResultTypes {
    private static final Set<String> ALWAYS_DOUBLE = Set.of("AVG", "MEDIAN", "KPI_MEDIAN", "KPI_PERCENTILE");
    private static final Set<String> OF_FIRST = Set.of("SUM", "MIN", "MAX", "NULLIF", "COALESCE");

    private final KpiCatalog catalog;

    /** Creates it for the functions of a catalog. */
    public ResultTypes(KpiCatalog catalog) {
        this.catalog = requireNonNull(catalog, "catalog is null");
    }

    /** The type of a KPI; empty when its formula must be compiled to know. */
    public Optional<ColumnType> of(Kpi kpi) {
        return of(kpi, new HashSet<>());
    }

    /** The type of a function of one row; empty when its expression must be compiled to know. */
    public Optional<ColumnType> of(ScalarFunction function) {
        return parsed(function.expression())
                .flatMap(expression -> type(expression, function.parameters(), new HashSet<>()));
    }

    private Optional<ColumnType> of(Kpi kpi, Set<String> above) {
        return above.add(kpi.name().text())
                ? parsed(kpi.formula()).flatMap(formula -> type(formula, kpi.parameters(), above))
                : Optional.empty();
    }

    private static Optional<SqlNode> parsed(Located text) {
        try {
            return Optional.of(CareParser.expression(text.text()));
        } catch (CareSqlException e) {
            // The compiler says what is wrong, and where.
            return Optional.empty();
        }
    }

    private Optional<ColumnType> type(SqlNode node, List<KpiParameter> parameters, Set<String> above) {
        if (node instanceof SqlNumericLiteral literal) {
            return literal.getTypeName() == SqlTypeName.DOUBLE ? Optional.of(ColumnType.DOUBLE) : Optional.empty();
        }
        if (node instanceof SqlIdentifier name) {
            return parameters.stream()
                    .filter(parameter -> name.isSimple() && parameter.name().equalsIgnoreCase(name.getSimple()))
                    .map(KpiParameter::type)
                    .filter(ColumnType.DOUBLE::equals)
                    .findFirst();
        }
        if (node instanceof SqlCase choice) {
            return anyDouble(
                    Stream.concat(choice.getThenOperands().stream(), Stream.ofNullable(choice.getElseOperand())),
                    parameters,
                    above);
        }
        return node instanceof SqlCall call ? ofCall(call, parameters, above) : Optional.empty();
    }

    private Optional<ColumnType> ofCall(SqlCall call, List<KpiParameter> parameters, Set<String> above) {
        SqlKind kind = call.getKind();
        if (kind == SqlKind.DIVIDE) {
            return Optional.of(ColumnType.DOUBLE);
        }
        if (kind == SqlKind.TIMES || kind == SqlKind.PLUS || kind == SqlKind.MINUS) {
            return anyDouble(call.getOperandList().stream(), parameters, above);
        }
        if (kind == SqlKind.FILTER || kind == SqlKind.MINUS_PREFIX) {
            return type(call.operand(0), parameters, above);
        }
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        if (ALWAYS_DOUBLE.contains(name)) {
            return Optional.of(ColumnType.DOUBLE);
        }
        if (name.equals("COUNT")) {
            return Optional.of(ColumnType.BIGINT);
        }
        if (OF_FIRST.contains(name)) {
            return type(call.operand(0), parameters, above).filter(ColumnType.DOUBLE::equals);
        }
        return catalog.find(name).flatMap(kpi -> of(kpi, above));
    }

    /** Numbers of several types have the type of the DOUBLE among them. */
    private Optional<ColumnType> anyDouble(Stream<SqlNode> nodes, List<KpiParameter> parameters, Set<String> above) {
        return nodes.flatMap(node -> type(node, parameters, above).stream())
                .filter(ColumnType.DOUBLE::equals)
                .findFirst();
    }
}
