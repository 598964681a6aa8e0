package dev.caresql.jdbc.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** The command {@code caresql}. */
@Command(
        name = "caresql",
        description = "Customer-care KPIs in SQL.",
        subcommands = {
            QueryCommand.class,
            ExplainCommand.class,
            KpisCommand.class,
            CheckCommand.class,
            InitCommand.class
        })
public final class Main extends Program {
    private Main() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        new Main().runAndExit(arguments);
    }

    /** Runs the command with the given standard output and standard error. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new Main().execute(out, err, arguments);
    }
}
