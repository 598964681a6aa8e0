package dev.caresql.lint;

import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import dev.caresql.model.TableMapping;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** A user's text column that holds nothing but numbers: it sorts, compares and adds as text. */
final class TextDigits implements Lint {
    private static final int ENOUGH = 10;

    /** Codes are not numbers: they begin with a zero, or are named so. */
    private static final String CODE_NAME = "(?i).*(id|code|no|nr|number|phone|zip|year)";

    @Override
    public void look(LintContext context, Problems found) throws SQLException {
        for (TableMapping mapping : context.mappings()) {
            Set<String> extras = new TreeSet<>();
            mapping.feeds().forEach(feed -> extras.addAll(feed.extra().keySet()));
            for (String column : extras) {
                if (isText(context, mapping.table().name(), column) && !column.matches(CODE_NAME)) {
                    look(context, mapping, column, found);
                }
            }
        }
    }

    private static boolean isText(LintContext context, String table, String column) {
        return context.columns(table)
                .map(type -> type.getField(column, true, false))
                .map(RelDataTypeField::getType)
                .filter(SqlTypeUtil::isCharacter)
                .isPresent();
    }

    private static void look(LintContext context, TableMapping mapping, String column, Problems found)
            throws SQLException {
        String table = mapping.table().name();
        String name = LintContext.quoted(column);
        List<Long> counts = context.counts("SELECT COUNT(" + name + "), COUNT(*) FILTER (WHERE " + name
                + " SIMILAR TO '[+-]?[0-9]+([.,][0-9]+)?'), COUNT(*) FILTER (WHERE " + name
                + " SIMILAR TO '0[0-9]+') FROM " + LintContext.quoted(table));
        if (counts.get(0) >= ENOUGH && counts.get(1).equals(counts.get(0)) && counts.get(2) == 0) {
            Located place = context.place(mapping, column);
            found.add(
                    place,
                    "table " + table,
                    "all " + counts.get(0) + " texts in " + column
                            + " are numbers; declare its type under 'columns' of the"
                            + " source, or write CAST(... AS DECIMAL(18, 4)) in the mapping");
        }
    }
}
