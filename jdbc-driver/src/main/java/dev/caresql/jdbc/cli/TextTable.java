package dev.caresql.jdbc.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Aligned columns. The widths are those of the first rows, so that a long result needs little memory. */
final class TextTable {
    private final PrintWriter out;
    private final List<String> header;
    private final boolean[] right;
    private final int buffered;
    private final List<List<String>> pending = new ArrayList<>();
    private int[] widths = {};
    private boolean started;

    TextTable(PrintWriter out, List<String> header, boolean[] right, int buffered) {
        this.out = out;
        this.header = List.copyOf(header);
        this.right = right.clone();
        this.buffered = buffered;
    }

    void add(List<String> row) {
        List<String> oneLine = row.stream().map(TextTable::oneLine).toList();
        if (started) {
            line(oneLine);
            return;
        }
        pending.add(oneLine);
        if (pending.size() >= buffered) {
            start();
        }
    }

    /** Writes what is still held back. */
    void finish() {
        if (!started) {
            start();
        }
    }

    private void start() {
        started = true;
        widths = new int[header.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = length(header.get(i));
            for (List<String> row : pending) {
                widths[i] = Math.max(widths[i], length(row.get(i)));
            }
        }
        line(header);
        List<String> rule = new ArrayList<>();
        for (int width : widths) {
            rule.add("-".repeat(width));
        }
        line(rule);
        pending.forEach(this::line);
        pending.clear();
    }

    private void line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(Math.max(0, widths[i] - length(cells.get(i))));
            line.append(i == 0 ? "" : "  ");
            line.append(right[i] ? padding + cells.get(i) : cells.get(i) + padding);
        }
        out.print(line.toString().stripTrailing() + "\n");
    }

    private static String oneLine(String text) {
        return text.replace("\r", "").replace("\n", "\\n").replace("\t", " ");
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
