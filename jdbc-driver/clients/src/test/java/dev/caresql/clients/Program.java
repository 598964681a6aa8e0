package dev.caresql.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a program of its own, started and waited for, has said.
 *
 * @param output standard output, and errors where they are not kept apart
 */
record Program(int exitCode, String output) {
    private static final long PATIENCE_S = 120;

    /** Runs a command with its errors among its output, in the folder, where the output is kept as well. */
    static Program run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        command + " still runs after " + PATIENCE_S + " s:\n" + Files.readString(out));
            }
        } finally {
            process.destroyForcibly();
        }
        return new Program(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
    }

    /** The {@code java} that runs this test. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The jars of this test's class path whose names begin with one of the words, and the driver's. */
    static String classPath(String... words) {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Stream<String> jars = Arrays.stream(all.split(java.io.File.pathSeparator))
                .filter(jar -> {
                    String name = Path.of(jar).getFileName().toString();
                    return Arrays.stream(words).anyMatch(name::startsWith);
                });
        return Stream.concat(jars, Stream.of(Company.JAR.toString()))
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }
}
