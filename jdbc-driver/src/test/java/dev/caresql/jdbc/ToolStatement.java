package dev.caresql.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/**
 * A statement as a tool writes it, and what must come of it.
 *
 * @param params values of its question marks
 * @param same SQL for DuckDB that gives the same rows; compared in any order unless the statement itself is ordered
 * @param gives all rows as text
 * @param rows how many rows there are
 * @param first the first row as text
 * @param refused SQLState and message of the refusal
 */
record ToolStatement(
        String sql,
        List<Object> params,
        Optional<String> same,
        Optional<List<String>> gives,
        Optional<Integer> rows,
        Optional<String> first,
        Optional<String> refused) {
    private static final Set<String> KEYS = Set.of("sql", "params", "same", "gives", "rows", "first", "refused");

    ToolStatement {
        boolean expects = same.isPresent() || gives.isPresent() || rows.isPresent() || refused.isPresent();
        if (!expects) {
            throw new IllegalArgumentException("nothing is expected of " + sql);
        }
    }

    static List<ToolStatement> read(Path file) {
        try {
            List<Map<String, Object>> entries = new Yaml().load(Files.readString(file));
            return entries.stream().map(ToolStatement::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static ToolStatement of(Map<String, Object> entry) {
        if (!KEYS.containsAll(entry.keySet())) {
            throw new IllegalArgumentException("unknown key in " + entry);
        }
        List<Object> params = (List<Object>) entry.getOrDefault("params", List.of());
        return new ToolStatement(
                String.valueOf(entry.get("sql")).strip(),
                params.stream().map(ToolStatement::value).toList(),
                Optional.ofNullable((String) entry.get("same")),
                Optional.ofNullable((List<String>) entry.get("gives")),
                Optional.ofNullable((Integer) entry.get("rows")),
                Optional.ofNullable((String) entry.get("first")),
                Optional.ofNullable((String) entry.get("refused")));
    }

    private static Object value(Object written) {
        if (written instanceof String text && text.startsWith("date ")) {
            return LocalDate.parse(text.substring(5));
        }
        if (written instanceof String text && text.startsWith("timestamp ")) {
            return LocalDateTime.parse(text.substring(10));
        }
        return written;
    }

    /** The statement itself has an order, not only a query in it or a window. */
    boolean ordered() {
        StringBuilder outside = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                outside.append(c);
            }
        }
        return outside.toString().toUpperCase(Locale.ROOT).contains("ORDER BY");
    }

    /** Two statements that differ in blanks only are one. */
    String key() {
        return sql.replaceAll("\\s+", " ");
    }

    /** Its rows are compared with an independent answer, or its refusal is stated. */
    boolean isCompared() {
        return same.isPresent() || gives.isPresent() || refused.isPresent();
    }
}
