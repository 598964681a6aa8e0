package dev.caresql.model;

import dev.caresql.config.ConfigFile;
import dev.caresql.config.ConfigMap;
import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import dev.caresql.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The columns that imports look up in other tables, read from a resource. */
public final class ColumnLookups {
    private static final String RESOURCE = "lookups.yaml";
    private static final List<String> KEYS = List.of("columns", "tables", "needs", "sql");

    private ColumnLookups() {}

    /** All lookups, each after those whose columns it reads; a mistake in the resource is a defect of CareSQL. */
    public static List<ColumnLookup> load() {
        Problems problems = new Problems();
        List<ColumnLookup> lookups = new ArrayList<>();
        ConfigFile.parseMap(RESOURCE, text(), problems)
                .ifPresent(root -> root.maps("lookups").forEach(map -> read(map, lookups)));
        problems.throwIfAny(ErrorCode.INTERNAL);
        return lookups;
    }

    /** What the lookups depend on, for the key of a snapshot. */
    public static String text() {
        return ConfigFile.resource(ColumnLookups.class, RESOURCE);
    }

    private static void read(ConfigMap map, List<ColumnLookup> lookups) {
        map.allowOnly(KEYS);
        List<String> columns = map.texts("columns").stream().map(Located::text).toList();
        map.requiredText("sql").ifPresent(sql -> {
            for (Map.Entry<String, Located> table : map.textMap("tables").entrySet()) {
                List<TableNeed> needs = map.texts("needs").stream()
                        .map(need -> TableNeed.parse(filled(need.text(), table)))
                        .toList();
                Located query = new Located(filled(sql.text(), table), sql.file(), sql.line());
                lookups.add(new ColumnLookup(table.getKey(), columns, needs, query));
            }
        });
    }

    private static String filled(String text, Map.Entry<String, Located> table) {
        return text.replace("{table}", table.getKey())
                .replace("{agent}", table.getValue().text());
    }
}
