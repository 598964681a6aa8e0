package dev.caresql.model;

import dev.caresql.config.ConfigMap;
import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import dev.caresql.error.DidYouMean;
import dev.caresql.model.SourceDefinition.DeclaredColumn;
import dev.caresql.sql.ColumnType;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one source of a model. */
final class SourceReader {
    private static final List<String> KEYS = List.of(
            "file",
            "format",
            "delimiter",
            "quote",
            "escape",
            "encoding",
            "header",
            "skipLines",
            "nulls",
            "dateFormat",
            "timestampFormat",
            "decimal",
            "sheet",
            "timeZone",
            "columns");

    private static final int MAX_SKIPPED = 1_000_000;

    private final Path folder;
    private final ZoneId modelZone;
    private final Problems problems;

    SourceReader(Path folder, ZoneId modelZone, Problems problems) {
        this.folder = folder;
        this.modelZone = modelZone;
        this.problems = problems;
    }

    Optional<SourceDefinition> read(String name, ConfigMap map) {
        map.allowOnly(KEYS);
        List<Located> files = map.texts("file");
        if (files.isEmpty()) {
            problems.add(map.place(), "source " + name, "'file' is missing");
            return Optional.empty();
        }
        SourceFormat format = format(name, map, files);
        return Optional.of(new SourceDefinition(
                name,
                map.place(),
                files,
                folder,
                format,
                text(name, map, files, format),
                map.text("encoding"),
                map.text("sheet").map(Located::text),
                ModelLoader.zone(map, modelZone, problems),
                columns(name, map)));
    }

    private SourceFormat format(String name, ConfigMap map, List<Located> files) {
        if (map.has("format")) {
            return map.choice("format", SourceFormat.CSV);
        }
        Located first = files.get(0);
        Optional<SourceFormat> format = SourceFormat.ofFileName(first.text());
        if (format.isEmpty()) {
            problems.add(
                    first,
                    "source " + name,
                    "the extension of '" + first.text()
                            + "' tells no format; add 'format: csv', parquet, json or xlsx");
        }
        return format.orElse(SourceFormat.CSV);
    }

    private TextFormat text(String name, ConfigMap map, List<Located> files, SourceFormat format) {
        boolean tabs =
                files.get(0).text().toLowerCase(Locale.ROOT).replace(".gz", "").endsWith(".tsv");
        return new TextFormat(
                character(name, map, "delimiter", tabs ? "\t" : ","),
                character(name, map, "quote", "\""),
                character(name, map, "escape", "\""),
                charset(name, map),
                map.flag("header", true),
                map.integer("skipLines", 0, MAX_SKIPPED).orElse(0),
                nulls(map),
                pattern(name, map, "dateFormat"),
                pattern(name, map, "timestampFormat"),
                decimal(name, map),
                format == SourceFormat.XLSX);
    }

    /** An empty field is NULL beside any other token; only an empty list keeps it as an empty text. */
    private static List<String> nulls(ConfigMap map) {
        List<String> tokens = map.texts("nulls").stream().map(Located::text).toList();
        return map.has("nulls") && tokens.isEmpty()
                ? List.of()
                : Stream.concat(Stream.of(""), tokens.stream()).distinct().toList();
    }

    private String character(String name, ConfigMap map, String key, String absent) {
        Optional<Located> text = map.text(key);
        String value = text.map(Located::text).orElse(absent).replace("\\t", "\t");
        boolean mayBeEmpty = !"delimiter".equals(key);
        boolean fits = value.isEmpty() ? mayBeEmpty : value.length() == 1 && value.charAt(0) < 0x80;
        if (!fits) {
            problems.add(
                    text.orElse(map.place()),
                    "source " + name,
                    "'" + key + "' must be a single ASCII character, not '" + value + "'");
        }
        return value;
    }

    private Charset charset(String name, ConfigMap map) {
        Optional<Located> text = map.text("encoding");
        String charset = text.map(Located::text).orElse("UTF-8");
        try {
            return Charset.forName(charset.matches("(?i)cp949") ? "x-windows-949" : charset);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            problems.add(
                    text.orElse(map.place()),
                    "source " + name,
                    "there is no encoding '" + charset + "'"
                            + DidYouMean.hint(
                                    charset, Charset.availableCharsets().keySet()));
            return StandardCharsets.UTF_8;
        }
    }

    private Optional<String> pattern(String name, ConfigMap map, String key) {
        Optional<Located> text = map.text(key);
        text.filter(pattern -> !isPattern(pattern.text()))
                .ifPresent(pattern -> problems.add(
                        pattern,
                        "source " + name,
                        "'" + key + "' must be a pattern of date letters such as dd/MM/yyyy HH:mm, not '"
                                + pattern.text() + "'"));
        return text.map(Located::text);
    }

    private static boolean isPattern(String pattern) {
        try {
            return !DateTimeFormatter.ofPattern(pattern, Locale.ROOT).toString().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private String decimal(String name, ConfigMap map) {
        Optional<Located> text = map.text("decimal");
        String decimal = text.map(Located::text).orElse(".");
        if (!List.of(".", ",").contains(decimal)) {
            problems.add(
                    text.orElse(map.place()), "source " + name, "'decimal' must be '.' or ',', not '" + decimal + "'");
        }
        return decimal;
    }

    private Map<String, DeclaredColumn> columns(String name, ConfigMap map) {
        Map<String, DeclaredColumn> columns = new LinkedHashMap<>();
        List<String> types = Arrays.stream(ColumnType.values())
                .map(type -> type.name().toLowerCase(Locale.ROOT))
                .toList();
        map.textMap("columns").forEach((column, text) -> {
            Optional<ColumnType> type = ColumnType.ofName(text.text());
            if (type.isEmpty()) {
                problems.add(
                        text,
                        "source " + name,
                        "column '" + column + "': there is no type '" + text.text() + "'"
                                + DidYouMean.hint(text.text(), types) + "; known are " + String.join(", ", types));
            }
            type.ifPresent(known -> columns.put(column, new DeclaredColumn(known, text)));
        });
        return columns;
    }
}
