package dev.caresql.sql;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.DidYouMean;
import dev.caresql.error.ErrorCode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Turns what Calcite throws into one sentence with a code and a position. */
public final class SqlErrors {
    private static final Pattern ENCOUNTERED = Pattern.compile("Encountered \"(.*?)\" at line", Pattern.DOTALL);
    private static final Pattern COLUMN = Pattern.compile("Column '([^']*)' not found");
    private static final Pattern OBJECT = Pattern.compile("Object '([^']*)' not found");
    private static final Pattern FUNCTION = Pattern.compile("No match found for function signature ([^(]+)\\(");

    private static final List<Rule> RULES = List.of(
            new Rule("Table '", ErrorCode.UNKNOWN_TABLE),
            new Rule("Object '", ErrorCode.UNKNOWN_TABLE),
            new Rule("Column '.*' not found", ErrorCode.UNKNOWN_COLUMN),
            new Rule("Unknown field", ErrorCode.UNKNOWN_COLUMN),
            new Rule("ambiguous", ErrorCode.AMBIGUOUS_NAME),
            new Rule("No match found for function signature", ErrorCode.UNKNOWN_FUNCTION),
            new Rule("is not being grouped", ErrorCode.WRONG_GROUPING),
            new Rule("Aggregate expression", ErrorCode.WRONG_GROUPING),
            new Rule("Cannot apply", ErrorCode.WRONG_ARGUMENT),
            new Rule("Invalid number of arguments", ErrorCode.WRONG_ARGUMENT),
            new Rule("Illegal use of dynamic parameter", ErrorCode.WRONG_ARGUMENT));

    private SqlErrors() {}

    /** A statement that does not parse. */
    public static CareSqlException syntax(SqlParseException e) {
        String message = String.valueOf(e.getMessage());
        Matcher encountered = ENCOUNTERED.matcher(message);
        String reason;
        if (encountered.find()) {
            String token = encountered.group(1);
            reason = unexpected(token);
        } else {
            reason = firstLine(message);
        }
        return new CareSqlException(ErrorCode.SYNTAX, "Syntax error" + at(e.getPos()) + ": " + reason, e);
    }

    private static String unexpected(String token) {
        if (token.endsWith("<EOF>")) {
            return "the statement ends too early";
        }
        return token.startsWith("\\'") ? "a text that begins here is not closed" : "unexpected '" + token + "'";
    }

    /** A statement that parses but does not fit the tables and functions there are. */
    static CareSqlException invalid(CalciteContextException e, Known known) {
        String reason = e.getCause() == null
                ? String.valueOf(e.getMessage())
                : String.valueOf(e.getCause().getMessage());
        ErrorCode code = codeOf(reason);
        SqlParserPos position = e.getPosLine() == 0
                ? SqlParserPos.ZERO
                : new SqlParserPos(e.getPosLine(), e.getPosColumn(), e.getEndPosLine(), e.getEndPosColumn());
        return new CareSqlException(code, sentence(reason, known) + at(position), e);
    }

    /** " at line 1, column 8", or the empty text where there is no position. */
    public static String at(@Nullable SqlParserPos position) {
        return position == null || position.getLineNum() == 0
                ? ""
                : " at line " + position.getLineNum() + ", column " + position.getColumnNum();
    }

    private static String sentence(String reason, Known known) {
        Matcher column = COLUMN.matcher(reason);
        if (column.find() && !reason.contains("did you mean")) {
            // A column of that very name in a table that is not in FROM is no suggestion.
            boolean isElsewhere = known.columns().stream().anyMatch(column.group(1)::equalsIgnoreCase);
            return firstLine(reason) + (isElsewhere ? "" : DidYouMean.hint(column.group(1), known.columns()));
        }
        Matcher object = OBJECT.matcher(reason);
        if (object.find()) {
            String name = object.group(1);
            return "Table '" + name + "' not found"
                    + known.absent()
                            .apply(name.toLowerCase(Locale.ROOT))
                            .map(reasonOfAbsence -> ": " + reasonOfAbsence)
                            .orElseGet(() -> DidYouMean.hint(name, known.tables()));
        }
        Matcher function = FUNCTION.matcher(reason);
        if (function.find()) {
            String name = function.group(1).trim();
            return firstLine(reason) + DidYouMean.hint(name, known.functions());
        }
        return firstLine(reason);
    }

    private static ErrorCode codeOf(String reason) {
        return RULES.stream()
                .filter(rule -> rule.pattern().matcher(reason).find())
                .map(Rule::code)
                .findFirst()
                .orElse(ErrorCode.INVALID_STATEMENT);
    }

    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("").strip();
        return line.toLowerCase(Locale.ROOT).startsWith("java.lang.") ? "the statement is not valid" : line;
    }

    /**
     * What a statement could have named.
     *
     * @param absent why a table that there could be is not there, by its name in lower case
     */
    record Known(
            Collection<String> tables,
            Collection<String> columns,
            Collection<String> functions,
            Function<String, Optional<String>> absent) {}

    private record Rule(Pattern pattern, ErrorCode code) {
        Rule(String regex, ErrorCode code) {
            this(Pattern.compile(regex), code);
        }
    }
}
