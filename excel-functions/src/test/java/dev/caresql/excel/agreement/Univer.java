package dev.caresql.excel.agreement;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The spreadsheet engine Univer, which knows LAMBDA, in Node. */
public final class Univer {
    private static final Path SCRIPTS = Path.of("src", "test", "node").toAbsolutePath();

    private final Program node;

    private Univer(Program node) {
        this.node = node;
    }

    /** The engine; the test is skipped, with a message, where Node or the packages are missing. */
    public static Univer required() {
        Program node = Program.required("node");
        assumeTrue(
                Files.isDirectory(SCRIPTS.resolve("node_modules/@univerjs/core")),
                "Univer is not installed: run .ci/install-tools");
        return new Univer(node);
    }

    /** The values that it gives to the formula cells of a workbook, imported as it lies there. */
    public List<Result> evaluate(Path workbook) throws IOException {
        String output = node.run(
                Objects.requireNonNull(workbook.toAbsolutePath().getParent()),
                SCRIPTS.resolve("evaluate.cjs").toString(),
                workbook.toAbsolutePath().toString());
        return output.lines().map(Result::of).toList();
    }

    /**
     * A formula cell.
     *
     * @param sheet its sheet
     * @param cell its address
     * @param stored the value in the file
     * @param value the value that Univer gives
     */
    public record Result(String sheet, String cell, String stored, String value) {
        private static Result of(String line) {
            String[] fields = line.split("\t", -1);
            return new Result(fields[0], fields[1], fields[2], fields[3]);
        }
    }
}
