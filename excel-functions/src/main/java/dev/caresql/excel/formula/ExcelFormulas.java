package dev.caresql.excel.formula;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.formula.CompiledFormula;
import dev.caresql.formula.FormulaCompiler;
import dev.caresql.formula.StandaloneFormula;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** The KPIs of a catalog as a worksheet can say them, and for those that it cannot, why. */
public final class ExcelFormulas {
    private final Map<String, ExcelKpi> kpis = new LinkedHashMap<>();
    private final Map<String, String> reasons = new LinkedHashMap<>();
    private final Map<String, ExcelSpan> spans = new LinkedHashMap<>();
    private final ExcelScalars scalars;

    /** Translates the catalog of a compiler. */
    public ExcelFormulas(FormulaCompiler compiler) {
        requireNonNull(compiler, "compiler is null");
        this.scalars = new ExcelScalars(compiler);
        Set<String> taken = new HashSet<>(Set.of(RowValues.AS_OF));
        compiler.catalog()
                .kpis()
                .forEach(kpi -> taken.add(ExcelNames.safe(kpi.name().text())));
        for (Kpi kpi : compiler.catalog().kpis()) {
            try {
                kpis.put(kpi.name().text(), translate(kpi, compiler, taken));
            } catch (Inexpressible e) {
                reasons.put(kpi.name().text(), e.reason());
            }
            if (!kpi.spans().isEmpty()) {
                span(kpi);
            }
        }
    }

    /** The KPIs that a worksheet can say, in the order of the catalog. */
    public List<ExcelKpi> kpis() {
        return List.copyOf(kpis.values());
    }

    /** The KPI of that name; empty where there is none or a worksheet cannot say it. */
    public Optional<ExcelKpi> find(String name) {
        return Optional.ofNullable(kpis.get(name));
    }

    private void span(Kpi kpi) {
        try {
            spans.put(kpi.name().text(), new ExcelSpan(kpi));
        } catch (Inexpressible e) {
            reasons.putIfAbsent(kpi.name().text(), e.reason());
        }
    }

    /** The KPI of that name as one made of KPIs of several tables; empty where it is of one table. */
    public Optional<ExcelSpan> findSpan(String name) {
        return Optional.ofNullable(spans.get(name));
    }

    /** The functions of one row. */
    public ExcelScalars scalars() {
        return scalars;
    }

    /** Names of the KPIs that a worksheet cannot say, with what it lacks, in the order of the catalog. */
    public Map<String, String> reasons() {
        return new LinkedHashMap<>(reasons);
    }

    /**
     * Translates one KPI.
     *
     * @param taken names that the workbook has for functions and settings, in upper case
     */
    private static ExcelKpi translate(Kpi kpi, FormulaCompiler compiler, Set<String> taken) {
        Translator translator = new Translator(kpi, compiler);
        List<String> limits = new ArrayList<>();
        Set<String> atDefault = atDefault(translator, limits);
        StandaloneFormula formula = translator.formula(atDefault);
        Set<String> used = translator.used(formula);
        List<ExcelArgument> arguments = new ArrayList<>();
        for (KpiParameter parameter : kpi.parameters()) {
            if (!parameter.isOption() || used.contains(parameter.name())) {
                arguments.add(new ExcelArgument(parameter, name(parameter, taken)));
            }
        }
        limits.addAll(leftOut(translator, atDefault, arguments));
        limits.addAll(limitsOf(kpi, compiler.compile(kpi)));
        ExcelKpi excelKpi = new ExcelKpi(translator, atDefault, arguments, limits, taken);
        int length = excelKpi.lambda().length();
        if (length > ExcelKpi.MAX_FORMULA_LENGTH) {
            throw new Inexpressible(
                    "a formula of " + length + " characters, where a workbook takes " + ExcelKpi.MAX_FORMULA_LENGTH);
        }
        return excelKpi;
    }

    /** An argument that were named as a function of the workbook would be taken for it by some programs. */
    private static String name(KpiParameter parameter, Set<String> taken) {
        String safe = ExcelNames.safe(parameter.name());
        return taken.contains(safe.toUpperCase(Locale.ROOT)) ? safe + "_" : safe;
    }

    /** The options that must stay at their defaults, because another choice needs what a worksheet lacks. */
    private static Set<String> atDefault(Translator translator, List<String> limits) {
        String reason = failure(translator, Set.of()).orElse(null);
        if (reason == null) {
            return Set.of();
        }
        for (KpiParameter option : translator.kpi().options()) {
            if (!option.choices().isEmpty()
                    && failure(translator, Set.of(option.name())).isEmpty()) {
                limits.add("Knows " + option.name() + " only as "
                        + translator.defaultOf(option).text(Spelling.TYPED) + ": another choice needs " + reason
                        + ", which a worksheet lacks.");
                return Set.of(option.name());
            }
        }
        throw new Inexpressible(reason);
    }

    private static Optional<String> failure(Translator translator, Set<String> atDefault) {
        try {
            translator.translate(
                    translator.formula(atDefault),
                    parameter -> new Xl.Name(parameter.name(), !parameter.isOption()),
                    Optional.empty(),
                    Sharing.NONE,
                    DistinctTexts.MATCH);
            return Optional.empty();
        } catch (Inexpressible e) {
            return Optional.of(e.reason());
        }
    }

    private static List<String> leftOut(Translator translator, Set<String> atDefault, List<ExcelArgument> arguments) {
        List<String> limits = new ArrayList<>();
        for (ExcelArgument argument : arguments) {
            if (argument.isOptional()) {
                Set<String> without = new HashSet<>(atDefault);
                without.add(argument.parameter().name());
                failure(translator, without)
                        .ifPresent(reason ->
                                limits.add("Without " + argument.name() + ", a choice that needs it gives #N/A."));
            }
        }
        return limits;
    }

    private static List<String> limitsOf(Kpi kpi, CompiledFormula formula) {
        List<String> limits = new ArrayList<>();
        for (AggregateCall call : formula.aggregates()) {
            boolean texts = call.isDistinct()
                    && SqlTypeUtil.inCharFamily(
                            formula.rows().get(call.getArgList().get(0)).getType());
            if (texts && limits.isEmpty()) {
                limits.add("Texts that differ in upper and lower case alone count once.");
            }
        }
        if (!kpi.spans().isEmpty()) {
            limits.add("The row filter needs columns of one table; without it they may be of several.");
        }
        return limits;
    }
}
