package dev.caresql.engine.duckdb;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/** Spells names, texts and paths in DuckDB's SQL; nothing else puts a raw name into a statement. */
final class DuckDbText {
    private DuckDbText() {}

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    static String literals(Collection<String> texts) {
        return texts.stream().map(DuckDbText::literal).collect(Collectors.joining(", ", "[", "]"));
    }

    /** A file that DuckDB must not take for a glob. */
    static String file(Path path) {
        StringBuilder escaped = new StringBuilder();
        for (char c : path.toAbsolutePath().toString().toCharArray()) {
            escaped.append(c == '*' || c == '?' || c == '[' ? "[" + c + "]" : String.valueOf(c));
        }
        return literal(escaped.toString());
    }

    static String files(Collection<Path> paths) {
        return paths.stream().map(DuckDbText::file).collect(Collectors.joining(", ", "[", "]"));
    }
}
