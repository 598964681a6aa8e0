package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/** The words of a report in one language. */
public final class Texts {
    private static final String UNIT = "unit.";
    private static final String LACKING = "lacks.";

    private final Language language;
    private final Properties words;

    private Texts(Language language, Properties words) {
        this.language = requireNonNull(language, "language is null");
        this.words = requireNonNull(words, "words is null");
    }

    /** The words of a language. */
    public static Texts of(Language language) {
        Properties words = new Properties();
        String file = "texts_" + language.code() + ".properties";
        try (InputStream in = requireNonNull(Texts.class.getResourceAsStream(file), file)) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Texts(language, words);
    }

    public Language language() {
        return language;
    }

    /** The text of a key, with values in the places of {0}, {1} and so on. */
    String get(String key, Object... values) {
        String text = words.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no text " + key + " in " + language);
        }
        return values.length == 0 ? text : new MessageFormat(text, Locale.ROOT).format(values);
    }

    /** A unit in this language; one that is not known, such as that of a user's own KPI, is shown as it is written. */
    String unit(String code) {
        return words.getProperty(UNIT + code, code);
    }

    /** What a worksheet lacks for a KPI; a reason that is not known here is shown as it is. */
    String lacking(String reason) {
        return words.getProperty(LACKING + reason, reason);
    }

    /** A day as people write it. */
    String date(LocalDate day) {
        return DateTimeFormatter.ofPattern(get("date"), Locale.ROOT).format(day);
    }

    /** All keys, for comparing languages. */
    Set<String> keys() {
        return words.stringPropertyNames();
    }
}
