package dev.caresql.lint;

import dev.caresql.config.Problems;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.TableMapping;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Times of a table that do not belong to the same calendar: most rows have the later thing before the earlier. */
final class DateOrder implements Lint {
    /** Single reversed rows are mistakes in the data; more than half are one in the mapping. */
    private static final double MOST = 0.5;

    private static final int ENOUGH = 10;

    /** A customer has often been in contact before the ticket about it is made. */
    private static final Set<String> MAY_COME_FIRST = Set.of("first_contact_at");

    @Override
    public void look(LintContext context, Problems found) throws SQLException {
        for (TableMapping mapping : context.mappings()) {
            CanonicalTable table = mapping.table();
            String time = table.timeColumn().orElse("");
            for (String column : table.eventTimes()) {
                if (table.eventTimes().contains(time)
                        && !column.equals(time)
                        && !MAY_COME_FIRST.contains(column)
                        && context.has(table.name(), time, column)) {
                    look(context, mapping, time, column, found);
                }
            }
        }
    }

    private static void look(LintContext context, TableMapping mapping, String time, String column, Problems found)
            throws SQLException {
        String table = mapping.table().name();
        List<Long> counts =
                context.counts("SELECT COUNT(*), COUNT(*) FILTER (WHERE " + column + " < " + time + ") FROM "
                        + LintContext.quoted(table) + " WHERE " + column + " IS NOT NULL AND " + time + " IS NOT NULL");
        if (counts.get(0) >= ENOUGH && counts.get(1) > MOST * counts.get(0)) {
            found.add(
                    context.place(mapping, column),
                    "table " + table,
                    counts.get(1) + " of " + counts.get(0) + " rows have " + column + " before " + time
                            + "; the two look like different date bases: check columns, formats and time zones");
        }
    }
}
