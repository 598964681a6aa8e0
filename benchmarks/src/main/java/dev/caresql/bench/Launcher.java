package dev.caresql.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Launches a program of this module in a JVM of its own. */
final class Launcher {
    private Launcher() {}

    /** The lines that the program printed. */
    static List<String> java(List<String> options, Class<?> program, List<String> arguments)
            throws IOException, InterruptedException {
        Process process = start(options, program, arguments);
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
        requireSuccess(process, program);
        return lines;
    }

    /** Milliseconds from the launch to the first line that the program printed. */
    static double millisToFirstLine(List<String> options, Class<?> program, List<String> arguments)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = start(options, program, arguments);
        BufferedReader printed =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = printed.readLine();
        double millis = (System.nanoTime() - start) / 1e6;
        requireSuccess(process, program);
        if (line == null) {
            throw new IllegalStateException(program.getSimpleName() + " printed nothing");
        }
        return millis;
    }

    private static Process start(List<String> options, Class<?> program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void requireSuccess(Process process, Class<?> program) throws InterruptedException {
        int code = process.waitFor();
        if (code != 0) {
            throw new IllegalStateException(program.getSimpleName() + " ended with code " + code);
        }
    }
}
