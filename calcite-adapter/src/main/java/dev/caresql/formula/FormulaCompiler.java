package dev.caresql.formula;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiComponent;
import dev.caresql.catalog.KpiMeasure;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.catalog.ScalarFunction;
import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.sql.CareParser;
import dev.caresql.sql.CareTypeFactory;
import dev.caresql.sql.OneTableFrontEnd;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Compiles formulas with Calcite itself: {@code SELECT formula FROM parameters} gives a Project over an Aggregate over
 * a Project, which are the three parts of a {@link CompiledFormula}. Compiles a KPI when it is first used.
 */
public final class FormulaCompiler {
    private static final String PARAMETERS = "parameters";
    private static final String CIRCLE = "the formula uses itself: ";
    private static final String USES = "it uses ";

    private final KpiCatalog catalog;
    private final Map<String, CompiledFormula> compiled = new HashMap<>();
    private final Map<String, Anatomy> anatomies = new HashMap<>();
    private final Map<String, CompiledFormula> components = new HashMap<>();
    private final Set<String> compiling = new LinkedHashSet<>();

    /** Creates a compiler for the KPIs of a catalog. */
    public FormulaCompiler(KpiCatalog catalog) {
        this.catalog = requireNonNull(catalog, "catalog is null");
    }

    public KpiCatalog catalog() {
        return catalog;
    }

    /** Compiles the given KPIs and notes each one that does not compile. */
    public void check(Collection<Kpi> kpis, Problems problems) {
        for (Kpi kpi : kpis) {
            try {
                anatomy(kpi);
            } catch (FormulaException e) {
                if (e.kpi().equals(kpi)) {
                    problems.add(e.place(), "KPI " + kpi.name().text(), e.reason());
                }
            }
        }
    }

    /** Notes the scalar functions whose expression cannot be compiled. */
    public void checkScalars(Collection<ScalarFunction> scalars, Problems problems) {
        ScalarCalls.check(scalars, new KpiFunctions(this), problems);
    }

    /** The expression of a function of one row, over input references to its parameters in their order. */
    RexNode compile(ScalarFunction function) {
        RelNode plan = frontEnd(function.parameters())
                .select(List.of(CareParser.expression(function.expression().text())));
        return lower(plan).expressions().get(0);
    }

    /** The compiled formula; throws {@link ErrorCode#CATALOG} with file, line, KPI and reason. */
    public synchronized CompiledFormula compile(Kpi kpi) {
        String name = kpi.name().text();
        CompiledFormula known = compiled.get(name);
        if (known != null) {
            return known;
        }
        if (!compiling.add(name)) {
            throw new FormulaException(kpi, kpi.formula(), CIRCLE + String.join(" -> ", compiling) + " -> " + name);
        }
        try {
            CompiledFormula formula = compileNew(kpi);
            compiled.put(name, formula);
            return formula;
        } finally {
            compiling.remove(name);
        }
    }

    /** What the formula of a KPI says about it; throws {@link ErrorCode#CATALOG} where the catalog contradicts it. */
    synchronized Anatomy anatomy(Kpi kpi) {
        CompiledFormula formula = compile(kpi);
        return anatomies.computeIfAbsent(kpi.name().text(), name -> Anatomy.of(kpi, formula));
    }

    /** What stored daily values of a KPI can be used for: what the catalog declares, or else what the formula says. */
    public KpiMeasure.Additivity additivity(Kpi kpi) {
        return anatomy(kpi).additivity();
    }

    /** Which interval of confidence a KPI has. */
    public KpiMeasure.Interval interval(Kpi kpi) {
        return anatomy(kpi).interval();
    }

    /**
     * What the quotient of a KPI's numerator and denominator is multiplied by, such as 100 for percentages; 1 where the KPI
     * is no quotient.
     */
    public BigDecimal scale(Kpi kpi) {
        return anatomy(kpi).fraction().map(Fraction::scale).orElse(BigDecimal.ONE);
    }

    /** Whether a KPI divides a count by a count although nothing proves that the one is a part of the other. */
    public boolean isUnprovedShare(Kpi kpi) {
        Anatomy anatomy = anatomy(kpi);
        return anatomy.fraction()
                .map(fraction -> new Shares(anatomy.formula(), fraction))
                .filter(Shares::isUnprovedShare)
                .isPresent();
    }

    /** The components that a KPI has. */
    public Set<KpiComponent> components(Kpi kpi) {
        return anatomy(kpi).components();
    }

    /** The formula of one of a KPI's components; throws {@link ErrorCode#UNSUPPORTED} when it has none such. */
    synchronized CompiledFormula component(Kpi kpi, KpiComponent component, IntervalSettings settings) {
        Anatomy anatomy = anatomy(kpi);
        if (!anatomy.components().contains(component)) {
            throw new CareSqlException(ErrorCode.UNSUPPORTED, lacks(kpi, component, anatomy));
        }
        String key = component.functionOf(kpi) + settings.suffix();
        CompiledFormula known = components.get(key);
        if (known == null) {
            known = new ComponentCompiler(anatomy).compile(component, settings);
            components.put(key, known);
        }
        return known;
    }

    private static String lacks(Kpi kpi, KpiComponent component, Anatomy anatomy) {
        String name = kpi.name().text();
        String reason =
                switch (component) {
                    case CI_LOW, CI_HIGH ->
                        name
                                + " is not known to be a proportion, a difference of two shares or a mean; a catalog can say so"
                                + " with 'interval:'";
                    case PLUS, MINUS -> name + " is not known to be a difference of two shares";
                    case SD -> name + " is not known to be a mean";
                    default -> name + " is not one quotient";
                };
        String others = anatomy.components().stream()
                .map(other -> other.functionOf(kpi))
                .collect(Collectors.joining(", "));
        return "There is no " + component.functionOf(kpi) + ": " + reason + "; it has " + others;
    }

    private CompiledFormula compileNew(Kpi kpi) {
        OneTableFrontEnd frontEnd = frontEnd(kpi.parameters());
        RelNode plan = toRel(kpi, frontEnd, kpi.formula());
        Optional<RexNode> valid = kpi.valid().map(condition -> condition(kpi, frontEnd, condition));
        Lowered top = lower(plan);
        if (!(top.input() instanceof Aggregate aggregate) || top.expressions().size() != 1) {
            throw new FormulaException(
                    kpi,
                    kpi.formula(),
                    "the formula is not an aggregate; use COUNT, SUM, AVG, MIN, MAX, MEDIAN or another KPI");
        }
        Lowered bottom = lower(aggregate.getInput());
        List<AggregateCall> calls = aggregate.getAggCallList();
        RexNode result = top.expressions().get(0);
        return new CompiledFormula(
                bottom.expressions(), calls, result, valid, CompiledFormula.Population.VALID, result.getType());
    }

    private RexNode condition(Kpi kpi, OneTableFrontEnd frontEnd, Located text) {
        Lowered lowered = lower(toRel(kpi, frontEnd, text));
        RexNode condition = lowered.expressions().get(0);
        if (lowered.input() instanceof Aggregate) {
            throw new FormulaException(kpi, text, "'valid' is about one row and cannot aggregate");
        }
        if (condition.getType().getSqlTypeName() != SqlTypeName.BOOLEAN) {
            throw new FormulaException(kpi, text, "'valid' must be a condition, such as score BETWEEN 0 AND 10");
        }
        return condition;
    }

    private static RelNode toRel(Kpi kpi, OneTableFrontEnd frontEnd, Located text) {
        try {
            SqlNode expression = CareParser.expression(text.text());
            RelNode plan = frontEnd.select(List.of(expression));
            return new KpiExpander(FormulaCompiler::refuseBound).expand(plan);
        } catch (FormulaException e) {
            boolean told = e.kpi().equals(kpi)
                    || e.reason().startsWith(CIRCLE)
                    || e.reason().startsWith(USES);
            String used = USES + e.kpi().name().text() + ", which is wrong itself: ";
            throw new FormulaException(kpi, text, told ? e.reason() : used + e.reason());
        } catch (CareSqlException e) {
            throw new FormulaException(kpi, text, e.getMessage());
        }
    }

    private static KpiExpander.Bound refuseBound(RelNode input, KpiFunction function) {
        throw new CareSqlException(
                ErrorCode.UNBOUND_KPI,
                "inside a formula " + function.getName() + " needs its arguments; write "
                        + KpiFunction.signature(function.kpi()));
    }

    /** Formulas select from the one row of typed parameters. */
    private OneTableFrontEnd frontEnd(List<KpiParameter> parameters) {
        RelDataTypeFactory factory = CareTypeFactory.shared();
        RelDataTypeFactory.Builder columns = factory.builder();
        for (KpiParameter parameter : parameters) {
            columns.add(parameter.name(), parameter.type().relType(factory));
        }
        return new OneTableFrontEnd(PARAMETERS, columns.build(), new KpiFunctions(this));
    }

    /** Collapses the Projects above a node into expressions over it. */
    private static Lowered lower(RelNode node) {
        List<RexNode> expressions = new ArrayList<>();
        for (int i = 0; i < node.getRowType().getFieldCount(); i++) {
            expressions.add(RexInputRef.of(i, node.getRowType()));
        }
        RelNode input = node;
        while (input instanceof Project project) {
            expressions = RelOptUtil.pushPastProject(expressions, project);
            input = project.getInput();
        }
        return new Lowered(input, expressions);
    }

    private record Lowered(RelNode input, List<RexNode> expressions) {}
}
