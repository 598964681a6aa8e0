package dev.caresql.excel.poi;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** LIKE with a pattern of percent signs and underscores. */
record Like(RowValue text, RowValue pattern) implements RowValue {
    @Override
    public @Nullable Object of(@Nullable Object[] arguments) {
        if (!(text.of(arguments) instanceof String value && pattern.of(arguments) instanceof String like)) {
            return null;
        }
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < like.length(); i++) {
            char c = like.charAt(i);
            regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(value).matches();
    }
}
