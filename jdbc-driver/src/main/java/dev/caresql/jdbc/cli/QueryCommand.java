package dev.caresql.jdbc.cli;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.jdbc.CareDriver;
import dev.caresql.plan.CareDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code caresql query MODEL SQL}: one statement, its result on standard output. */
@Command(name = "query", description = "Runs one statement and writes its result.", mixinStandardHelpOptions = true)
final class QueryCommand implements Callable<Integer> {
    @Mixin
    private ModelOptions model;

    @Parameters(index = "1", paramLabel = "SQL", description = "The statement.")
    private String sql;

    @Option(names = "--format", description = "table (default), csv or json.", defaultValue = "table")
    private OutputFormat format;

    @Option(names = "--as-of", description = "What AS_OF() means: a UTC instant such as 2026-01-31T00:00:00Z.")
    private @Nullable String asOf;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws SQLException {
        Optional<Instant> instant = asOf == null ? Optional.empty() : Optional.of(instant(asOf));
        try (CareDatabase database = model.open();
                Connection connection = CareDriver.connect(database, instant);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            new ResultPrinter(spec.commandLine().getOut()).print(result, format);
        }
        return 0;
    }

    private static Instant instant(String text) {
        try {
            return CareDriver.parseInstant(text);
        } catch (DateTimeException e) {
            throw new CareSqlException(
                    ErrorCode.INVALID_VALUE,
                    "--as-of must be a UTC instant such as 2026-01-31T00:00:00Z, not '" + text + "'",
                    e);
        }
    }
}
