package dev.caresql.jdbc.cli;

import static java.util.Objects.requireNonNull;

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
import picocli.CommandLine.Spec;

/**
 * A command of this product with its sub-commands. Results go to standard output, alone; messages to standard error. The exit
 * code is 0, 1 for what the user can mend, 2 for a wrong command, 3 for a defect of CareSQL.
 */
@Command(mixinStandardHelpOptions = true, versionProvider = Program.Version.class)
public abstract class Program implements Runnable {
    private static final int MISTAKE = 1;
    private static final int DEFECT = 3;

    @Option(names = "--debug", description = "Show the stack trace of a failure.")
    private boolean debug;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    /** A command whose class names its sub-commands. */
    protected Program() {}

    /** Runs the command and ends the JVM with its exit code. */
    protected final void runAndExit(String... arguments) {
        System.exit(execute(writer(FileDescriptor.out), writer(FileDescriptor.err), arguments));
    }

    /** Runs the command with the given standard output and standard error, and gives its exit code. */
    protected final int execute(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine command = new CommandLine(this)
                .setOut(requireNonNull(out, "out is null"))
                .setErr(requireNonNull(err, "err is null"))
                .setCaseInsensitiveEnumValuesAllowed(true);
        command.setExecutionExceptionHandler((failure, line, parsed) -> report(failure, line.getErr()));
        int code = command.execute(arguments);
        out.flush();
        err.flush();
        return code;
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(
                new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8),
                false,
                StandardCharsets.UTF_8);
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

    /** Without a sub-command there is nothing to do but to say what there is. */
    @Override
    public final void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** The version for {@code --version}. */
    static final class Version implements CommandLine.IVersionProvider {
        @Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public String[] getVersion() {
            return new String[] {spec.root().name() + " " + CareVersion.TEXT};
        }
    }
}
