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
        return insert(table, mapping, false);
    }

    /** As {@link #insert}, but quicker; a time that is not spelt plainly fails it. */
    String insertPlain(String table, String mapping) {
        return insert(table, mapping, true);
    }

    private String insert(String table, String mapping, boolean plain) {
        String typed = feed.columns().stream()
                .map(column -> typed(column, plain).sql() + " AS " + DuckDbText.identifier(column.name()))
                .collect(joining(", "));
        return insertTyped(table, "(SELECT " + typed + " FROM (" + mapping + ") AS mapping)", "", plain);
    }

    /** From rows whose columns are those of {@link #converted} to the table. */
    String insertConverted(String table, String convertedRows, String condition) {
        return insertTyped(table, convertedRows, condition, false);
    }

    /**
     * From rows whose columns have their types to the table, in UTC, with the business date and what belongs into derived
     * columns.
     */
    private String insertTyped(String table, String typedRows, String condition, boolean plain) {
        Map<String, String> stored = new LinkedHashMap<>();
        target.stored().forEach((name, type) -> stored.put(name, "CAST(NULL AS " + type + ")"));
        for (MappedColumn column : feed.columns()) {
            String name = DuckDbText.identifier(column.name());
            boolean isLocal = isTimestamp(column) && !typed(column, plain).inUtc();
            stored.put(column.name(), isLocal ? TimeZones.toUtc(name, feedZone) : name);
            if (target.mappedTime().filter(column.name()::equals).isPresent()) {
                stored.put(
                        TargetTable.BUSINESS_DATE, target.isDate(column.name()) ? name : businessDate(name, isLocal));
            }
        }
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

    /** The day of a feed's timestamp; without a way through UTC when it is local and the feed keeps business time. */
    private String businessDate(String time, boolean isLocal) {
        boolean isBusinessTime = isLocal && feedZone.normalized().equals(businessZone.normalized());
        String utc = isLocal ? TimeZones.toUtc(time, feedZone) : time;
        return "CAST(" + (isBusinessTime ? time : TimeZones.fromUtc(utc, businessZone)) + " AS DATE)";
    }

    /** The mapped value as its column's type, for {@link #insertConverted}. */
    String converted(MappedColumn column) {
        return typed(column, false).sql();
    }

    private Typed typed(MappedColumn column, boolean plain) {
        String name = DuckDbText.identifier(column.name());
        SqlTypeName from = column.expressionType().getSqlTypeName();
        Optional<ColumnType> to = column.canonicalType();
        if (to.isPresent() && (from == SqlTypeName.VARCHAR || from == SqlTypeName.CHAR)) {
            TextFormat textFormat = from == SqlTypeName.CHAR ? ISO : formats.getOrDefault(column.name(), ISO);
            Conversions conversions = new Conversions(textFormat, feedZone);
            return to.get() == ColumnType.TIMESTAMP
                    ? timestamp(conversions, name, plain)
                    : new Typed(conversions.fromText(name, to.get()), false);
        }
        String type = to.map(DuckDbTypes::name)
                .or(() -> DuckDbTypes.name(column.expressionType()))
                .orElse("VARCHAR");
        return new Typed("CAST(" + name + " AS " + type + ")", false);
    }

    private static Typed timestamp(Conversions conversions, String name, boolean plain) {
        if (plain && conversions.hasPlainTimes()) {
            return new Typed(conversions.fromPlainTime(name), false);
        }
        return conversions.mayHaveOffsets()
                ? new Typed(conversions.utcFromText(name), true)
                : new Typed(conversions.fromText(name, ColumnType.TIMESTAMP), false);
    }

    private static boolean isTimestamp(MappedColumn column) {
        return column.canonicalType()
                .map(type -> type == ColumnType.TIMESTAMP)
                .orElse(column.expressionType().getSqlTypeName() == SqlTypeName.TIMESTAMP);
    }

    /**
     * A value of its column's type.
     *
     * @param sql over the mapping's row
     * @param inUtc whether it is a timestamp that is in UTC already, and not in the feed's time zone
     */
    private record Typed(String sql, boolean inUtc) {}
}
