package dev.caresql.excel.cli;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.jdbc.CareVersion;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command {@code caresql-excel}. Messages go to standard error. The exit code is 0, 1 for what the user can mend, 2 for a
 * wrong command, 3 for a defect of CareSQL.
 */
@Command(
        name = "caresql-excel",
        description = "Customer-care KPIs in Excel.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {AddinCommand.class, FunctionsCommand.class, ReportCommand.class, TargetsCommand.class})
public final class Main implements Runnable {
    private static final int MISTAKE = 1;
    private static final int DEFECT = 3;

    @Option(names = "--debug", description = "Show the stack trace of a failure.")
    private boolean debug;

    @picocli.CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        quietLogging();
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter err = writer(FileDescriptor.err);
        int code = run(out, err, arguments);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** POI logs through Log4j, which without a back end of its own would say so on standard error. */
    private static void quietLogging() {
        String factory = "log4j2.loggerContextFactory";
        if (System.getProperty(factory) == null) {
            System.setProperty(factory, "org.apache.logging.log4j.simple.SimpleLoggerContextFactory");
        }
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(
                new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8),
                false,
                StandardCharsets.UTF_8);
    }

    /** Runs the command with the given standard output and standard error. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        Main main = new Main();
        CommandLine command = new CommandLine(main).setOut(out).setErr(err).setCaseInsensitiveEnumValuesAllowed(true);
        command.setExecutionExceptionHandler((failure, line, parsed) -> main.report(failure, line.getErr()));
        int code = command.execute(arguments);
        out.flush();
        err.flush();
        return code;
    }

    private int report(Exception failure, PrintWriter err) {
        if (debug) {
            failure.printStackTrace(err);
        } else {
            err.println(failure.getMessage() == null ? failure.toString() : failure.getMessage());
        }
        boolean defect = failure instanceof CareSqlException ours && ours.code() == ErrorCode.INTERNAL
                || failure instanceof SQLException sql
                        && ErrorCode.INTERNAL.sqlState().equals(sql.getSQLState())
                || !(failure instanceof CareSqlException || failure instanceof SQLException);
        return defect ? DEFECT : MISTAKE;
    }

    /** Without a command there is nothing to do but to say what there is. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** The version for {@code --version}. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"caresql-excel " + CareVersion.TEXT};
        }
    }
}
