package dev.caresql.catalog;

import dev.caresql.config.ConfigFile;
import dev.caresql.config.ConfigMap;
import dev.caresql.config.Problems;
import dev.caresql.error.ErrorCode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The worked examples of CareSQL's own KPIs. They lie in files beside the catalogs, for reading them takes as long as
 * reading half the catalogs, and only documents and the tables about the catalog ask for them.
 */
final class OwnExamples {
    private static final String FOLDER = "examples/";

    private OwnExamples() {}

    /** The examples by the name of their KPI; a mistake in them is a defect of CareSQL. */
    static Map<String, List<KpiExample>> load(Collection<Kpi> kpis) {
        Problems problems = new Problems();
        Map<String, List<KpiExample>> examples = new LinkedHashMap<>();
        kpis.stream()
                .filter(kpi -> KpiCatalogLoader.isOwn(kpi.name()))
                .collect(Collectors.groupingBy(kpi -> kpi.name().file(), LinkedHashMap::new, Collectors.toList()))
                .forEach((file, own) -> ConfigFile.parseMap(
                                FOLDER + file, ConfigFile.resource(OwnExamples.class, FOLDER + file), problems)
                        .flatMap(root -> root.map("examples"))
                        .ifPresent(map -> read(map, own, problems, examples)));
        problems.throwIfAny(ErrorCode.INTERNAL);
        return examples;
    }

    private static void read(ConfigMap map, List<Kpi> kpis, Problems problems, Map<String, List<KpiExample>> examples) {
        map.allowOnly(kpis.stream().map(kpi -> kpi.name().text()).toList());
        for (Kpi kpi : kpis) {
            String name = kpi.name().text();
            ExampleReader reader =
                    new ExampleReader(problems, name, kpi.binding().map(KpiBinding::table));
            examples.put(name, reader.read(map.about(KpiCatalogLoader.subject(kpi)), name));
        }
    }
}
