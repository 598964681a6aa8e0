package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiBinding;
import dev.caresql.catalog.KpiComponent;
import dev.caresql.catalog.KpiMeasure.Interval;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.config.Located;
import dev.caresql.engine.EngineTable;
import dev.caresql.error.CareSqlException;
import dev.caresql.formula.FormulaCompiler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The definitions of the KPIs as rows, with what the tables of a database lack for each. */
final class KpiSheet {
    private final FormulaCompiler compiler;
    private final List<EngineTable> tables;
    private final BindingCompiler bindings = new BindingCompiler();

    KpiSheet(FormulaCompiler compiler, List<EngineTable> tables) {
        this.compiler = requireNonNull(compiler, "compiler is null");
        this.tables = List.copyOf(tables);
    }

    List<List<@Nullable Object>> kpis() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Kpi kpi : compiler.catalog().kpis()) {
            Optional<KpiBinding> binding = kpi.binding();
            Optional<String> missing = missing(kpi);
            rows.add(row(
                    kpi.name().text(),
                    texts(kpi.synonyms()),
                    kpi.texts().labelEn(),
                    kpi.texts().labelVi(),
                    kpi.texts().descriptionEn(),
                    kpi.texts().descriptionVi(),
                    kpi.formula().text(),
                    kpi.valid().map(Located::text).orElse(null),
                    kpi.parameters().stream().map(KpiParameter::name).collect(Collectors.joining(", ")),
                    binding.map(bound -> bound.table().text()).orElse(null),
                    binding.flatMap(KpiBinding::where).map(Located::text).orElse(null),
                    binding.map(bound -> bound.time().text()).orElse(null),
                    binding.map(bound -> String.join(", ", BindingCompiler.neededColumns(bound)))
                            .orElse(null),
                    texts(kpi.spans()),
                    kpi.measure().unit(),
                    lower(kpi.measure().better()),
                    kpi.measure().decimals(),
                    lower(compiler.additivity(kpi)),
                    lower(compiler.interval(kpi)),
                    orNull(kpi.tags().family()),
                    orNull(String.join(", ", kpi.tags().roles())),
                    orNull(compiler.catalog().examples(kpi).stream()
                            .map(example -> example.text(binding))
                            .collect(Collectors.joining("\n"))),
                    kpi.source(),
                    kpi.since(),
                    kpi.name().file() + ":" + kpi.name().line(),
                    missing.isEmpty(),
                    missing.orElse(null)));
        }
        return rows;
    }

    List<List<@Nullable Object>> parameters() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Kpi kpi : compiler.catalog().kpis()) {
            int position = 0;
            for (KpiParameter parameter : kpi.parameters()) {
                position++;
                rows.add(row(
                        kpi.name().text(),
                        position,
                        parameter.name(),
                        parameter.type().name(),
                        parameter.isOption(),
                        parameter.defaultValue().map(Located::text).orElse(null),
                        parameter.choices().isEmpty() ? null : String.join(", ", parameter.choices()),
                        kpi.binding()
                                .map(binding -> binding.arguments().get(parameter.name()))
                                .map(Located::text)
                                .orElse(null)));
            }
        }
        return rows;
    }

    List<List<@Nullable Object>> components() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Kpi kpi : compiler.catalog().kpis()) {
            for (KpiComponent component : compiler.components(kpi)) {
                boolean isCount = component == KpiComponent.N || component == KpiComponent.INVALID;
                String unit = isCount
                        ? "rows"
                        : component.isInterval() || component == KpiComponent.SD
                                ? kpi.measure().unit()
                                : null;
                rows.add(row(
                        kpi.name().text(),
                        component.name(),
                        component.functionOf(kpi),
                        unit,
                        description(component, compiler.interval(kpi))));
            }
        }
        return rows;
    }

    private static String description(KpiComponent component, Interval interval) {
        return switch (component) {
            case NUM -> "What the formula divides, not scaled.";
            case DEN -> "What the formula divides by.";
            case PLUS -> "What the numerator adds, not scaled.";
            case MINUS -> "What the numerator subtracts, not scaled.";
            case SD -> "Standard deviation, of a sample, of the values whose mean it is.";
            case N -> "How many rows count.";
            case INVALID -> "How many rows have their arguments but are not valid.";
            case CI_LOW -> "Lower end of the " + name(interval) + " interval of confidence.";
            case CI_HIGH -> "Upper end of the " + name(interval) + " interval of confidence.";
        };
    }

    private static String name(Interval interval) {
        return switch (interval) {
            case WILSON -> "Wilson";
            case NPS -> "Wald or adjusted Wald";
            case MEAN, NONE -> "normal";
        };
    }

    /** What the tables lack for the zero-argument form; empty when it can be asked. */
    Optional<String> missing(Kpi kpi) {
        if (!kpi.spans().isEmpty()) {
            return kpi.spans().stream()
                    .flatMap(part -> compiler.catalog().find(part.text()).stream())
                    .flatMap(part -> missing(part).stream())
                    .findFirst();
        }
        if (kpi.binding().isEmpty()) {
            return Optional.of("it has no table of its own; give its arguments");
        }
        KpiBinding binding = kpi.binding().get();
        Optional<EngineTable> table = tables.stream()
                .filter(known -> known.name().equals(binding.table().text()))
                .findFirst();
        if (table.isEmpty()) {
            return Optional.of("table " + binding.table().text() + " is not mapped");
        }
        try {
            bindings.compile(kpi, binding, table.get().rowType());
            return Optional.empty();
        } catch (CareSqlException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private static @Nullable String texts(Collection<Located> texts) {
        return texts.isEmpty() ? null : texts.stream().map(Located::text).collect(Collectors.joining(", "));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }
}
