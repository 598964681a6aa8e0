package dev.caresql.lint;

import static java.util.stream.Collectors.joining;

import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.TableMapping;
import java.sql.SQLException;
import java.util.List;

/** A key that several rows share: a join with the table multiplies the rows of those that refer to it. */
final class DoubledKeys implements Lint {
    @Override
    public void look(LintContext context, Problems found) throws SQLException {
        for (TableMapping mapping : context.mappings()) {
            CanonicalTable table = mapping.table();
            if (table.key().isEmpty() || !context.has(table.name(), table.key().toArray(String[]::new))) {
                continue;
            }
            String key = table.key().stream().map(LintContext::quoted).collect(joining(", "));
            List<Long> counts = context.counts("SELECT COUNT(*), SUM(n) FROM (SELECT COUNT(*) AS n FROM "
                    + LintContext.quoted(table.name()) + " GROUP BY " + key + ") AS keys WHERE n > 1");
            if (counts.get(0) > 0) {
                Located place = context.place(mapping, table.key().get(0));
                found.add(
                        place,
                        "table " + table.name(),
                        "the key " + String.join(", ", table.key()) + " is not unique: " + counts.get(1)
                                + " rows share "
                                + counts.get(0) + " keys" + paths(context, table) + "; map a column that tells the rows"
                                + " apart, or keep one row per key with 'groupBy' or 'where'");
            }
        }
    }

    /** Who refers to the table. */
    private static String paths(LintContext context, CanonicalTable target) {
        String paths = context.mappings().stream()
                .map(TableMapping::table)
                .flatMap(table -> table.references().entrySet().stream()
                        .filter(reference -> reference.getValue().equals(target.name())
                                && target.key().size() == 1
                                && context.has(table.name(), reference.getKey()))
                        .map(reference -> table.name() + "." + reference.getKey()))
                .collect(joining(", "));
        return paths.isEmpty() ? "" : ", so the paths from " + paths + " are many-to-many";
    }
}
