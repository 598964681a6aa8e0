package dev.caresql.excel.cli;

import dev.caresql.jdbc.cli.Program;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** The command {@code caresql-excel}. */
@Command(
        name = "caresql-excel",
        description = "Customer-care KPIs in Excel.",
        subcommands = {AddinCommand.class, FunctionsCommand.class, ReportCommand.class, TargetsCommand.class})
public final class Main extends Program {
    private Main() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        quietLogging();
        new Main().runAndExit(arguments);
    }

    /** POI logs through Log4j, which without a back end of its own would say so on standard error. */
    private static void quietLogging() {
        String factory = "log4j2.loggerContextFactory";
        if (System.getProperty(factory) == null) {
            System.setProperty(factory, "org.apache.logging.log4j.simple.SimpleLoggerContextFactory");
        }
    }

    /** Runs the command with the given standard output and standard error. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new Main().execute(out, err, arguments);
    }
}
