package dev.caresql.excel.report;

import java.util.Locale;

/** The languages of a report. */
public enum Language {
    EN,
    VI;

    /** As a command line writes it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The text in this language; where the catalog leaves it out, the other one. */
    public String choose(String english, String vietnamese) {
        String text = this == EN ? english : vietnamese;
        return text.isEmpty() ? english + vietnamese : text;
    }
}
