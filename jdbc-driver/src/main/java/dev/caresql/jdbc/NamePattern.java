package dev.caresql.jdbc;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A pattern of DatabaseMetaData: % and _ with \ before them when they are meant, in any case; null matches all. */
final class NamePattern {
    private final @Nullable Pattern pattern;

    private NamePattern(@Nullable Pattern pattern) {
        this.pattern = pattern;
    }

    static NamePattern of(@Nullable String like) {
        if (like == null || like.equals("%")) {
            return new NamePattern(null);
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

    boolean matches(String name) {
        return pattern == null || pattern.matcher(name).matches();
    }
}
