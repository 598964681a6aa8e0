package dev.caresql.catalog;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Suppliers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The KPIs by name, in the order of their files. Names and synonyms are found in any case. */
public final class KpiCatalog {
    private final Map<String, Kpi> byName;
    private final Map<String, Kpi> bySynonym;
    private final Map<String, ScalarFunction> scalars;
    private final Supplier<Map<String, List<KpiExample>>> ownExamples;

    KpiCatalog(Map<String, Kpi> byName, Map<String, ScalarFunction> scalars) {
        this.ownExamples = Suppliers.memoize(() -> OwnExamples.load(byName.values()));
        this.scalars = Collections.unmodifiableMap(new LinkedHashMap<>(scalars));
        this.byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
        Map<String, Kpi> synonyms = new LinkedHashMap<>();
        byName.values().forEach(kpi -> kpi.synonyms().forEach(synonym -> synonyms.put(key(synonym.text()), kpi)));
        this.bySynonym = Collections.unmodifiableMap(synonyms);
    }

    public Collection<Kpi> kpis() {
        return byName.values();
    }

    /** The KPIs that users' files add or replace. */
    public List<Kpi> usersKpis() {
        return byName.values().stream()
                .filter(kpi -> !KpiCatalogLoader.isOwn(kpi.name()))
                .toList();
    }

    /** The KPI of that name or synonym. */
    public Optional<Kpi> find(String name) {
        return Optional.ofNullable(byName.get(key(name))).or(() -> Optional.ofNullable(bySynonym.get(key(name))));
    }

    /** The functions of one row, in the order of their files. */
    public Collection<ScalarFunction> scalars() {
        return scalars.values();
    }

    /** The functions of one row that users' files add. */
    public List<ScalarFunction> usersScalars() {
        return scalars.values().stream()
                .filter(scalar -> !KpiCatalogLoader.isOwn(scalar.name()))
                .toList();
    }

    /** The function of one row of that name, in any case. */
    public Optional<ScalarFunction> scalar(String name) {
        return Optional.ofNullable(scalars.get(key(name)));
    }

    /** What a name such as {@code NPS_CI_LOW} means; empty for a KPI's own name, which comes first. */
    public Optional<ComponentName> component(String name) {
        if (find(name).isPresent()) {
            return Optional.empty();
        }
        String key = key(name);
        for (KpiComponent component : KpiComponent.values()) {
            if (key.endsWith(component.suffix())) {
                String base = key.substring(0, key.length() - component.suffix().length());
                return find(base).map(kpi -> new ComponentName(kpi, component));
            }
        }
        return Optional.empty();
    }

    /**
     * The name of a component's function, taken apart.
     *
     * @param kpi whose component it is
     * @param component which one
     */
    public record ComponentName(Kpi kpi, KpiComponent component) {
        /** Requires both. */
        public ComponentName {
            requireNonNull(kpi, "kpi is null");
            requireNonNull(component, "component is null");
        }
    }

    /** The worked examples of a KPI; those of CareSQL's own are read when the first is asked for. */
    public List<KpiExample> examples(Kpi kpi) {
        return KpiCatalogLoader.isOwn(kpi.name())
                ? ownExamples.get().getOrDefault(kpi.name().text(), List.of())
                : kpi.examples();
    }

    /** Every name and synonym. */
    public List<String> names() {
        List<String> names = new ArrayList<>(byName.keySet());
        names.addAll(bySynonym.keySet());
        return names;
    }

    static String key(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
