package dev.caresql.bench;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Writes figures as one table that a person and Markdown can read. */
final class FigureTable {
    private FigureTable() {}

    static String of(List<Figure> figures) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("measured", "CareSQL", "DuckDB", "compared", "bar", ""));
        for (Figure figure : figures) {
            String verdict = figure.bar().isEmpty() ? "" : figure.met() ? "met" : "MISSED";
            rows.add(List.of(figure.name(), figure.ours(), figure.duckDb(), figure.compared(), figure.bar(), verdict));
        }
        List<Integer> widths = IntStream.range(0, rows.get(0).size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        List<String> lines =
                new ArrayList<>(rows.stream().map(row -> line(row, widths)).toList());
        lines.add(1, widths.stream().map("-"::repeat).collect(joining(" | ", "| ", " |")));
        return String.join(System.lineSeparator(), lines);
    }

    private static String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(
                        i -> row.get(i) + " ".repeat(widths.get(i) - row.get(i).length()))
                .collect(joining(" | ", "| ", " |"));
    }
}
