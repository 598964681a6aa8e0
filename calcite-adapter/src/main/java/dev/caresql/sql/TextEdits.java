package dev.caresql.sql;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Replacements in a text, made all at once; padded with blanks where they are shorter, so that positions stay. */
final class TextEdits {
    private final String text;
    private final List<Edit> edits = new ArrayList<>();

    TextEdits(String text) {
        this.text = requireNonNull(text, "text is null");
    }

    void replace(int start, int end, String replacement) {
        String padded = replacement + " ".repeat(Math.max(0, end - start - replacement.length()));
        edits.add(new Edit(start, end, padded));
    }

    void blank(int start, int end) {
        replace(start, end, "");
    }

    void insert(int at, String inserted) {
        edits.add(new Edit(at, at, inserted));
    }

    String apply() {
        if (edits.isEmpty()) {
            return text;
        }
        StringBuilder result = new StringBuilder(text);
        edits.stream()
                .sorted(Comparator.comparingInt(Edit::start)
                        .thenComparingInt(Edit::end)
                        .reversed())
                .forEach(edit -> result.replace(edit.start(), edit.end(), edit.replacement()));
        return result.toString();
    }

    private record Edit(int start, int end, String replacement) {}
}
