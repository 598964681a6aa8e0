package dev.caresql.jdbc.cli;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiCatalog;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.DidYouMean;
import dev.caresql.error.ErrorCode;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code caresql kpis [MODEL]}: the KPIs by name, with those of the model's own catalogs. */
@Command(name = "kpis", description = "Lists the KPIs: name, unit, label.", mixinStandardHelpOptions = true)
final class KpisCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "MODEL", description = "A caresql.yaml or its folder.")
    private @Nullable Path model;

    @Option(
            names = "--format",
            description = "list (default): name, unit, label; markdown: a document of all definitions.",
            defaultValue = "list")
    private Format format;

    @Option(names = "--lang", description = "en (default) or vi.", defaultValue = "en")
    private Language language;

    @Option(names = "--tag", description = "Only the KPIs of a family or role, such as voice, survey, care, telesales.")
    private @Nullable String tag;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        KpiCatalog catalog = Catalogs.load(model);
        List<Kpi> chosen = chosen(catalog);
        if (format == Format.MARKDOWN) {
            spec.commandLine().getOut().print(new KpiDocument(catalog, language).write(chosen));
            return 0;
        }
        TextTable table = new TextTable(
                spec.commandLine().getOut(), List.of("name", "unit", "label"), new boolean[3], Integer.MAX_VALUE);
        chosen.stream().sorted(Comparator.comparing(kpi -> kpi.name().text())).forEach(kpi -> table.add(row(kpi)));
        table.finish();
        return 0;
    }

    private List<Kpi> chosen(KpiCatalog catalog) {
        String wanted = tag;
        if (wanted == null) {
            return List.copyOf(catalog.kpis());
        }
        List<Kpi> chosen =
                catalog.kpis().stream().filter(kpi -> kpi.tags().has(wanted)).toList();
        if (chosen.isEmpty()) {
            Set<String> tags = catalog.kpis().stream()
                    .flatMap(kpi -> kpi.tags().all().stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            String hint = DidYouMean.hint(wanted, tags);
            throw new CareSqlException(
                    ErrorCode.WRONG_ARGUMENT,
                    "No KPI has the tag '" + wanted + "'" + (hint.isEmpty() ? "." : hint) + " The tags are "
                            + String.join(", ", tags));
        }
        return chosen;
    }

    private List<String> row(Kpi kpi) {
        return List.of(
                kpi.name().text(),
                kpi.measure().unit(),
                language.choose(kpi.texts().labelEn(), kpi.texts().labelVi()));
    }

    /** What is written of each KPI. */
    enum Format {
        LIST,
        MARKDOWN
    }
}
