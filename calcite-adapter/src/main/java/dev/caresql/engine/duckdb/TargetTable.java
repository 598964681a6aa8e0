package dev.caresql.engine.duckdb;

import static java.util.Collections.unmodifiableMap;

import dev.caresql.config.Problems;
import dev.caresql.engine.CompiledFeed;
import dev.caresql.engine.FeedCompiler;
import dev.caresql.engine.MappedColumn;
import dev.caresql.model.CanonicalColumn;
import dev.caresql.model.CanonicalTable;
import dev.caresql.sql.ColumnType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * A canonical table with the columns that the feeds of a model fill.
 *
 * @param canonical the table of the care model
 * @param columns name to DuckDB type: canonical ones in their order, then the user's own
 */
record TargetTable(CanonicalTable canonical, Map<String, String> columns) {
    static final String BUSINESS_DATE = "business_date";

    private static final String CUSTOMERS = "customers";

    TargetTable {
        columns = unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** The table that these feeds fill; a column that cannot take its expression is noted as a problem. */
    static TargetTable of(CanonicalTable canonical, List<CompiledFeed> feeds, Problems problems) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (CanonicalColumn column : canonical.columns().values()) {
            if (feeds.stream().flatMap(feed -> feed.columns().stream()).anyMatch(mapped -> mapped.name()
                    .equals(column.name()))) {
                columns.put(column.name(), DuckDbTypes.name(column.type()));
            }
        }
        for (CompiledFeed feed : feeds) {
            for (MappedColumn mapped : feed.columns()) {
                check(canonical, mapped, columns, problems);
            }
        }
        return new TargetTable(canonical, columns);
    }

    private static void check(
            CanonicalTable canonical, MappedColumn mapped, Map<String, String> columns, Problems problems) {
        String subject = "table " + canonical.name() + ", column " + mapped.name();
        String type = shown(mapped.expressionType());
        if (mapped.canonicalType().isPresent()) {
            ColumnType wanted = mapped.canonicalType().get();
            if (!FeedCompiler.fits(mapped.expressionType(), wanted)) {
                problems.add(
                        mapped.place(),
                        subject,
                        "is " + wanted + " but the expression is " + type + "; " + conversion(mapped, wanted));
            }
            return;
        }
        Optional<String> name = DuckDbTypes.name(mapped.expressionType());
        if (name.isEmpty()) {
            problems.add(mapped.place(), subject, "a table cannot hold a column of type " + type);
            return;
        }
        Optional<String> twin = columns.keySet().stream()
                .filter(other -> other.equalsIgnoreCase(mapped.name()) && !other.equals(mapped.name()))
                .findFirst();
        if (twin.isPresent()) {
            problems.add(
                    mapped.place(), subject, "and column " + twin.get() + " are one name to SQL; take another name");
            return;
        }
        String before = columns.putIfAbsent(mapped.name(), name.get());
        if (before != null && !before.equals(name.get())) {
            problems.add(
                    mapped.place(),
                    subject,
                    "is " + type + " here but " + before + " in another feed; make them equal");
        }
    }

    /** A cast makes no times of numbers. */
    private static String conversion(MappedColumn mapped, ColumnType wanted) {
        String expression = mapped.place().text().strip();
        return wanted == ColumnType.TIMESTAMP && SqlTypeUtil.isNumeric(mapped.expressionType())
                ? "seconds since 1970 are TIMESTAMP '1970-01-01 00:00:00' + INTERVAL '1' SECOND * (" + expression
                        + "), in a source of timeZone UTC"
                : "convert it, for example CAST(" + expression + " AS " + wanted + ")";
    }

    private static String shown(RelDataType type) {
        return type.getSqlTypeName().getName().toUpperCase(Locale.ROOT);
    }

    /** The time column, when it is mapped, so that the business date can be derived. */
    Optional<String> mappedTime() {
        return canonical.timeColumn().filter(columns::containsKey).filter(column -> canonical
                .derived()
                .containsKey(BUSINESS_DATE));
    }

    /** Whether a canonical column holds days of the business time zone, and not instants. */
    boolean isDate(String column) {
        return canonical
                .column(column)
                .filter(known -> known.type() == ColumnType.DATE)
                .isPresent();
    }

    /** Whether a column tells most rows apart: the table's own key, or its customer. */
    boolean isDiverse(String column) {
        return canonical.key().equals(List.of(column))
                || CUSTOMERS.equals(canonical.references().get(column));
    }

    /** The columns that an import inserts, the business date last. */
    Map<String, String> stored() {
        Map<String, String> stored = new LinkedHashMap<>(columns);
        mappedTime().ifPresent(time -> stored.put(BUSINESS_DATE, "DATE"));
        return stored;
    }
}
