package dev.caresql.examples;

import java.io.IOException;

/** The table of SERVQUAL answers: 22 pairs of expectation and perception for each questionnaire. */
final class ServqualAnswers {
    static final Table TABLE = Table.of(
            "servqual_answers",
            Table.text("response_id"),
            Table.number("item_no"),
            Table.text("dimension_code"),
            Table.score("expectation"),
            Table.score("perception"));

    private static final double SKIPPED = 0.01;
    private static final double MARGIN = 0.35;

    private final CsvFile file;
    private final Dice dice;

    ServqualAnswers(CsvFile file, CompanySettings settings) {
        this.file = file;
        dice = Dice.of(settings.seed(), Dice.Purpose.SURVEYS, 2);
    }

    void write(SurveyAnswer answer) throws IOException {
        int item = 1;
        double demand = 0.5 * dice.bell() + MARGIN;
        for (Dimension dimension : Dimension.values()) {
            for (int i = 0; i < dimension.items; i++) {
                file.id("R", answer.number()).number(item).code(dimension);
                writeScore(demand + dimension.importance);
                writeScore(0.6 * answer.mood() - dimension.weakness);
                file.endRow();
                item++;
            }
        }
    }

    private void writeScore(double mood) {
        boolean skipped = dice.chance(SKIPPED);
        file.number(skipped ? CsvFile.BLANK : SurveyType.SERVQUAL.score(mood + 0.7 * dice.bell()));
    }

    private enum Dimension {
        TANGIBLES(4, -0.3, 0.1),
        RELIABILITY(5, 0.4, 0.5),
        RESPONSIVENESS(4, 0.3, 0.4),
        ASSURANCE(4, 0.1, 0.2),
        EMPATHY(5, 0.0, 0.3);

        private final int items;
        private final double importance;
        private final double weakness;

        Dimension(int items, double importance, double weakness) {
            this.items = items;
            this.importance = importance;
            this.weakness = weakness;
        }
    }
}
