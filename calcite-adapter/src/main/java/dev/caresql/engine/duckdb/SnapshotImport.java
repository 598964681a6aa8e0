package dev.caresql.engine.duckdb;

import dev.caresql.config.Problems;
import dev.caresql.engine.CompiledFeed;
import dev.caresql.engine.FeedCompiler;
import dev.caresql.engine.ProgressListener;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.CareModel;
import dev.caresql.model.SourceFormat;
import dev.caresql.model.TableFeed;
import dev.caresql.model.TableMapping;
import dev.caresql.source.LineEnds;
import dev.caresql.source.ScanFile;
import dev.caresql.source.ScanFiles;
import dev.caresql.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;

/** Builds the snapshot of a model in a new file. */
final class SnapshotImport {
    private final CareModel model;
    private final Map<String, List<SourceFile>> files;
    private final DuckDbSettings settings;
    private final ProgressListener progress;

    SnapshotImport(
            CareModel model, Map<String, List<SourceFile>> files, DuckDbSettings settings, ProgressListener progress) {
        this.model = model;
        this.files = files;
        this.settings = settings;
        this.progress = progress;
    }

    /** Imports everything into a file of the work folder, which is private and empty. */
    void run(Path workFolder, Path snapshot) {
        try (Connection connection = settings.openForImport(workFolder)) {
            attach(connection, snapshot, "snap");
            Problems problems = new Problems();
            Map<String, SourceTable> sources = openSources(connection, workFolder, problems);
            problems.throwIfAny(ErrorCode.MODEL);
            Map<TableMapping, List<CompiledFeed>> feeds = compile(sources, problems);
            Map<TableMapping, TargetTable> targets = new LinkedHashMap<>();
            feeds.forEach(
                    (mapping, compiled) -> targets.put(mapping, TargetTable.of(mapping.table(), compiled, problems)));
            problems.throwIfAny(ErrorCode.MODEL);
            for (SourceTable source : sources.values()) {
                source.createView(connection);
            }
            BadRows badRows = new BadRows(connection, model.onBadRow());
            badRows.create();
            StatementRunner runner = new StatementRunner(connection, progress);
            FeedImport importer = new FeedImport(connection, model, sources, badRows, runner, new LineEnds(workFolder));
            for (TableMapping mapping : model.tables()) {
                TargetTable target = targets.get(mapping);
                List<CompiledFeed> compiled = feeds.get(mapping);
                if (target != null && compiled != null) {
                    importTable(connection, importer, runner, target, mapping.feeds(), compiled);
                }
            }
            new LookedUpColumns(connection, model, runner).fill();
            DueTimes dueTimes = BusinessClock.write(connection, model, List.copyOf(targets.values()), runner);
            new DerivedImport(connection, model, runner).run();
            dueTimes.ofNextReplies(runner);
            SnapshotFacts.write(connection, model, List.copyOf(targets.values()));
            SnapshotSources.write(connection, model, files);
            Jdbc.run(connection, "CHECKPOINT snap");
            Jdbc.run(connection, "DETACH snap");
        } catch (SQLException e) {
            throw new CareSqlException(
                    ErrorCode.ENGINE, "The import of model " + model.name() + " failed: " + e.getMessage(), e);
        }
    }

    private static void attach(Connection connection, Path file, String name) throws SQLException {
        String path = file.toAbsolutePath().toString();
        Jdbc.run(connection, "ATTACH " + DuckDbText.literal(path) + " AS " + name);
    }

    private Map<String, SourceTable> openSources(Connection connection, Path workFolder, Problems problems)
            throws SQLException {
        ScanFiles scanFiles = new ScanFiles(workFolder);
        Map<String, SourceTable> sources = new LinkedHashMap<>();
        for (Map.Entry<String, List<SourceFile>> entry : files.entrySet()) {
            var definition = model.sources().get(entry.getKey());
            if (definition != null) {
                List<ScanFile> scans = withContent(definition.format(), entry.getValue()).stream()
                        .map(file -> scanFiles.prepare(definition, file))
                        .toList();
                DateFormatCheck.check(definition, problems);
                sources.put(entry.getKey(), SourceTable.of(connection, definition, scans, problems));
            }
        }
        return sources;
    }

    /** A text without a byte is a day without rows among other days; alone it would leave the columns unknown. */
    private static List<SourceFile> withContent(SourceFormat format, List<SourceFile> files) {
        boolean text = format == SourceFormat.CSV || format == SourceFormat.JSON;
        List<SourceFile> filled =
                files.stream().filter(file -> !text || !isEmpty(file)).toList();
        return filled.isEmpty() ? files : filled;
    }

    private static boolean isEmpty(SourceFile file) {
        try {
            return Files.size(file.path()) == 0;
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, "Cannot read " + file.path(), e);
        }
    }

    private Map<TableMapping, List<CompiledFeed>> compile(Map<String, SourceTable> sources, Problems problems) {
        Map<String, RelDataType> types = new LinkedHashMap<>();
        sources.forEach((name, source) -> types.put(name, source.rowType()));
        FeedCompiler compiler = new FeedCompiler(types, problems);
        Map<TableMapping, List<CompiledFeed>> all = new LinkedHashMap<>();
        for (TableMapping mapping : model.tables()) {
            List<CompiledFeed> feeds = new ArrayList<>();
            for (TableFeed feed : mapping.feeds()) {
                Optional<CompiledFeed> compiled = compiler.compile(mapping.table(), feed);
                compiled.ifPresent(feeds::add);
                compiled.ifPresent(found -> checkZones(mapping, feed, found, sources, problems));
            }
            all.put(mapping, feeds);
        }
        return all;
    }

    private static void checkZones(
            TableMapping mapping,
            TableFeed feed,
            CompiledFeed compiled,
            Map<String, SourceTable> sources,
            Problems problems) {
        long zones = sources.values().stream()
                .filter(source ->
                        compiled.sources().contains(source.definition().name()))
                .map(source -> source.definition().timeZone())
                .distinct()
                .count();
        if (zones > 1) {
            problems.add(
                    feed.from(),
                    "table " + mapping.table().name(),
                    "the sources of one feed must share a time zone, but these have " + zones);
        }
    }

    private void importTable(
            Connection connection,
            FeedImport importer,
            StatementRunner runner,
            TargetTable target,
            List<TableFeed> feeds,
            List<CompiledFeed> compiled)
            throws SQLException {
        String name = target.canonical().name();
        String table = "snap." + DuckDbText.identifier(name);
        runner.table(name);
        DerivedColumns derived = new DerivedColumns(target, model.repeatWindow());
        Jdbc.run(connection, "CREATE TABLE " + table + " (" + derived.definitions() + ")");
        Map<String, String> initial = derived.initialValues();
        for (int i = 0; i < feeds.size(); i++) {
            importer.run(table, target, initial, feeds.get(i), compiled.get(i));
        }
        for (String statement : derived.corrections()) {
            runner.run(statement);
        }
        runner.done(Jdbc.number(connection, "SELECT count(*) FROM " + table));
    }
}
