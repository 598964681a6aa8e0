package dev.caresql.sql;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.sql.SqlTokens.Kind;
import dev.caresql.sql.SqlTokens.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spells what other databases' SQL says in words of its own in words that the parser knows: escapes in braces, names in
 * backticks and brackets, TOP, REGEXP, intervals with the unit inside, MEASURE, which is a type to the parser. Nothing changes its
 * meaning or its place.
 */
final class ToolSyntax {
    /** The name that stands for GROUP BY ALL until the select list is known. */
    static final String GROUP_BY_ALL = "$ALL";

    private static final Set<String> ONLY_IN_BRACES = Set.of("CONVERT", "INSERT");
    private static final Set<String> PLAIN_BRACES = Set.of("OJ", "ESCAPE");
    private static final Set<String> UNIT_FIRST =
            Set.of("DATEADD", "DATEDIFF", "DATEPART", "TIMESTAMPADD", "TIMESTAMPDIFF");
    private static final Set<String> NOT_OPERANDS = Set.of(
            "SELECT",
            "DISTINCT",
            "ALL",
            "AS",
            "BY",
            "WHERE",
            "AND",
            "OR",
            "ON",
            "HAVING",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "FROM",
            "NOT");
    private static final Pattern AMOUNT_AND_UNIT =
            Pattern.compile("'\\s*([+-]?\\d+)\\s*(year|quarter|month|week|day|hour|minute|second)s?\\s*'");

    private final String sql;
    private final List<Token> tokens;
    private final TextEdits edits;
    private final Deque<Boolean> braces = new ArrayDeque<>();
    private final Deque<String> calls = new ArrayDeque<>();

    private ToolSyntax(String sql) {
        this.sql = sql;
        this.tokens = SqlTokens.of(sql);
        this.edits = new TextEdits(sql);
    }

    /** The statement in plain words; refuses what is no query. */
    static String plain(String sql) {
        ToolSyntax syntax = new ToolSyntax(sql);
        ReadOnly.check(syntax.tokens);
        syntax.explain();
        for (int i = 0; i < syntax.tokens.size(); i++) {
            syntax.rewrite(i);
        }
        new TopClauses(sql, syntax.tokens, syntax.edits).rewrite();
        return syntax.edits.apply();
    }

    private Token token(int index) {
        boolean inside = index >= 0 && index < tokens.size();
        return inside ? tokens.get(index) : new Token(Kind.SYMBOL, "", sql.length());
    }

    private void explain() {
        if ("EXPLAIN".equals(token(0).key())
                && Set.of("SELECT", "WITH", "VALUES", "(").contains(token(1).key())) {
            edits.insert(token(0).end(), " PLAN FOR");
        }
    }

    private void rewrite(int i) {
        Token token = token(i);
        switch (token.kind()) {
            case QUOTED -> quoted(token);
            case SYMBOL -> symbol(i, token);
            case WORD -> word(i, token);
            default -> {}
        }
    }

    /** `a` and [a] become "a". */
    private void quoted(Token token) {
        char quote = token.text().charAt(0);
        if (quote != '"' && token.text().length() > 1) {
            String close = quote == '[' ? "]" : "`";
            String name = token.text().substring(1, token.text().length() - 1).replace(close + close, close);
            edits.replace(token.start(), token.end(), '"' + name.replace("\"", "\"\"") + '"');
        }
    }

    private void symbol(int i, Token token) {
        switch (token.text()) {
            case "{" -> openBrace(i, token);
            case "}" -> {
                if (!braces.isEmpty() && braces.pop()) {
                    edits.blank(token.start(), token.end());
                }
            }
            case "(" -> calls.push(token(i - 1).key());
            case ")" -> {
                if (!calls.isEmpty()) {
                    calls.pop();
                }
            }
            default -> {}
        }
    }

    /**
     * Braces around what has a meaning without them go; dates and times in braces are the parser's. LOG of one number is the
     * natural logarithm in braces only.
     */
    private void openBrace(int i, Token brace) {
        Token word = token(i + 1);
        boolean function =
                "FN".equals(word.key()) && !ONLY_IN_BRACES.contains(token(i + 2).key());
        if ("FN".equals(word.key()) && !function) {
            edits.replace(token(i + 2).start(), token(i + 2).end(), token(i + 2).key());
        }
        if (function
                && "LOG".equals(token(i + 2).key())
                && "(".equals(token(i + 3).key())
                && arguments(i + 3) == 1) {
            edits.replace(token(i + 2).start(), token(i + 2).end(), "LN");
        }
        boolean plain = PLAIN_BRACES.contains(word.key());
        braces.push(function || plain);
        if (function || "OJ".equals(word.key())) {
            edits.blank(brace.start(), word.end());
        } else if (plain) {
            edits.blank(brace.start(), brace.end());
        }
    }

    private void word(int i, Token word) {
        String key = word.key();
        boolean isType = "AS".equals(token(i - 1).key()) && "CAST".equals(calls.peek())
                || "TRY_CAST".equals(calls.peek()) && "AS".equals(token(i - 1).key())
                || ":".equals(token(i - 1).key());
        if ("DATETIME".equals(key) && isType) {
            edits.replace(word.start(), word.end(), "TIMESTAMP");
        } else if ("INTERVAL".equals(key) && token(i + 1).kind() == Kind.STRING) {
            interval(token(i + 1));
        } else if (UNIT_FIRST.contains(key) && "(".equals(token(i + 1).key())) {
            unitFirst(i, word);
        } else if ("CONVERT".equals(key)
                && "(".equals(token(i + 1).key())
                && !"FN".equals(token(i - 1).key())) {
            refuseConvert(i, word);
        } else if ("REGEXP".equals(key) || "RLIKE".equals(key)) {
            regexp(i, word);
        } else if ("MEASURE".equals(key) && "(".equals(token(i + 1).key())) {
            edits.replace(word.start(), word.end(), "\"MEASURE\"");
        } else if ("ALL".equals(key) && endsGroupBy(i)) {
            edits.replace(word.start(), word.end(), '"' + GROUP_BY_ALL + '"');
        }
    }

    /** INTERVAL '7 days' becomes INTERVAL '7' DAY. */
    private void interval(Token literal) {
        Matcher matcher = AMOUNT_AND_UNIT.matcher(literal.text().toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            String plain = "'" + matcher.group(1) + "' " + matcher.group(2).toUpperCase(Locale.ROOT);
            edits.replace(literal.start(), literal.end(), plain);
        }
    }

    /** A unit in quotes loses them; DATEDIFF of two arguments counts days from the second to the first. */
    private void unitFirst(int i, Token function) {
        Token unit = token(i + 2);
        boolean followed = ",".equals(token(i + 3).key());
        if (unit.kind() == Kind.STRING && followed) {
            edits.replace(
                    unit.start(),
                    unit.end(),
                    " " + unit.text().substring(1, unit.text().length() - 1));
        } else if ("DATEDIFF".equals(function.key()) && arguments(i + 1) == 2) {
            edits.replace(function.start(), function.end(), ToolFunctions.DAYS_BETWEEN);
        }
    }

    /** Its arguments stand in one order in some databases and in the other order in others. */
    private void refuseConvert(int i, Token word) {
        if (arguments(i + 1) > 1) {
            throw new CareSqlException(
                    ErrorCode.UNSUPPORTED,
                    "CONVERT is known as {fn CONVERT(value, type)} only" + at(sql, word)
                            + "; write CAST(value AS type)");
        }
    }

    private static String at(String sql, Token token) {
        int line = 1
                + (int) sql.substring(0, token.start())
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return " at line " + line + ", column " + (token.start() - sql.lastIndexOf('\n', token.start() - 1));
    }

    private int arguments(int parenthesis) {
        int depth = 0;
        int commas = 0;
        for (int i = parenthesis; i < tokens.size(); i++) {
            String key = token(i).key();
            depth += "(".equals(key) ? 1 : ")".equals(key) ? -1 : 0;
            commas += depth == 1 && ",".equals(key) ? 1 : 0;
            if (depth == 0) {
                break;
            }
        }
        return commas + 1;
    }

    /** x REGEXP 'p' becomes x ~ 'p'. */
    private void regexp(int i, Token word) {
        boolean negated = "NOT".equals(token(i - 1).key());
        Token before = token(negated ? i - 2 : i - 1);
        Token behind = token(i + 1);
        boolean hasOperand =
                before.kind() != Kind.SYMBOL && !NOT_OPERANDS.contains(before.key()) || ")".equals(before.key());
        boolean hasPattern = behind.kind() != Kind.SYMBOL && !"FROM".equals(behind.key())
                || Set.of("(", "?").contains(behind.key());
        if (hasOperand && hasPattern) {
            edits.replace(negated ? token(i - 1).start() : word.start(), word.end(), negated ? "!~" : "~");
        }
    }

    private boolean endsGroupBy(int i) {
        boolean begins =
                "BY".equals(token(i - 1).key()) && "GROUP".equals(token(i - 2).key());
        return begins
                && (i + 1 == tokens.size()
                        || Set.of(
                                        ")",
                                        ";",
                                        "HAVING",
                                        "ORDER",
                                        "LIMIT",
                                        "OFFSET",
                                        "FETCH",
                                        "QUALIFY",
                                        "UNION",
                                        "EXCEPT",
                                        "INTERSECT")
                                .contains(token(i + 1).key()));
    }

    /** TOP n becomes LIMIT n at the end of its SELECT. */
    private record TopClauses(String sql, List<Token> tokens, TextEdits edits) {
        private static final Set<String> QUANTIFIERS = Set.of("DISTINCT", "ALL");
        private static final Set<String> SET_OPERATIONS = Set.of("UNION", "EXCEPT", "INTERSECT", "MINUS");
        private static final Set<String> LIMITS = Set.of("LIMIT", "FETCH", "OFFSET");

        void rewrite() {
            for (int i = 0; i + 1 < tokens.size(); i++) {
                boolean first = i > 0 && "SELECT".equals(key(i - 1))
                        || i > 1 && QUANTIFIERS.contains(key(i - 1)) && "SELECT".equals(key(i - 2));
                if (first && "TOP".equals(key(i))) {
                    top(i);
                }
            }
        }

        private String key(int index) {
            return index < tokens.size() ? tokens.get(index).key() : "";
        }

        private void top(int i) {
            boolean enclosed = "(".equals(key(i + 1)) && ")".equals(key(i + 3));
            int number = enclosed ? i + 2 : i + 1;
            int last = enclosed ? i + 3 : number;
            if (number < tokens.size() && tokens.get(number).kind() == Kind.NUMBER) {
                if ("PERCENT".equals(key(last + 1)) || "WITH".equals(key(last + 1)) && "TIES".equals(key(last + 2))) {
                    throw refuse("PERCENT and WITH TIES are not known", i);
                }
                edits.blank(tokens.get(i).start(), tokens.get(last).end());
                edits.insert(end(last + 1), " LIMIT " + tokens.get(number).text() + " ");
            } else if (enclosed) {
                throw refuse("the number must be written out", i);
            }
        }

        /** Where the SELECT ends. */
        private int end(int from) {
            int depth = 0;
            int i = from;
            for (; i < tokens.size(); i++) {
                String key = key(i);
                depth += "(".equals(key) ? 1 : ")".equals(key) ? -1 : 0;
                if (depth < 0 || depth == 0 && ";".equals(key)) {
                    break;
                }
                if (depth == 0 && (SET_OPERATIONS.contains(key) || LIMITS.contains(key))) {
                    throw refuse(key + " stands in the same query", i);
                }
            }
            return tokens.get(i - 1).end();
        }

        private CareSqlException refuse(String reason, int index) {
            return new CareSqlException(
                    ErrorCode.UNSUPPORTED,
                    "TOP takes a plain number of rows, but " + reason + at(sql, tokens.get(index))
                            + "; write LIMIT instead");
        }
    }
}
