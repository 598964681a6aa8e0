package dev.caresql.catalog;

import dev.caresql.config.ConfigFile;
import dev.caresql.config.ConfigMap;
import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Loads KPIs from YAML: the product's own catalog first, then users' files, which add KPIs and replace one only when
 * the entry says {@code override: true}. What is wrong in a file is collected, not thrown.
 */
public final class KpiCatalogLoader {
    static final List<String> OWN_FILES = List.of(
            "surveys.yaml",
            "interactions.yaml",
            "tickets.yaml",
            "workforce.yaml",
            "customers.yaml",
            "orders.yaml",
            "leads.yaml",
            "marketing.yaml",
            "subscriptions.yaml",
            "relationships.yaml",
            "scorecard.yaml",
            "scalars.yaml");

    private static final KpiTags NO_TAGS = new KpiTags("", List.of());

    private final Problems problems;
    private final Map<String, Kpi> kpis = new LinkedHashMap<>();
    private final Map<String, ScalarFunction> scalars = new LinkedHashMap<>();

    /** Creates a loader that notes mistakes in the given collector. */
    public KpiCatalogLoader(Problems problems) {
        this.problems = problems;
    }

    /** The product's own KPIs and those of the user's files. */
    public static KpiCatalog load(List<Path> userFiles, Problems problems) {
        KpiCatalogLoader loader = new KpiCatalogLoader(problems);
        OWN_FILES.forEach(loader::addOwn);
        userFiles.forEach(file -> loader.add(file.getFileName().toString(), ConfigFile.read(file)));
        return loader.catalog();
    }

    /** Adds the KPIs and the scalar functions of one file, whose family and roles are those of entries without any. */
    public KpiCatalogLoader add(String file, String yaml) {
        ConfigFile.parseMap(file, yaml, problems).ifPresent(root -> {
            root.allowOnly(List.of("family", "roles", "kpis", "scalars"));
            KpiReader reader = new KpiReader(problems, KpiReader.tags(root, NO_TAGS));
            for (ConfigMap entry : root.maps("kpis")) {
                reader.read(entry).ifPresent(this::add);
            }
            ScalarReader scalarReader = new ScalarReader(problems);
            for (ConfigMap entry : root.maps("scalars")) {
                scalarReader.read(entry).ifPresent(this::add);
            }
        });
        return this;
    }

    /** The catalog of everything added. */
    public KpiCatalog catalog() {
        Map<String, String> owners = new HashMap<>();
        kpis.keySet().forEach(name -> owners.put(name, name));
        for (Kpi kpi : kpis.values()) {
            for (Located synonym : kpi.synonyms()) {
                String owner = owners.putIfAbsent(
                        KpiCatalog.key(synonym.text()), kpi.name().text());
                if (owner != null) {
                    problems.add(synonym, subject(kpi), "synonym '" + synonym.text() + "' already names KPI " + owner);
                }
            }
        }
        for (ScalarFunction scalar : scalars.values()) {
            String owner = owners.get(scalar.name().text());
            if (owner != null) {
                problems.add(scalar.name(), "function " + scalar.name().text(), "the name already names KPI " + owner);
            }
        }
        return new KpiCatalog(kpis, scalars);
    }

    private void add(ScalarFunction scalar) {
        ScalarFunction earlier = scalars.putIfAbsent(scalar.name().text(), scalar);
        if (earlier != null) {
            problems.add(
                    scalar.name(),
                    "function " + scalar.name().text(),
                    "the name is already defined in " + earlier.name().file() + ":"
                            + earlier.name().line() + "; choose another");
        }
    }

    private void add(Kpi kpi) {
        String key = KpiCatalog.key(kpi.name().text());
        Kpi earlier = kpis.get(key);
        if (earlier == null && kpi.overrides()) {
            problems.add(kpi.name(), subject(kpi), "overrides a KPI that does not exist; remove 'override: true'");
        } else if (earlier != null && !kpi.overrides()) {
            problems.add(
                    kpi.name(),
                    subject(kpi),
                    "the name is already defined in " + earlier.name().file() + ":"
                            + earlier.name().line() + "; choose another, or write 'override: true' to replace it");
            return;
        }
        kpis.put(key, kpi);
    }

    private void addOwn(String file) {
        add(file, ConfigFile.resource(KpiCatalogLoader.class, file));
    }

    /** Whether an entry stands in a file of CareSQL's own. */
    static boolean isOwn(Located name) {
        return OWN_FILES.contains(name.file());
    }

    static String subject(Kpi kpi) {
        return "KPI " + kpi.name().text();
    }
}
