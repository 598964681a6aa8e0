package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The lines of the company, or of one department, team or agent.
 *
 * @param scope what they are of
 * @param id which one
 * @param name as it is shown
 * @param lines in their order
 * @param score the mean of their attainments by weight, as the KPI SCORECARD_SCORE has it; empty without any
 */
record Block(Scope scope, String id, String name, List<Line> lines, OptionalDouble score) {
    Block {
        requireNonNull(scope, "scope is null");
        requireNonNull(id, "id is null");
        requireNonNull(name, "name is null");
        lines = List.copyOf(lines);
        requireNonNull(score, "score is null");
    }

    /** What stands above its lines: Team Hà Nội, but not Team Team 7. */
    String title(Texts texts) {
        String word = texts.get("scope." + scope.name());
        if (scope == Scope.COMPANY) {
            return word;
        }
        boolean saysSo = name.toLowerCase(Locale.ROOT).startsWith(word.toLowerCase(Locale.ROOT) + " ");
        return saysSo ? name : word + " " + name;
    }
}
