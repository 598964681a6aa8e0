package dev.caresql.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The KPIs by name, in the order of their files. Names and synonyms are found in any case. */
public final class KpiCatalog {
    private final Map<String, Kpi> byName;
    private final Map<String, Kpi> bySynonym;

    KpiCatalog(Map<String, Kpi> byName) {
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
                .filter(kpi -> !KpiCatalogLoader.OWN_FILES.contains(kpi.name().file()))
                .toList();
    }

    /** The KPI of that name or synonym. */
    public Optional<Kpi> find(String name) {
        return Optional.ofNullable(byName.get(key(name))).or(() -> Optional.ofNullable(bySynonym.get(key(name))));
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
