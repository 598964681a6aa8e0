package dev.caresql.sql;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Cuts a statement into tokens, without comments and blanks; whatever is not closed reaches to the end. */
final class SqlTokens {
    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private SqlTokens(String sql) {
        this.sql = sql;
    }

    static List<Token> of(String sql) {
        SqlTokens lexer = new SqlTokens(sql);
        while (lexer.at < sql.length()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private void next() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (sql.startsWith("--", at)) {
            at = indexOrEnd("\n", at);
        } else if (sql.startsWith("/*", at)) {
            at = Math.min(sql.length(), indexOrEnd("*/", at + 2) + 2);
        } else if (c == '\'') {
            add(Kind.STRING, closing('\''));
        } else if (c == '"' || c == '`') {
            add(Kind.QUOTED, closing(c));
        } else if (c == '[' && isBracketedName()) {
            add(Kind.QUOTED, closing(']'));
        } else if (Character.isDigit(c)) {
            add(Kind.NUMBER, whileTrue(at, letter -> Character.isLetterOrDigit(letter) || letter == '.'));
        } else if (isWordStart(c)) {
            add(Kind.WORD, whileTrue(at, letter -> Character.isJavaIdentifierPart(letter)));
        } else {
            add(Kind.SYMBOL, at + 1);
        }
    }

    private static boolean isWordStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private int whileTrue(int from, IntPredicate belongs) {
        int end = from;
        while (end < sql.length() && belongs.test(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Behind the quote that ends what begins here; a doubled quote does not end it. */
    private int closing(char quote) {
        int end = at + 1;
        while (end < sql.length()) {
            if (sql.charAt(end) == quote) {
                if (end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
                    end++;
                } else {
                    return end + 1;
                }
            }
            end++;
        }
        return sql.length();
    }

    /** A bracket after a name or a value without a blank is an index into an array; any other holds a name. */
    private boolean isBracketedName() {
        boolean indexes = at > 0
                && (Character.isJavaIdentifierPart(sql.charAt(at - 1)) || ")]\"'".indexOf(sql.charAt(at - 1)) >= 0);
        boolean named = at + 1 < sql.length() && (isWordStart(sql.charAt(at + 1)) || sql.charAt(at + 1) == '$');
        int end = sql.indexOf(']', at);
        return !indexes && named && end > 0 && sql.substring(at, end).chars().noneMatch(c -> c == '\'' || c == ',');
    }

    private int indexOrEnd(String text, int from) {
        int found = sql.indexOf(text, from);
        return found < 0 ? sql.length() : found;
    }

    private void add(Kind kind, int end) {
        tokens.add(new Token(kind, sql.substring(at, end), at));
        at = end;
    }

    enum Kind {
        WORD,
        NUMBER,
        STRING,
        QUOTED,
        SYMBOL
    }

    /**
     * A token.
     *
     * @param text as written, with its quotes
     * @param start its place in the statement, from 0
     */
    record Token(Kind kind, String text, int start) {
        Token {
            requireNonNull(kind, "kind is null");
            requireNonNull(text, "text is null");
        }

        int end() {
            return start + text.length();
        }

        /** The word in capitals, or the symbol; empty for texts, numbers and quoted names. */
        String key() {
            return switch (kind) {
                case WORD -> text.toUpperCase(Locale.ROOT);
                case SYMBOL -> text;
                default -> "";
            };
        }
    }
}
