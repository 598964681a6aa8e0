package dev.caresql.jdbc.cli;

/** The languages of labels and documents. */
enum Language {
    EN("en"),
    VI("vi");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    String choose(String english, String vietnamese) {
        return this == EN ? english : vietnamese;
    }
}
