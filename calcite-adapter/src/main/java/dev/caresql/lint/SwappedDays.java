package dev.caresql.lint;

import dev.caresql.config.Problems;
import dev.caresql.model.TableMapping;
import java.sql.SQLException;
import java.util.List;

/** Dates with no day after the twelfth: day and month were read the wrong way round. */
final class SwappedDays implements Lint {
    private static final int MONTHS = 12;
    /** Monthly data know few days of the month. */
    private static final int MANY_DAYS = 6;

    private static final int ENOUGH = 60;

    @Override
    public void look(LintContext context, Problems found) throws SQLException {
        for (TableMapping mapping : context.mappings()) {
            String table = mapping.table().name();
            String time = mapping.table().timeColumn().orElse("");
            if (!context.has(table, time)) {
                continue;
            }
            List<Long> counts =
                    context.counts("SELECT COUNT(*), COUNT(DISTINCT d), MAX(d), COUNT(DISTINCT m) FROM (SELECT"
                            + " EXTRACT(DAY FROM " + time + ") AS d, EXTRACT(MONTH FROM " + time + ") AS m FROM "
                            + LintContext.quoted(table) + " WHERE " + time + " IS NOT NULL) AS days");
            if (counts.get(0) >= ENOUGH
                    && counts.get(1) >= MANY_DAYS
                    && counts.get(2) <= MONTHS
                    && counts.get(3) >= MANY_DAYS / 2) {
                found.add(
                        context.place(mapping, time),
                        "table " + table,
                        "none of the " + counts.get(0) + " dates in " + time
                                + " lies after the 12th of its month: day and"
                                + " month look swapped; set 'dateFormat' or 'timestampFormat' of the source");
            }
        }
    }
}
