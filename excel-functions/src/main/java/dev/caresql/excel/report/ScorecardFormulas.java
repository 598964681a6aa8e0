package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import dev.caresql.excel.formula.ExcelScalars;
import dev.caresql.excel.workbook.CellFormula;
import dev.caresql.excel.workbook.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The formulas of a line of the scorecard, which follow a plan that somebody types in: the functions of the catalog over the
 * cells of the line.
 */
final class ScorecardFormulas {
    private static final String STATUS = "STATUS";
    private static final List<String> LIGHTS = List.of("GREEN", "AMBER", "RED", Result.NO_DATA);
    private static final Map<String, String> ARROWS = Map.of("UP", "▲", "DOWN", "▼", "FLAT", "►");

    private final Texts texts;
    private final ExcelScalars scalars;
    private final Scores scores;

    ScorecardFormulas(Texts texts, ExcelScalars scalars, Scores scores) {
        this.texts = requireNonNull(texts, "texts is null");
        this.scalars = requireNonNull(scalars, "scalars is null");
        this.scores = requireNonNull(scores, "scores is null");
    }

    /** Attainment by the direction of the line. */
    CellFormula attainment(int row, Line line) {
        Map<String, String> arguments = new HashMap<>();
        arguments.put("actual", ScorecardColumn.ACTUAL.at(row));
        arguments.put("target", ScorecardColumn.PLAN.at(row));
        arguments.put("direction", Names.literal(line.kpi().direction()));
        Result result = line.result();
        option(arguments, "baseline", result.baseline(), ScorecardColumn.BASELINE.at(row));
        option(arguments, "tolerance_low", result.toleranceLow(), ScorecardColumn.TOLERANCE_LOW.at(row));
        option(arguments, "tolerance_high", result.toleranceHigh(), ScorecardColumn.TOLERANCE_HIGH.at(row));
        return new CellFormula(scalars.formula("ATTAINMENT", arguments, Map.of()), false, value(result.attainment()));
    }

    private static void option(Map<String, String> arguments, String name, OptionalDouble value, String cell) {
        if (value.isPresent()) {
            arguments.put(name, cell);
        }
    }

    /** Actual value less that of the period before. */
    CellFormula change(int row, Line line) {
        OptionalDouble actual = line.result().actual();
        OptionalDouble previous = line.result().previous();
        return new CellFormula(
                scalars.formula(
                        "VARIANCE_ABS",
                        Map.of("actual", ScorecardColumn.ACTUAL.at(row), "target", ScorecardColumn.PREVIOUS.at(row)),
                        Map.of()),
                false,
                actual.isPresent() && previous.isPresent()
                        ? (Object) (actual.getAsDouble() - previous.getAsDouble())
                        : "");
    }

    /** Up, down or level. */
    CellFormula trend(int row, Line line) {
        return new CellFormula(
                scalars.formula(
                        "TREND",
                        Map.of("actual", ScorecardColumn.ACTUAL.at(row), "previous", ScorecardColumn.PREVIOUS.at(row)),
                        ARROWS),
                false,
                ARROWS.getOrDefault(line.result().trend(), ""));
    }

    /** The traffic light in words; one that lacks only the plan says so. */
    CellFormula status(int row, Line line) {
        Map<String, String> words = new HashMap<>();
        LIGHTS.forEach(light -> words.put(light, texts.get("status." + light)));
        String attainment = ScorecardColumn.ATTAINMENT.at(row);
        String light = scalars.formula(STATUS, Map.of("attainment", attainment), words);
        String text = "IF(AND(ISNUMBER(" + ScorecardColumn.ACTUAL.at(row) + "),NOT(ISNUMBER(" + attainment + "))),"
                + word("NO_PLAN") + "," + light + ")";
        return new CellFormula(text, false, texts.get("status." + line.result().light()));
    }

    /** The note that says from where a status is shown. */
    String statusNote() {
        return texts.get("note.status", limit("green_from"), limit("amber_from"));
    }

    private Object limit(String option) {
        return scalars.defaultOf(STATUS, option).orElseThrow();
    }

    /** Attainment clipped to 0 and the cap. */
    CellFormula score(int row, Line line) {
        return new CellFormula(
                scores.formula(ScorecardColumn.ATTAINMENT.at(row), "1", ScorecardColumn.CAP.at(row)),
                true,
                value(line.result().score()));
    }

    /** The score of some lines by their weights. */
    CellFormula score(int first, int last, Block block) {
        String text = scores.formula(
                ScorecardColumn.ATTAINMENT.range(first, last),
                ScorecardColumn.WEIGHT.range(first, last),
                ScorecardColumn.CAP.range(first, last));
        return new CellFormula(text, true, value(block.score()));
    }

    /** How many lines show a light. */
    CellFormula count(String light, int first, int last, Block block) {
        long now = block.lines().stream()
                .filter(line -> line.result().light().equals(light))
                .count();
        return new CellFormula(
                "COUNTIF(" + ScorecardColumn.STATUS.range(first, last) + "," + word(light) + ")", false, (double) now);
    }

    /** A light as formulas write it. */
    String word(String light) {
        return Names.literal(texts.get("status." + light));
    }

    private static Object value(OptionalDouble value) {
        return value.isPresent() ? (Object) value.getAsDouble() : "";
    }
}
