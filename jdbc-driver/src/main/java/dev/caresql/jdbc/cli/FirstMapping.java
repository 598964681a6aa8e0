package dev.caresql.jdbc.cli;

import dev.caresql.model.CanonicalTable;
import dev.caresql.model.CanonicalTables;
import dev.caresql.sql.SqlNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Guesses which canonical table a file feeds: the one whose columns it has most of, by their own names and by the
 * headers of common exports in {@code header-names.properties}.
 */
final class FirstMapping {
    private static final int LEAST_MATCHES = 2;

    private final List<FileHeader> headers;
    private final List<String> leftOut;
    private final CanonicalTables canonical = CanonicalTables.load();
    private final Map<String, Set<String>> aliases = aliases();

    FirstMapping(FolderHeaders found) {
        this.headers = found.headers();
        this.leftOut = found.messages();
    }

    /** The text of a caresql.yaml. */
    String yaml(Path folder) {
        Map<FileHeader, String> sourceNames = new LinkedHashMap<>();
        headers.forEach(header -> sourceNames.put(header, sourceName(header, sourceNames.values())));
        Map<String, StringBuilder> tables = new LinkedHashMap<>();
        StringBuilder unknown = new StringBuilder();
        for (FileHeader header : headers) {
            Optional<CanonicalTable> table = bestTable(header);
            if (table.isEmpty()) {
                unknown.append("  # ").append(sourceNames.get(header)).append(": no canonical table was recognised\n");
                continue;
            }
            tables.computeIfAbsent(table.get().name(), name -> new StringBuilder())
                    .append(feed(header, table.get(), String.valueOf(sourceNames.get(header))));
        }
        StringBuilder yaml = new StringBuilder("""
                # A first mapping, guessed from the headers. Check each line: left a column of the care model, right an SQL
                # expression over the file's columns. Then run: caresql check .
                """);
        Path name = folder.toAbsolutePath().normalize().getFileName();
        yaml.append("model: ")
                .append(word(name == null ? "care" : name.toString()))
                .append("\n");
        yaml.append(
                "# The zone of the business day, and of times without one.\n# timeZone: Asia/Ho_Chi_Minh\n\nsources:\n");
        sourceNames.forEach((header, source) -> yaml.append(source(header, source)));
        leftOut.forEach(message ->
                yaml.append("  # left out: ").append(oneLine(message)).append('\n'));
        yaml.append("\ntables:\n").append(unknown);
        tables.forEach(
                (table, feeds) -> yaml.append("  ").append(table).append(":\n").append(feeds));
        return yaml.toString();
    }

    private static String source(FileHeader header, String name) {
        StringBuilder types = new StringBuilder();
        header.columns().forEach((column, type) -> types.append(types.isEmpty() ? "" : ", ")
                .append(oneLine(column))
                .append(' ')
                .append(type));
        String file = String.valueOf(header.file().getFileName()).replace("'", "''");
        return "  # " + types + "\n  " + name + ": {file: '" + file + "'}\n";
    }

    /** A comment of YAML ends with its line, while names of files and columns may hold line breaks. */
    private static String oneLine(String comment) {
        return comment.replaceAll("\\s+", " ");
    }

    private String feed(FileHeader header, CanonicalTable table, String source) {
        Map<String, String> matches = matches(header, table);
        StringBuilder feed = new StringBuilder("    - from: " + name(source) + "\n      columns:\n");
        matches.forEach((column, fileColumn) -> feed.append("        ")
                .append(column)
                .append(": ")
                .append(name(fileColumn))
                .append('\n'));
        table.key().stream()
                .filter(key -> !matches.containsKey(key))
                .forEach(key ->
                        feed.append("        # missing, the key: ").append(key).append('\n'));
        List<String> rest = header.columns().keySet().stream()
                .filter(column -> !matches.containsValue(column))
                .toList();
        if (!rest.isEmpty()) {
            feed.append("      # not mapped: ")
                    .append(oneLine(String.join(", ", rest)))
                    .append('\n');
        }
        return feed.toString();
    }

    private Optional<CanonicalTable> bestTable(FileHeader header) {
        CanonicalTable best = null;
        int most = 0;
        for (CanonicalTable table : canonical.all().values()) {
            Map<String, String> matches = matches(header, table);
            boolean hasKey = matches.keySet().containsAll(table.key());
            int score = matches.size() * 2 + (hasKey ? 3 : 0);
            if (matches.size() >= Math.min(LEAST_MATCHES, header.columns().size()) && score > most) {
                best = table;
                most = score;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Canonical column to the header that fits it; a header is used once. */
    private Map<String, String> matches(FileHeader header, CanonicalTable table) {
        Map<String, String> matches = new LinkedHashMap<>();
        Set<String> used = new HashSet<>();
        for (String column : table.columns().keySet()) {
            Set<String> names = aliases.getOrDefault(table.name() + "." + column, Set.of());
            header.columns().keySet().stream()
                    .filter(name -> !used.contains(name))
                    .filter(name -> normal(name).equals(normal(column)) || names.contains(normal(name)))
                    .findFirst()
                    .ifPresent(name -> {
                        matches.put(column, name);
                        used.add(name);
                    });
        }
        return matches;
    }

    /** The name in SQL; what begins with a double quote must stand in single ones in YAML. */
    private static String name(String name) {
        String sql = SqlNames.identifier(name);
        return sql.equals(name) ? name : "'" + sql.replace("'", "''") + "'";
    }

    /** SQL does not tell names by their case, as files may be told. */
    private static String sourceName(FileHeader header, Collection<String> taken) {
        String file = String.valueOf(header.file().getFileName());
        String base = word(file.contains(".") ? file.substring(0, file.indexOf('.')) : file);
        String name = base;
        for (int copy = 2; taken.stream().anyMatch(name::equalsIgnoreCase); copy++) {
            name = base + "_" + copy;
        }
        return name;
    }

    private static String word(String text) {
        String word = text.replaceAll("[^A-Za-z0-9]+", "_");
        return word.matches("[A-Za-z].*") ? word : "m" + word;
    }

    private static String normal(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]+", " ");
    }

    private static Map<String, Set<String>> aliases() {
        Properties properties = new Properties();
        try (InputStream stream = FirstMapping.class.getResourceAsStream("header-names.properties")) {
            if (stream != null) {
                properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the header names", e);
        }
        Map<String, Set<String>> aliases = new HashMap<>();
        for (String column : properties.stringPropertyNames()) {
            Set<String> names = new HashSet<>();
            for (String name : properties.getProperty(column).split(",")) {
                names.add(normal(name));
            }
            aliases.put(column, names);
        }
        return aliases;
    }
}
