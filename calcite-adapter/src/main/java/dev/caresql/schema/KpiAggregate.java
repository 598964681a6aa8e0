package dev.caresql.schema;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.formula.FormulaCompiler;
import dev.caresql.formula.KpiFunction;
import dev.caresql.formula.KpiFunctions;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.AggImplementor;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.ImplementableAggFunction;

/** A KPI as a function of a stock Calcite schema, with all its parameters or with its columns alone. */
final class KpiAggregate implements ImplementableAggFunction {
    private final KpiFunction function;
    private final List<KpiParameter> parameters;

    private KpiAggregate(KpiFunction function, List<KpiParameter> parameters) {
        this.function = requireNonNull(function, "function is null");
        this.parameters = List.copyOf(parameters);
    }

    static List<KpiAggregate> forms(Kpi kpi, FormulaCompiler compiler) {
        KpiFunction function = KpiFunctions.explicit(kpi, compiler);
        List<KpiAggregate> forms = new ArrayList<>();
        forms.add(new KpiAggregate(function, kpi.columns()));
        if (!kpi.options().isEmpty()) {
            forms.add(new KpiAggregate(function, kpi.parameters()));
        }
        return forms;
    }

    KpiFunction function() {
        return function;
    }

    /** The options that a call of this form leaves out. */
    List<KpiParameter> leftOut() {
        return function.kpi()
                .parameters()
                .subList(parameters.size(), function.kpi().parameters().size());
    }

    /** None: an aggregate that cannot be implemented as it stands leaves the planner only the expansion. */
    @Override
    @SuppressWarnings("NullAway")
    public AggImplementor getImplementor(boolean windowContext) {
        return null;
    }

    @Override
    public RelDataType getReturnType(RelDataTypeFactory typeFactory) {
        return typeFactory.createTypeWithNullability(function.formula().type(), true);
    }

    @Override
    public List<FunctionParameter> getParameters() {
        List<FunctionParameter> all = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            all.add(new Parameter(i, parameters.get(i)));
        }
        return all;
    }

    private record Parameter(int ordinal, KpiParameter parameter) implements FunctionParameter {
        @Override
        public int getOrdinal() {
            return ordinal;
        }

        @Override
        public String getName() {
            return parameter.name();
        }

        @Override
        public RelDataType getType(RelDataTypeFactory typeFactory) {
            return parameter.type().relType(typeFactory);
        }

        @Override
        public boolean isOptional() {
            return false;
        }
    }
}
