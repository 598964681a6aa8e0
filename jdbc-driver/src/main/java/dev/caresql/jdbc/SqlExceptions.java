package dev.caresql.jdbc;

import static java.util.Objects.requireNonNull;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.NoSuchConnectionException;
import org.apache.calcite.avatica.NoSuchStatementException;
import org.jspecify.annotations.Nullable;

/** Turns whatever went wrong into a SQLException with one clean sentence and a SQLState. */
final class SqlExceptions {
    private static final Pattern ERROR_KIND = Pattern.compile("^(?:[A-Za-z][A-Za-z ]* Error: ?)+");
    private static final Pattern QUOTED_PATH = Pattern.compile("[\"'](?:/|[A-Za-z]:[\\\\/])[^\"']*[\"']");
    private static final Pattern BARE_PATH = Pattern.compile("(?<![\\w.])/(?:[\\w.-]+/)+[\\w.-]*");
    private static final Pattern NO_FUNCTION = Pattern.compile("Function with name \"?(\\w+)\"? does not exist");
    private static final Pattern NO_NUMBER =
            Pattern.compile("Could not convert string (?:'(.*)'|\"(.*)\") to (INT32|INT64|DOUBLE|DECIMAL)\\b.*");
    private static final Map<String, String> NUMBERS =
            Map.of("INT32", "INTEGER", "INT64", "BIGINT", "DOUBLE", "DOUBLE", "DECIMAL", "a number");
    private static final int MAX_CAUSES = 20;

    private SqlExceptions() {}

    /** The SQLException of a failure; of nested ones the one that knows most. */
    static SQLException of(Throwable failure) {
        Throwable cause = failure;
        SQLException stated = null;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof CareSqlException ours) {
                return of(ours.code(), String.valueOf(ours.getMessage()), ours);
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                stated = sql;
            }
            if (cause instanceof NoSuchConnectionException) {
                return of("08003", "The connection is closed", failure);
            }
            if (cause instanceof NoSuchStatementException) {
                return statementClosed(failure);
            }
            if (cause instanceof OutOfMemoryError) {
                return of(ErrorCode.TOO_LARGE, "The statement needs more memory than this program has", failure);
            }
            if (cause instanceof StackOverflowError) {
                return of(CareSqlException.tooDeep(failure));
            }
            cause = cause.getCause();
        }
        if (stated != null) {
            return stated;
        }
        if (failure instanceof SQLException sql) {
            return sql;
        }
        return of(ErrorCode.INTERNAL, "CareSQL failed: " + failure, failure);
    }

    /** An exception of a code, as the subclass that JDBC has for its class of SQLState. */
    static SQLException of(ErrorCode code, String message, @Nullable Throwable cause) {
        return of(code.sqlState(), message, cause);
    }

    static SQLException of(String state, String message, @Nullable Throwable cause) {
        return switch (state.substring(0, 2)) {
            case "42" -> new SQLSyntaxErrorException(message, state, cause);
            case "22" -> new SQLDataException(message, state, cause);
            case "0A" -> new SQLFeatureNotSupportedException(message, state, cause);
            case "08" -> new SQLNonTransientConnectionException(message, state, cause);
            case "HY" ->
                state.equals(ErrorCode.TIMEOUT.sqlState())
                        ? new SQLTimeoutException(message, state, cause)
                        : new SQLException(message, state, cause);
            default -> new SQLException(message, state, cause);
        };
    }

    /** An exception of the engine, which has no SQLState of its own. */
    static SQLException ofEngine(SQLException engine) {
        String raw = String.valueOf(engine.getMessage());
        String kind = raw.toLowerCase(Locale.ROOT);
        if (kind.contains("more than one row returned by a subquery")) {
            return of("21000", "A sub-query that stands for one value gave several rows", engine);
        }
        if (kind.startsWith("invalid input error: division by zero")) {
            return of(
                    ErrorCode.DIVISION_BY_ZERO,
                    "Division by zero in MOD or %; write NULLIF(divisor, 0) to get NULL",
                    engine);
        }
        if (kind.startsWith("binder error: limit/offset cannot be negative")) {
            return of("2201W", "LIMIT and OFFSET take no negative number of rows", engine);
        }
        if (kind.startsWith("conversion error") || kind.startsWith("invalid input error")) {
            return of(ErrorCode.INVALID_VALUE, conversion(sentence(raw)), engine);
        }
        if (kind.contains("interrupt")) {
            return of(ErrorCode.CANCELLED, "The statement was cancelled", engine);
        }
        Matcher missing = NO_FUNCTION.matcher(raw);
        if (missing.find()) {
            return of(
                    ErrorCode.UNSUPPORTED,
                    "The engine has no function " + missing.group(1).toUpperCase(Locale.ROOT),
                    engine);
        }
        if (kind.startsWith("out of range error")) {
            return of("22003", sentence(raw), engine);
        }
        if (kind.startsWith("out of memory error")) {
            return of(ErrorCode.TOO_LARGE, "The statement needs more memory than the engine may use", engine);
        }
        if (kind.startsWith("io error") || kind.startsWith("fatal error")) {
            return of(ErrorCode.ENGINE, "The engine could not read or write its files", engine);
        }
        return of(ErrorCode.ENGINE, "The engine could not run the statement: " + sentence(raw), engine);
    }

    /** A text beside a number is cast without a word of the user, who would not know what INT32 is. */
    private static String conversion(String sentence) {
        Matcher matcher = NO_NUMBER.matcher(sentence);
        if (!matcher.matches()) {
            return sentence;
        }
        String value = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return unreadable(value, requireNonNull(NUMBERS.get(matcher.group(3))))
                + "; compare a text with texts, as in '1', or write TRY_CAST for NULL in its place";
    }

    /** What is said of a value that is none of a type, by the driver or by the engine. */
    static String unreadable(String value, String type) {
        return "The value '" + value + "' cannot be read as " + type;
    }

    static SQLException statementClosed() {
        return statementClosed(null);
    }

    private static SQLException statementClosed(@Nullable Throwable cause) {
        return of("24000", "The statement is closed", cause);
    }

    static SQLException unsupported(String what) {
        return of(ErrorCode.UNSUPPORTED, "CareSQL has no " + what, null);
    }

    /** The first line, without the kind of error and without paths of this machine. */
    static String sentence(String raw) {
        String line = raw.lines().findFirst().orElse("").strip();
        String plain = ERROR_KIND.matcher(line).replaceFirst("");
        plain = QUOTED_PATH.matcher(plain).replaceAll("a file");
        plain = BARE_PATH.matcher(plain).replaceAll("a file");
        int casting = plain.indexOf(" when casting from source column");
        if (casting > 0) {
            plain = plain.substring(0, casting);
        }
        return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
    }
}
