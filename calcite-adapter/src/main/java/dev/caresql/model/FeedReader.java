package dev.caresql.model;

import dev.caresql.config.ConfigMap;
import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import dev.caresql.error.DidYouMean;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one feed of a canonical table. */
final class FeedReader {
    private static final List<String> KEYS = List.of("from", "where", "groupBy", "columns", "extra");
    private static final String EXTRA_PATTERN = "[A-Za-z_][A-Za-z0-9_]*";

    private static final String ROW_ID = "rowid";

    private final Problems problems;

    FeedReader(Problems problems) {
        this.problems = problems;
    }

    Optional<TableFeed> read(CanonicalTable table, ConfigMap plain) {
        String subject = "table " + table.name();
        ConfigMap map = plain.about(subject);
        map.allowOnly(KEYS);
        Optional<Located> from = map.requiredText("from");
        Map<String, Located> columns = map.textMap("columns");
        Map<String, Located> extra = map.textMap("extra");
        columns.forEach((name, place) -> checkCanonical(table, name, place, subject));
        extra.forEach((name, place) -> checkExtra(table, name, place, subject));
        if (columns.isEmpty()) {
            problems.add(map.place(), subject, "'columns' is missing: no canonical column is mapped");
        }
        for (String key : table.key()) {
            if (!columns.containsKey(key) && !columns.isEmpty()) {
                problems.add(map.place(), subject, "the key column '" + key + "' is not mapped");
            }
        }
        return from.map(
                text -> new TableFeed(map.place(), text, map.text("where"), map.text("groupBy"), columns, extra));
    }

    private void checkCanonical(CanonicalTable table, String name, Located place, String subject) {
        if (table.derived().containsKey(name)) {
            problems.add(place, subject, "column '" + name + "' is derived by CareSQL and cannot be mapped");
        } else if (!table.columns().containsKey(name)) {
            problems.add(
                    place,
                    subject,
                    "there is no canonical column '" + name + "'"
                            + DidYouMean.hint(name, table.columns().keySet())
                            + (DidYouMean.nearest(name, table.columns().keySet())
                                            .isEmpty()
                                    ? "; put your own columns under 'extra'"
                                    : ""));
        }
    }

    private void checkExtra(CanonicalTable table, String name, Located place, String subject) {
        if (table.derived().keySet().stream().anyMatch(name::equalsIgnoreCase)) {
            problems.add(place, subject, "'" + name + "' is derived by CareSQL; take another name");
        } else if (table.columns().keySet().stream().anyMatch(name::equalsIgnoreCase)) {
            problems.add(place, subject, "'" + name + "' is a canonical column; map it under 'columns'");
        } else if (!name.matches(EXTRA_PATTERN)) {
            problems.add(place, subject, "the extra column '" + name + "' must be a word of letters, digits and '_'");
        } else if (name.equalsIgnoreCase(ROW_ID)) {
            problems.add(place, subject, "'" + name + "' is what the engine calls a row's number; take another name");
        }
    }
}
