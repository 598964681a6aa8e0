package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The lines of the company, or of one department, team or agent.
 *
 * @param scope what they are of
 * @param id which one
 * @param name as it is shown
 * @param lines in their order
 */
record Block(Scope scope, String id, String name, List<Line> lines) {
    Block {
        requireNonNull(scope, "scope is null");
        requireNonNull(id, "id is null");
        requireNonNull(name, "name is null");
        lines = List.copyOf(lines);
    }

    /** The mean of the scores by weight, as the KPI SCORECARD_SCORE defines it; empty without a weighted score. */
    OptionalDouble score() {
        double sum = 0;
        double weights = 0;
        for (Line line : lines) {
            Result result = line.result();
            if (result.score().isPresent() && result.weight().isPresent()) {
                sum += result.weight().getAsDouble() * result.score().getAsDouble();
                weights += result.weight().getAsDouble();
            }
        }
        return weights == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / weights);
    }
}
