package dev.caresql.excel.addin.service;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the conditions of a filter, character by character as the contract's grammar says. */
final class AskedFilter {
    private static final Pattern HEAD = Pattern.compile("\\s*([A-Za-z][A-Za-z0-9_]*)\\s*(=|<>)");

    private final String text;
    private int at;

    private AskedFilter(String text) {
        this.text = text;
    }

    /** All conditions of a filter; at least one. */
    static List<Condition> parse(String text) throws Refusal {
        return new AskedFilter(text).conditions();
    }

    private List<Condition> conditions() throws Refusal {
        List<Condition> conditions = new ArrayList<>();
        do {
            Matcher head = HEAD.matcher(text).region(at, text.length());
            if (!head.lookingAt()) {
                throw refused();
            }
            at = head.end();
            conditions.add(new Condition(head.group(1), head.group(2).equals("="), values()));
        } while (taken(';'));
        if (at < text.length()) {
            throw refused();
        }
        return conditions;
    }

    private List<String> values() throws Refusal {
        List<String> values = new ArrayList<>();
        skipBlanks();
        if (at == text.length() || text.charAt(at) == ';') {
            return values;
        }
        do {
            values.add(value());
        } while (taken(','));
        return values;
    }

    private String value() throws Refusal {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == '\'') {
            return quoted();
        }
        int begin = at;
        while (at < text.length() && ",;'".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String value = text.substring(begin, at).strip();
        if (value.isEmpty()) {
            throw refused();
        }
        return value;
    }

    private String quoted() throws Refusal {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char character = text.charAt(at++);
            if (character != '\'') {
                value.append(character);
            } else if (at < text.length() && text.charAt(at) == '\'') {
                value.append('\'');
                at++;
            } else {
                skipBlanks();
                return value.toString();
            }
        }
        throw refused();
    }

    private boolean taken(char separator) {
        boolean there = at < text.length() && text.charAt(at) == separator;
        if (there) {
            at++;
        }
        return there;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private Refusal refused() {
        return Refusal.value("'" + text + "' is no filter, from character " + (at + 1)
                + " on; write conditions such as team=Sales; channel=chat,email; segment<>VIP, and a value with one of ,;' in"
                + " single quotes");
    }

    /**
     * One condition.
     *
     * @param name a dimension as the caller wrote it
     * @param equal whether it must have one of the values, or none of them
     * @param values the values; none for an empty dimension
     */
    record Condition(String name, boolean equal, List<String> values) {
        Condition {
            requireNonNull(name, "name is null");
            values = List.copyOf(values);
        }
    }
}
