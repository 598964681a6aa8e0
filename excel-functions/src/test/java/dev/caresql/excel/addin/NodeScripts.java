package dev.caresql.excel.addin;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.caresql.excel.agreement.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The scripts of the folder {@code src/test/node/addin}, which stand in for Excel or call Microsoft's packages. */
final class NodeScripts {
    private static final Path SCRIPTS = Path.of("src", "test", "node").toAbsolutePath();

    private final Program node;

    private NodeScripts(Program node) {
        this.node = node;
    }

    /** The scripts; the test is skipped, with a message, where Node or the packages are missing. */
    static NodeScripts required() {
        Program node = Program.required("node");
        assumeTrue(
                Files.isDirectory(SCRIPTS.resolve("node_modules/office-addin-manifest-converter")),
                "The packages of excel-functions/src/test/node are not installed: run .ci/install-tools");
        return new NodeScripts(node);
    }

    /** Runs one with arguments, in a folder, and returns what it wrote; fails with that unless it ends well. */
    String run(Path folder, String script, String... arguments) throws IOException {
        List<String> line = new ArrayList<>();
        if (script.endsWith(".test.cjs")) {
            line.add("--test-reporter=spec");
            line.add("--test");
        }
        line.add(SCRIPTS.resolve("addin").resolve(script).toString());
        line.addAll(List.of(arguments));
        return node.run(folder, line.toArray(String[]::new));
    }
}
