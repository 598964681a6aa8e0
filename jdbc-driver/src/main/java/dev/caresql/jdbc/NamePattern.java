package dev.caresql.jdbc;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A pattern of DatabaseMetaData: % and _ with \ before them when they are meant, in any case; null matches all. */
final class NamePattern {
    /** Matches every name. */
    static final NamePattern ALL = new NamePattern(null);

    private final @Nullable Pattern pattern;

    private NamePattern(@Nullable Pattern pattern) {
        this.pattern = pattern;
    }

    static NamePattern of(@Nullable String like) {
        if (like == null || like.equals("%")) {
            return ALL;
        }
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < like.length(); i++) {
            char c = like.charAt(i);
            if (c == '\\' && i + 1 < like.length()) {
                i++;
                regex.append(Pattern.quote(like.substring(i, i + 1)));
            } else if (c == '%') {
                regex.append(".*");
            } else if (c == '_') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return new NamePattern(
                Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL));
    }

    /** One name in any case, where JDBC takes no pattern; but null and what contains % match as patterns, as tools rely on it. */
    static NamePattern named(@Nullable String name) {
        boolean isPattern = name == null || name.indexOf('%') >= 0;
        return isPattern
                ? of(name)
                : new NamePattern(
                        Pattern.compile(Pattern.quote(name), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    boolean matches(String name) {
        return pattern == null || pattern.matcher(name).matches();
    }
}
