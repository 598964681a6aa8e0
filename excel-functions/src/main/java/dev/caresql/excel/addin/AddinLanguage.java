package dev.caresql.excel.addin;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.KpiTexts;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;

/** The languages in which Excel describes the functions. */
enum AddinLanguage {
    EN("functions.json"),
    /** Its file is named in the manifest as what replaces the English one. */
    VI("functions.vi.json");

    private final String file;

    AddinLanguage(String file) {
        this.file = file;
    }

    /** Where the descriptions in this language lie. */
    String file() {
        return file;
    }

    /** The words for parameters. */
    Properties words() {
        String name = "src/metadata_" + name().toLowerCase(Locale.ROOT) + ".properties";
        Properties words = new Properties();
        try (InputStream in = requireNonNull(AddinLanguage.class.getResourceAsStream(name), name)) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    /** A KPI's label; where the catalog leaves it out, that of the other language. */
    String label(KpiTexts texts) {
        return choose(texts.labelEn(), texts.labelVi());
    }

    /** A KPI's description; where the catalog leaves it out, that of the other language. */
    String description(KpiTexts texts) {
        return choose(texts.descriptionEn(), texts.descriptionVi());
    }

    private String choose(String english, String vietnamese) {
        String text = this == EN ? english : vietnamese;
        return text.isEmpty() ? english + vietnamese : text;
    }
}
