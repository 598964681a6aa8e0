package dev.caresql.engine.duckdb;

import dev.caresql.config.Located;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.CanonicalTables;
import dev.caresql.model.CareModel;
import dev.caresql.model.ColumnLookups;
import dev.caresql.model.SourceDefinition;
import dev.caresql.model.TableFeed;
import dev.caresql.model.TableMapping;
import dev.caresql.source.Fingerprint;
import dev.caresql.source.SourceFile;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBDriver;

/** What a snapshot depends on, as one hash: the files, the mapping and the versions of whatever made it. */
final class SnapshotKey {
    /** To be raised whenever the same input would give another snapshot. */
    private static final int FORMAT_VERSION = 4;

    private static final int HASH_LENGTH = 24;

    private SnapshotKey() {}

    static String of(CareModel model, Map<String, List<SourceFile>> files) {
        StringBuilder text = new StringBuilder();
        line(text, "format", FORMAT_VERSION);
        line(text, "caresql", version(SnapshotKey.class));
        line(text, "duckdb", version(DuckDBDriver.class));
        line(text, "model", model.name());
        line(text, "zone", model.timeZone());
        line(text, "onBadRow", model.onBadRow());
        line(text, "window", model.repeatWindow());
        line(text, "calendars", model.calendars());
        model.sources().forEach((name, source) -> source(text, name, source, files.getOrDefault(name, List.of())));
        for (TableMapping mapping : model.tables()) {
            line(text, "table", mapping.table());
            mapping.feeds().forEach(feed -> feed(text, feed));
        }
        line(text, "lookups", ColumnLookups.text());
        CanonicalTables.derived().values().forEach(table -> derived(text, table));
        model.derivedTables().values().forEach(table -> derived(text, table));
        return Fingerprint.ofText(text.toString()).substring(0, HASH_LENGTH);
    }

    private static void source(StringBuilder text, String name, SourceDefinition source, List<SourceFile> files) {
        line(text, "source", name);
        line(text, "as", source.format() + " " + source.text() + " " + source.sheet() + " " + source.timeZone());
        source.columns().forEach((column, declared) -> line(text, column, declared.type()));
        files.forEach(file -> line(text, file.name(), file.fingerprint()));
    }

    private static void feed(StringBuilder text, TableFeed feed) {
        line(text, "from", feed.from().text());
        line(text, "where", feed.where().map(Located::text).orElse(""));
        line(text, "groupBy", feed.groupBy().map(Located::text).orElse(""));
        feed.columns().forEach((name, expression) -> line(text, name, expression.text()));
        feed.extra().forEach((name, expression) -> line(text, "extra " + name, expression.text()));
    }

    /** Views too: a stored table may read them. */
    private static void derived(StringBuilder text, CanonicalTable table) {
        line(text, "derived", table.name());
        table.query().ifPresent(query -> {
            line(text, "sql", query.sql().text());
            line(text, "materialized", query.materialized());
            line(text, "needs", query.needs());
        });
        table.allColumns().forEach((name, column) -> line(text, name, column.type()));
    }

    /** Lengths keep two neighbouring texts from being taken for two others. */
    private static void line(StringBuilder text, String name, Object value) {
        String shown = String.valueOf(value);
        text.append(name.length()).append(' ').append(name).append(' ');
        text.append(shown.length()).append(' ').append(shown).append('\n');
    }

    private static String version(Class<?> type) {
        return String.valueOf(type.getPackage().getImplementationVersion());
    }
}
