package dev.caresql.engine.duckdb;

import static java.util.Collections.unmodifiableMap;
import static java.util.stream.Collectors.joining;

import dev.caresql.engine.CompiledFeed;
import dev.caresql.engine.MappedColumn;
import dev.caresql.model.TextFormat;
import dev.caresql.sql.ColumnType;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.type.SqlTypeName;

/** Writes the statements that bring a feed's rows into its table: mapping, conversion, then time zones. */
final class FeedSql {
    static final TextFormat ISO = new TextFormat(
            ",",
            "\"",
            "\"",
            StandardCharsets.UTF_8,
            true,
            0,
            List.of(""),
            Optional.empty(),
            Optional.empty(),
            ".",
            false);

    private final TargetTable target;
    private final Map<String, String> initial;
    private final CompiledFeed feed;
    private final Map<String, TextFormat> formats;
    private final ZoneId feedZone;
    private final ZoneId businessZone;

    /**
     * Writes for one feed.
     *
     * @param initial expressions over the stored columns, by the names of the derived columns that get them
     * @param formats how the texts of the mapped columns are read, by their names
     */
    FeedSql(
            TargetTable target,
            Map<String, String> initial,
            CompiledFeed feed,
            Map<String, TextFormat> formats,
            ZoneId feedZone,
            ZoneId businessZone) {
        this.target = target;
        this.initial = unmodifiableMap(new LinkedHashMap<>(initial));
        this.feed = feed;
        this.formats = Map.copyOf(formats);
        this.feedZone = feedZone;
        this.businessZone = businessZone;
    }

    /** One pass from the mapping's rows to the table; a value that does not fit fails it. */
    String insert(String table, String mapping) {
        return insert(table, mapping, Conversions::fromText);
    }

    /** As {@link #insert}, but quicker; a time that is not spelt plainly fails it. */
    String insertPlain(String table, String mapping) {
        return insert(table, mapping, Conversions::fromPlainText);
    }

    private String insert(String table, String mapping, Conversion conversion) {
        String typed = feed.columns().stream()
                .map(column -> converted(column, conversion) + " AS " + DuckDbText.identifier(column.name()))
                .collect(joining(", "));
        return insertTyped(table, "(SELECT " + typed + " FROM (" + mapping + ") AS mapping)", "");
    }

    /**
     * From rows whose columns have their types to the table, in UTC, with the business date and what belongs into derived
     * columns.
     */
    String insertTyped(String table, String typedRows, String condition) {
        Map<String, String> stored = new LinkedHashMap<>();
        target.stored().forEach((name, type) -> stored.put(name, "CAST(NULL AS " + type + ")"));
        for (MappedColumn column : feed.columns()) {
            String name = DuckDbText.identifier(column.name());
            stored.put(column.name(), isTimestamp(column) ? TimeZones.toUtc(name, feedZone) : name);
        }
        target.mappedTime()
                .filter(time ->
                        feed.columns().stream().anyMatch(column -> column.name().equals(time)))
                .ifPresent(time -> {
                    String name = DuckDbText.identifier(time);
                    stored.put(TargetTable.BUSINESS_DATE, target.isDate(time) ? name : businessDate(name));
                });
        List<String> columns = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        stored.forEach((column, value) -> {
            String name = DuckDbText.identifier(column);
            columns.add(value + " AS " + name);
            names.add(name);
            values.add(name);
        });
        initial.forEach((column, value) -> {
            names.add(DuckDbText.identifier(column));
            values.add(value);
        });
        return "INSERT INTO " + table + " (" + String.join(", ", names) + ") SELECT " + String.join(", ", values)
                + " FROM (SELECT " + String.join(", ", columns) + " FROM " + typedRows + " AS typed" + condition
                + ") AS stored";
    }

    /** The day of a feed's local timestamp; without a way through UTC when the feed keeps business time. */
    private String businessDate(String local) {
        String business = feedZone.normalized().equals(businessZone.normalized())
                ? local
                : TimeZones.fromUtc(TimeZones.toUtc(local, feedZone), businessZone);
        return "CAST(" + business + " AS DATE)";
    }

    /** The mapped value as its column's type, timestamps still in the feed's time zone. */
    String converted(MappedColumn column) {
        return converted(column, Conversions::fromText);
    }

    private String converted(MappedColumn column, Conversion conversion) {
        String name = DuckDbText.identifier(column.name());
        SqlTypeName from = column.expressionType().getSqlTypeName();
        Optional<ColumnType> to = column.canonicalType();
        if (to.isPresent() && (from == SqlTypeName.VARCHAR || from == SqlTypeName.CHAR)) {
            TextFormat textFormat = from == SqlTypeName.CHAR ? ISO : formats.getOrDefault(column.name(), ISO);
            return conversion.convert(new Conversions(textFormat, feedZone), name, to.get());
        }
        String type = to.map(DuckDbTypes::name)
                .or(() -> DuckDbTypes.name(column.expressionType()))
                .orElse("VARCHAR");
        return "CAST(" + name + " AS " + type + ")";
    }

    private static boolean isTimestamp(MappedColumn column) {
        return column.canonicalType()
                .map(type -> type == ColumnType.TIMESTAMP)
                .orElse(column.expressionType().getSqlTypeName() == SqlTypeName.TIMESTAMP);
    }

    /** One of the ways from a text to a type. */
    @FunctionalInterface
    private interface Conversion {
        String convert(Conversions conversions, String text, ColumnType type);
    }
}
