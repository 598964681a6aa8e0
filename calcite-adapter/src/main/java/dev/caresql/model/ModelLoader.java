package dev.caresql.model;

import dev.caresql.config.ConfigFile;
import dev.caresql.config.ConfigMap;
import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.DidYouMean;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.calendar.CalendarReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a caresql.yaml; every mistake in it is reported at once, with file, line and reason. */
public final class ModelLoader {
    /** The file that is looked for in a folder. */
    public static final String FILE_NAME = "caresql.yaml";

    private static final List<String> KEYS = List.of(
            "model",
            "timeZone",
            "asOf",
            "kpis",
            "onBadRow",
            "repeatWindow",
            "repeatWindowDays",
            "calendars",
            "defaultCalendar",
            "sources",
            "tables",
            "derived");
    private static final String NAME_PATTERN = "[A-Za-z][A-Za-z0-9_]*";
    private static final String TABLE_PATTERN = "[a-z][a-z0-9_]*";
    private static final int MAX_REPEAT_WINDOW = 366;

    private final Path file;
    private final ModelSettings settings;
    private final CanonicalTables canonical;
    private final Problems problems = new Problems();

    private ModelLoader(Path file, ModelSettings settings, CanonicalTables canonical) {
        this.file = file;
        this.settings = settings;
        this.canonical = canonical;
    }

    /** Reads the model file, or the caresql.yaml of a folder. */
    public static CareModel load(Path fileOrFolder, ModelSettings settings) {
        Path file = Files.isDirectory(fileOrFolder) ? fileOrFolder.resolve(FILE_NAME) : fileOrFolder;
        if (!Files.isRegularFile(file)) {
            throw new CareSqlException(
                    ErrorCode.MISSING_FILE,
                    "There is no model file " + file + "; name a " + FILE_NAME + " or its folder");
        }
        return new ModelLoader(file, settings, CanonicalTables.load()).read();
    }

    private CareModel read() {
        String shown = String.valueOf(file.getFileName());
        Optional<CareModel> model =
                ConfigFile.parseMap(shown, ConfigFile.read(file), problems).flatMap(this::model);
        problems.throwIfAny(ErrorCode.MODEL);
        return model.orElseThrow(() -> new CareSqlException(ErrorCode.MODEL, shown + " holds no model"));
    }

    private Optional<CareModel> model(ConfigMap root) {
        root.allowOnly(KEYS);
        ZoneId zone = zone(root, ZoneOffset.UTC, problems);
        Optional<Located> name = root.requiredText("model");
        name.filter(text -> !text.text().matches(NAME_PATTERN))
                .ifPresent(text -> problems.add(
                        text, "", "'model' must be a word of letters, digits and '_', not '" + text.text() + "'"));
        Map<String, SourceDefinition> sources = sources(root, zone);
        List<TableMapping> tables = tables(root);
        if (!root.has("tables")) {
            problems.add(root.place().file(), 0, "", "'tables' is missing");
        }
        return Optional.of(new CareModel(
                name.map(Located::text).orElse(""),
                file,
                zone,
                asOf(root),
                catalogs(root),
                root.choice("onBadRow", BadRowPolicy.KEEP),
                repeatWindow(root),
                new CalendarReader(zone, problems).read(root),
                sources,
                tables,
                derivedTables(root)));
    }

    /** The days alone under {@code repeatWindowDays}, or all settings under {@code repeatWindow}. */
    private RepeatWindow repeatWindow(ConfigMap root) {
        RepeatWindow absent = RepeatWindow.DEFAULT;
        int days = root.integer("repeatWindowDays", 1, MAX_REPEAT_WINDOW).orElse(absent.days());
        Optional<ConfigMap> window = root.map("repeatWindow");
        if (window.isPresent() && root.has("repeatWindowDays")) {
            problems.add(
                    root.placeOf("repeatWindowDays"),
                    "",
                    "'repeatWindowDays' and 'repeatWindow' say the same; keep repeatWindow: {days: " + days + "}");
        }
        return window.map(map -> {
                    map.allowOnly(List.of("days", "matchReason", "matchChannel"));
                    return new RepeatWindow(
                            map.integer("days", 1, MAX_REPEAT_WINDOW).orElse(days),
                            map.flag("matchReason", absent.matchReason()),
                            map.flag("matchChannel", absent.matchChannel()));
                })
                .orElse(new RepeatWindow(days, absent.matchReason(), absent.matchChannel()));
    }

    static ZoneId zone(ConfigMap map, ZoneId absent, Problems problems) {
        Optional<Located> text = map.text("timeZone");
        if (text.isEmpty()) {
            return absent;
        }
        try {
            return ZoneId.of(text.get().text());
        } catch (DateTimeException e) {
            problems.add(
                    text.get(),
                    "",
                    "there is no time zone '" + text.get().text() + "'"
                            + DidYouMean.hint(text.get().text(), ZoneId.getAvailableZoneIds()));
            return absent;
        }
    }

    private Optional<Instant> asOf(ConfigMap root) {
        Optional<Located> text = root.text("asOf");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String value = text.get().text().replace(' ', 'T');
        try {
            return Optional.of(
                    value.endsWith("Z")
                            ? Instant.parse(value)
                            : LocalDateTime.parse(value).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            problems.add(
                    text.get(),
                    "",
                    "'asOf' must be an instant in UTC such as 2018-01-01T00:00:00, not '"
                            + text.get().text() + "'");
            return Optional.empty();
        }
    }

    private List<Path> catalogs(ConfigMap root) {
        List<Path> catalogs = new ArrayList<>();
        for (Located text : root.texts("kpis")) {
            Path catalog = file.resolveSibling(text.text());
            if (!Files.isRegularFile(catalog)) {
                problems.add(text, "", "there is no KPI file " + text.text());
            }
            catalogs.add(catalog);
        }
        return catalogs;
    }

    private Map<String, SourceDefinition> sources(ConfigMap root, ZoneId zone) {
        Map<String, SourceDefinition> sources = new LinkedHashMap<>();
        Path folder = settings.dataFolder()
                .orElseGet(() -> file.toAbsolutePath().normalize().resolveSibling(""));
        SourceReader reader = new SourceReader(folder, zone, problems);
        root.map("sources").ifPresent(all -> {
            for (String name : all.keys()) {
                all.map(name).map(map -> map.about("source " + name)).ifPresent(map -> {
                    checkSourceName(name, map);
                    reader.read(name, map).ifPresent(source -> sources.put(name, source));
                });
            }
        });
        if (!root.has("sources")) {
            problems.add(root.place().file(), 0, "", "'sources' is missing");
        }
        return sources;
    }

    private void checkSourceName(String name, ConfigMap map) {
        if (!name.matches(NAME_PATTERN)) {
            problems.add(map.place(), "", "source '" + name + "' must be a word of letters, digits and '_'");
        }
    }

    private List<TableMapping> tables(ConfigMap root) {
        List<TableMapping> tables = new ArrayList<>();
        FeedReader reader = new FeedReader(problems);
        root.map("tables").ifPresent(all -> {
            for (String name : all.keys()) {
                List<ConfigMap> feeds = all.maps(name);
                Optional<CanonicalTable> table = canonical.table(name);
                if (table.filter(known -> !known.isMappable()).isPresent()) {
                    problems.add(
                            feeds.isEmpty() ? all.place() : feeds.get(0).place(),
                            "",
                            "table '" + name + "' is derived by CareSQL and cannot be mapped");
                } else if (table.isPresent()) {
                    tables.add(new TableMapping(
                            table.get(),
                            feeds.stream()
                                    .map(feed -> reader.read(table.get(), feed))
                                    .flatMap(Optional::stream)
                                    .toList()));
                } else {
                    problems.add(
                            feeds.isEmpty() ? all.place() : feeds.get(0).place(),
                            "",
                            "there is no canonical table '" + name + "'"
                                    + DidYouMean.hint(name, canonical.all().keySet()));
                }
            }
        });
        return tables;
    }

    private Map<String, CanonicalTable> derivedTables(ConfigMap root) {
        Map<String, CanonicalTable> tables = new LinkedHashMap<>();
        TableReader reader = new TableReader(problems, Map.of(), Map.of());
        root.map("derived").ifPresent(all -> {
            for (String name : all.keys()) {
                all.map(name).map(map -> map.about("table " + name)).ifPresent(map -> {
                    checkDerivedName(name, map);
                    CanonicalTable table = reader.derived(name, map);
                    table.checkNames(reason -> problems.add(map.place(), map.subject(), reason));
                    tables.put(name, table);
                });
            }
        });
        return tables;
    }

    private void checkDerivedName(String name, ConfigMap map) {
        if (!name.matches(TABLE_PATTERN)) {
            problems.add(
                    map.place(), map.subject(), "a table's name must be a lower-case word of letters, digits and '_'");
        } else if (canonical.table(name).isPresent()) {
            problems.add(map.place(), map.subject(), "the care model has a table of that name; choose another");
        }
    }
}
