package dev.caresql.catalog;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.caresql.config.Located;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * A worked example of a KPI: rows, and what the KPI says of them.
 *
 * @param tables the rows of each table, by its name
 * @param asOf what AS_OF() means; empty where nothing asks for it
 * @param where the condition of the question; empty for all rows
 * @param answers calls in the zero-argument form, with what they give
 */
public record KpiExample(
        Map<Located, ExampleRows> tables, Optional<Located> asOf, Optional<Located> where, List<Answer> answers) {
    /** Copies the collections, keeping their order. */
    public KpiExample {
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
        requireNonNull(asOf, "asOf is null");
        requireNonNull(where, "where is null");
        answers = List.copyOf(answers);
    }

    /**
     * The example in one line, such as {@code score 10, 9, NULL → NPS() = 100}; a table is named where it is not the one that
     * a binding counts.
     */
    public String text(Optional<KpiBinding> binding) {
        StringJoiner rows = new StringJoiner(" · ");
        tables.forEach((table, example) -> {
            boolean isBound = binding.filter(bound -> bound.table().text().equals(table.text()))
                    .isPresent();
            rows.add((isBound ? "" : table.text() + ": ") + example.text());
        });
        asOf.ifPresent(instant -> rows.add("AS_OF() " + instant.text()));
        where.ifPresent(condition -> rows.add("WHERE " + condition.text()));
        return rows + " → " + answers.stream().map(Answer::text).collect(joining("; "));
    }

    /**
     * What one call gives.
     *
     * @param call such as {@code CSAT(min_satisfied => 5)}
     * @param value a number; after a {@code ~} it is rounded to the decimals that it is written with; empty for NULL
     * @param place where it is written
     */
    public record Answer(String call, Optional<String> value, Located place) {
        private static final String ROUNDED = "~";

        /** Requires all parts. */
        public Answer {
            requireNonNull(call, "call is null");
            requireNonNull(value, "value is null");
            requireNonNull(place, "place is null");
        }

        /** Whether the value is rounded. */
        public boolean isRounded() {
            return value.filter(text -> text.startsWith(ROUNDED)).isPresent();
        }

        String text() {
            return call + (isRounded() ? " ≈ " : " = ") + number().orElse("NULL");
        }

        /** The digits of the value; empty for NULL. */
        public Optional<String> number() {
            return value.map(text -> text.startsWith(ROUNDED) ? text.substring(ROUNDED.length()) : text);
        }
    }
}
