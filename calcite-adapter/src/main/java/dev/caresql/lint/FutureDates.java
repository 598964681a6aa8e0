package dev.caresql.lint;

import dev.caresql.config.Problems;
import dev.caresql.model.CareModel;
import dev.caresql.model.TableMapping;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Times of things that have happened, but after the as-of instant; or an as-of instant that itself lies ahead. */
final class FutureDates implements Lint {
    private final Clock clock;

    FutureDates(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void look(LintContext context, Problems found) throws SQLException {
        Instant asOf = context.database().asOf();
        if (asOf.isAfter(clock.instant().plus(Duration.ofDays(1)))) {
            found.add(
                    context.database()
                            .model()
                            .map(CareModel::file)
                            .map(file -> String.valueOf(file.getFileName()))
                            .orElse(""),
                    0,
                    "",
                    "the as-of instant " + asOf
                            + " lies in the future: it is the latest time of the data where the model"
                            + " does not say; look for the wrong date, or set 'asOf'");
        }
        for (TableMapping mapping : context.mappings()) {
            String table = mapping.table().name();
            for (String column : mapping.table().eventTimes()) {
                if (context.has(table, column)) {
                    later(context, mapping, column, found);
                }
            }
        }
    }

    private static void later(LintContext context, TableMapping mapping, String column, Problems found)
            throws SQLException {
        String table = mapping.table().name();
        List<List<Optional<String>>> rows = context
                .rows("SELECT COUNT(*), MAX(" + column + ") FROM " + LintContext.quoted(table) + " WHERE " + column
                        + " > AS_OF()")
                .stream()
                .map(row -> row.stream().map(Optional::ofNullable).toList())
                .toList();
        long count = Long.parseLong(rows.get(0).get(0).orElse("0"));
        if (count > 0) {
            found.add(
                    context.place(mapping, column),
                    "table " + table,
                    count + " rows have " + column + " after the as-of instant "
                            + context.database().asOf() + ", up to "
                            + rows.get(0).get(1).orElse("")
                            + "; check the format and the time zone of the source, or 'asOf'");
        }
    }
}
