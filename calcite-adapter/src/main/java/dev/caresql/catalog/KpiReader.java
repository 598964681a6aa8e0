package dev.caresql.catalog;

import dev.caresql.config.ConfigMap;
import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import dev.caresql.sql.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one entry of a catalog file. */
final class KpiReader {
    private static final List<String> KEYS = List.of(
            "name",
            "synonyms",
            "label",
            "description",
            "parameters",
            "valid",
            "formula",
            "binding",
            "unit",
            "better",
            "decimals",
            "additivity",
            "interval",
            "source",
            "since",
            "family",
            "roles",
            "example",
            "override");
    private static final int DEFAULT_DECIMALS = 1;

    private final Problems problems;

    /** The tags of entries that have none of their own. */
    private final KpiTags tags;

    KpiReader(Problems problems, KpiTags tags) {
        this.problems = problems;
        this.tags = tags;
    }

    Optional<Kpi> read(ConfigMap unnamed) {
        Optional<Located> name = unnamed.about("KPI").requiredText("name");
        ConfigMap entry = unnamed.about(name.map(text -> "KPI " + text.text()).orElse("KPI"));
        entry.allowOnly(KEYS);
        Optional<Located> formula = entry.requiredText("formula");
        List<KpiParameter> parameters = parameters(entry);
        Optional<ConfigMap> bound = entry.map("binding");
        List<Located> spans = bound.map(KpiReader::spans).orElse(List.of());
        Optional<KpiBinding> binding =
                spans.isEmpty() ? bound.flatMap(map -> binding(map, parameters)) : Optional.empty();
        KpiMeasure measure = measure(entry);
        KpiTexts texts = texts(entry);
        List<Located> synonyms = entry.texts("synonyms");
        synonyms.forEach(synonym -> checkName(entry, synonym));
        if (name.isEmpty() || formula.isEmpty() || !checkName(entry, name.get())) {
            return Optional.empty();
        }
        ExampleReader examples = new ExampleReader(problems, name.get().text(), binding.map(KpiBinding::table));
        return Optional.of(new Kpi(
                upper(name.get()),
                synonyms,
                texts,
                parameters,
                entry.text("valid"),
                formula.get(),
                binding,
                spans,
                measure,
                entry.text("source").map(Located::text).orElse(""),
                entry.text("since").map(Located::text).orElse(""),
                tags(entry, tags),
                examples.read(entry, "example"),
                entry.flag("override", false)));
    }

    /** The family and the roles that a file or an entry names, in lower case; else the given ones. */
    static KpiTags tags(ConfigMap map, KpiTags absent) {
        List<String> roles = map.texts("roles").stream()
                .map(role -> role.text().toLowerCase(Locale.ROOT))
                .toList();
        return new KpiTags(
                map.text("family")
                        .map(family -> family.text().toLowerCase(Locale.ROOT))
                        .orElse(absent.family()),
                map.has("roles") ? roles : absent.roles());
    }

    private boolean checkName(ConfigMap entry, Located name) {
        Optional<String> refusal = KpiNames.refusal(name.text());
        refusal.ifPresent(reason -> problems.add(name, entry.subject(), reason));
        return refusal.isEmpty();
    }

    private static Located upper(Located name) {
        return new Located(name.text().toUpperCase(Locale.ROOT), name.file(), name.line());
    }

    List<KpiParameter> parameters(ConfigMap entry) {
        List<KpiParameter> parameters = new ArrayList<>();
        Optional<ConfigMap> map = entry.map("parameters");
        if (map.isEmpty()) {
            return parameters;
        }
        for (String name : map.get().keys()) {
            Located place = map.get().placeOf(name);
            KpiNames.parameterRefusal(name).ifPresent(reason -> problems.add(place, entry.subject(), reason));
            boolean detailed = map.get().isMap(name);
            Optional<ConfigMap> details = detailed ? map.get().map(name) : Optional.empty();
            details.ifPresent(detail -> detail.allowOnly(List.of("type", "default", "choices")));
            Optional<Located> type = detailed
                    ? details.flatMap(detail -> detail.requiredText("type"))
                    : map.get().requiredText(name);
            Optional<Located> value = details.flatMap(detail -> detail.text("default"));
            KpiParameter parameter = new KpiParameter(name, type(entry, place, type), value, choices(details));
            if (!parameter.isOption() && parameters.stream().anyMatch(KpiParameter::isOption)) {
                problems.add(
                        place, entry.subject(), "parameter '" + name + "' has no default but follows one that has");
            }
            parameters.add(parameter);
        }
        return parameters;
    }

    private static List<String> choices(Optional<ConfigMap> details) {
        return details.map(detail -> detail.texts("choices")).orElse(List.of()).stream()
                .map(Located::text)
                .toList();
    }

    private ColumnType type(ConfigMap entry, Located place, Optional<Located> name) {
        Optional<ColumnType> type = name.flatMap(text -> ColumnType.ofName(text.text()));
        if (type.isEmpty() && name.isPresent()) {
            problems.add(
                    place,
                    entry.subject(),
                    "'" + name.get().text() + "' is not a type; use one of " + ColumnType.names());
        }
        return type.orElse(ColumnType.VARCHAR);
    }

    /** The KPIs that stand in the place of a table. */
    private static List<Located> spans(ConfigMap binding) {
        List<Located> spans = binding.texts("spans");
        if (!spans.isEmpty()) {
            binding.allowOnly(List.of("spans"));
        }
        return spans;
    }

    private Optional<KpiBinding> binding(ConfigMap map, List<KpiParameter> parameters) {
        map.allowOnly(List.of("table", "where", "time", "arguments", "optional", "spans"));
        Map<String, Located> given = map.textMap("arguments");
        Map<String, Located> arguments = new LinkedHashMap<>();
        for (KpiParameter parameter : parameters) {
            Located argument = given.remove(parameter.name());
            if (argument != null) {
                arguments.put(parameter.name(), argument);
            } else if (!parameter.isOption()) {
                problems.add(
                        map.place(), map.subject(), "the binding gives no argument for '" + parameter.name() + "'");
            }
        }
        given.forEach((name, place) ->
                problems.add(place, map.subject(), "the binding gives '" + name + "', which is not a parameter"));
        Optional<Located> table = map.requiredText("table");
        Optional<Located> time = map.requiredText("time");
        if (table.isEmpty() || time.isEmpty()) {
            return Optional.empty();
        }
        Set<String> optional =
                map.texts("optional").stream().map(Located::text).collect(Collectors.toUnmodifiableSet());
        return Optional.of(new KpiBinding(table.get(), map.text("where"), time.get(), arguments, optional));
    }

    private static KpiMeasure measure(ConfigMap entry) {
        return new KpiMeasure(
                entry.requiredText("unit").map(Located::text).orElse(""),
                entry.choice("better", KpiMeasure.Better.NEUTRAL),
                entry.integer("decimals", 0, KpiMeasure.MAX_DECIMALS).orElse(DEFAULT_DECIMALS),
                optional(entry, "additivity", KpiMeasure.Additivity.ADDITIVE),
                optional(entry, "interval", KpiMeasure.Interval.NONE));
    }

    private static <E extends Enum<E>> Optional<E> optional(ConfigMap entry, String key, E absent) {
        return entry.has(key) ? Optional.of(entry.choice(key, absent)) : Optional.empty();
    }

    static KpiTexts texts(ConfigMap entry) {
        Optional<ConfigMap> label = entry.map("label");
        Optional<ConfigMap> description = entry.map("description");
        label.ifPresent(map -> map.allowOnly(List.of("en", "vi")));
        description.ifPresent(map -> map.allowOnly(List.of("en", "vi")));
        return new KpiTexts(text(label, "en"), text(label, "vi"), text(description, "en"), text(description, "vi"));
    }

    private static String text(Optional<ConfigMap> map, String language) {
        return map.flatMap(texts -> texts.text(language)).map(Located::text).orElse("");
    }
}
