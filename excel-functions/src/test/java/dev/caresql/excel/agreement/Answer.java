package dev.caresql.excel.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Answers of a program beside those of SQL. */
final class Answer {
    private static final double TOLERANCE = 1e-9;
    private static final double WRONG = Double.NEGATIVE_INFINITY;

    private Answer() {}

    /** A number; NaN for #N/A, which is NULL. Anything else equals nothing. */
    static double of(String text) {
        if (text.equals("#N/A")) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return WRONG;
        }
    }

    /** The answers of a file with an id and an answer in each line. */
    static Map<String, Double> ofCsv(Path file) throws IOException {
        Map<String, Double> answers = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            int comma = line.lastIndexOf(',');
            answers.put(unquoted(line.substring(0, comma)), of(unquoted(line.substring(comma + 1))));
        }
        return answers;
    }

    private static String unquoted(String field) {
        return field.startsWith("\"") ? field.substring(1, field.length() - 1).replace("\"\"", "\"") : field;
    }

    /** Fails with one line for each call whose answers differ. */
    static void compare(Map<String, Double> actual, Map<String, Double> expected, String program) {
        List<String> different = new ArrayList<>();
        expected.forEach((call, value) -> {
            double got = actual.getOrDefault(call, WRONG);
            boolean same = value.isNaN()
                    ? Double.isNaN(got)
                    : Math.abs(got - value) <= TOLERANCE * Math.max(1, Math.abs(value));
            if (!same) {
                different.add(String.format(Locale.ROOT, "%s: %s says %s, SQL says %s", call, program, got, value));
            }
        });
        assertThat(different)
                .as("%s of %s calls differ", different.size(), expected.size())
                .isEmpty();
    }
}
