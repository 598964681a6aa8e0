package dev.caresql.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a workbook of many rows and ten columns, with a table and charts, beside POI's own streaming writer. */
final class ExcelBenchmark {
    private static final double MOST = 1.2;
    private static final String HEAP = "256";

    private ExcelBenchmark() {}

    /** Each side in a JVM of its own, with a small heap; the quicker of two turns counts. */
    static List<Figure> run(BenchmarkSettings settings, long rows) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(settings.folder());
        List<Figure> figures = new ArrayList<>();
        Turn ours = Turn.NONE;
        Turn poi = Turn.NONE;
        for (int i = 0; i < 2; i++) {
            ours = ours.orQuicker(turn("ours", folder, rows));
            poi = poi.orQuicker(turn("poi", folder, rows));
        }
        double ratio = ours.millis() / poi.millis();
        figures.add(new Figure(
                "Excel: " + rows + " rows x 10, table and charts (POI: rows alone)",
                Figure.ms(ours.millis()),
                Figure.ms(poi.millis()) + " (POI)",
                Figure.ratio(ratio),
                "<= " + Figure.ratio(MOST),
                ratio <= MOST));
        Turn tenth = turn("ours", folder, rows / 10);
        figures.add(new Figure(
                "Excel: peak heap after GC, -Xmx" + HEAP + "m",
                Figure.format("%.0f MB", ours.megabytes()),
                Figure.format("%.0f MB (POI)", poi.megabytes()),
                Figure.format("%.0f MB for a tenth of the rows", tenth.megabytes()),
                "completes",
                true));
        return figures;
    }

    private static Turn turn(String side, Path folder, long rows) throws IOException, InterruptedException {
        List<String> printed = Launcher.java(
                List.of(
                        "-Xmx" + HEAP + "m",
                        // POI logs through Log4j, which without a back end of its own would say so among the figures.
                        "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory"),
                WriteWorkbook.class,
                List.of(side, folder.resolve(side + ".xlsx").toString(), String.valueOf(rows)));
        return new Turn(Double.parseDouble(printed.get(0)), Double.parseDouble(printed.get(1)));
    }

    private record Turn(double millis, double megabytes) {
        private static final Turn NONE = new Turn(Double.MAX_VALUE, 0);

        Turn orQuicker(Turn other) {
            return other.millis() < millis ? other : this;
        }
    }
}
