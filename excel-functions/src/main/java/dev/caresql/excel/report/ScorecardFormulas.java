package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import dev.caresql.excel.workbook.CellFormula;
import dev.caresql.excel.workbook.Names;
import java.util.OptionalDouble;

/** The formulas of a line of the scorecard, which follow a plan that somebody types in. */
final class ScorecardFormulas {
    private static final double GREEN_FROM = 100;
    private static final double AMBER_FROM = 80;

    private final Texts texts;

    ScorecardFormulas(Texts texts) {
        this.texts = requireNonNull(texts, "texts is null");
    }

    /** Attainment by the direction of the line, as the function ATTAINMENT has it. */
    CellFormula attainment(int row, Line line) {
        String plan = ScorecardColumn.PLAN.at(row);
        String actual = ScorecardColumn.ACTUAL.at(row);
        String baseline = ScorecardColumn.BASELINE.at(row);
        String direction = line.kpi().direction();
        String text;
        if (direction.equals("NEUTRAL")) {
            text = "\"\"";
        } else if (line.result().baseline().isPresent() && !direction.equals("TARGET")) {
            text = "IF(" + plan + "=" + baseline + ",\"\",100*(" + actual + "-" + baseline + ")/(" + plan + "-"
                    + baseline + "))";
        } else {
            String ratio =
                    switch (direction) {
                        case "LOWER" -> "IF(" + plan + "<0,\"\",200-100*" + actual + "/" + plan + ")";
                        case "TARGET" -> "100-100*ABS(" + actual + "-" + plan + ")/ABS(" + plan + ")";
                        default -> "IF(" + plan + "<0,\"\",100*" + actual + "/" + plan + ")";
                    };
            text = "IF(" + plan + "=0,IF(" + actual + "=0,100,0)," + ratio + ")";
        }
        return new CellFormula(
                "IF(AND(ISNUMBER(" + plan + "),ISNUMBER(" + actual + "))," + text + ",\"\")",
                false,
                value(line.result().attainment()));
    }

    /** Actual value less that of the period before. */
    CellFormula change(int row, Line line) {
        OptionalDouble actual = line.result().actual();
        OptionalDouble previous = line.result().previous();
        return new CellFormula(
                ifBoth(row, ScorecardColumn.ACTUAL.at(row) + "-" + ScorecardColumn.PREVIOUS.at(row)),
                false,
                actual.isPresent() && previous.isPresent()
                        ? (Object) (actual.getAsDouble() - previous.getAsDouble())
                        : "");
    }

    /** Up, down or level. */
    CellFormula trend(int row, Line line) {
        String change = ScorecardColumn.CHANGE.at(row);
        OptionalDouble actual = line.result().actual();
        OptionalDouble previous = line.result().previous();
        String now = "";
        if (actual.isPresent() && previous.isPresent()) {
            int sign = Double.compare(actual.getAsDouble(), previous.getAsDouble());
            now = sign > 0 ? "▲" : sign < 0 ? "▼" : "►";
        }
        return new CellFormula(
                "IF(ISNUMBER(" + change + "),IF(" + change + ">0,\"▲\",IF(" + change + "<0,\"▼\",\"►\")),\"\")",
                false,
                now);
    }

    /** The traffic light in words. */
    CellFormula status(int row, Line line) {
        String attainment = ScorecardColumn.ATTAINMENT.at(row);
        String text = "IF(ISNUMBER(" + attainment + "),IF(" + attainment + ">=" + (int) GREEN_FROM + ","
                + word("status.GREEN") + ",IF(" + attainment + ">=" + (int) AMBER_FROM + "," + word("status.AMBER")
                + ","
                + word("status.RED") + ")),IF(ISNUMBER(" + ScorecardColumn.ACTUAL.at(row) + "),"
                + word("status.NO_PLAN") + "," + word("status.NO_DATA") + "))";
        return new CellFormula(text, false, texts.get("status." + light(line)));
    }

    /** Which light a line shows. */
    static String light(Line line) {
        OptionalDouble attainment = line.result().attainment();
        if (attainment.isEmpty()) {
            return line.result().actual().isPresent() ? "NO_PLAN" : "NO_DATA";
        }
        double value = attainment.getAsDouble();
        return value >= GREEN_FROM ? "GREEN" : value >= AMBER_FROM ? "AMBER" : "RED";
    }

    /** Attainment clipped to 0 and the cap. */
    CellFormula score(int row, Line line) {
        String attainment = ScorecardColumn.ATTAINMENT.at(row);
        return new CellFormula(
                "IF(ISNUMBER(" + attainment + "),MAX(0,MIN(" + ScorecardColumn.CAP.at(row) + "," + attainment
                        + ")),\"\")",
                false,
                value(line.result().score()));
    }

    /** The weighted mean of the scores of some lines. */
    CellFormula score(int first, int last, Block block) {
        String scores = ScorecardColumn.SCORE.range(first, last);
        String weights = ScorecardColumn.WEIGHT.range(first, last);
        String sum = "SUMPRODUCT(ISNUMBER(" + scores + ")*" + weights + ")";
        return new CellFormula(
                "IF(" + sum + "=0,\"\",SUMPRODUCT(" + scores + "," + weights + ")/" + sum + ")",
                false,
                value(block.score()));
    }

    /** How many lines show a light. */
    CellFormula count(String light, int first, int last, Block block) {
        long now =
                block.lines().stream().filter(line -> light(line).equals(light)).count();
        return new CellFormula(
                "COUNTIF(" + ScorecardColumn.STATUS.range(first, last) + "," + word("status." + light) + ")",
                false,
                (double) now);
    }

    private String word(String key) {
        return Names.literal(texts.get(key));
    }

    private static String ifBoth(int row, String then) {
        return "IF(AND(ISNUMBER(" + ScorecardColumn.ACTUAL.at(row) + "),ISNUMBER(" + ScorecardColumn.PREVIOUS.at(row)
                + "))," + then + ",\"\")";
    }

    private static Object value(OptionalDouble value) {
        return value.isPresent() ? (Object) value.getAsDouble() : "";
    }
}
