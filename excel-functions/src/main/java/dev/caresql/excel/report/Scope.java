package dev.caresql.excel.report;

/** What the figures are of. */
public enum Scope {
    COMPANY("", "", "", ""),
    DEPARTMENT("departments", "department_id", "department_name", "department_name_vi"),
    TEAM("teams", "team_id", "team_name", "team_name"),
    AGENT("agents", "agent_id", "agent_name", "agent_name");

    private final String table;
    private final String key;
    private final String name;
    private final String vietnameseName;

    Scope(String table, String key, String name, String vietnameseName) {
        this.table = table;
        this.key = key;
        this.name = name;
        this.vietnameseName = vietnameseName;
    }

    /** The table that names the members. */
    String table() {
        return table;
    }

    /** The column that identifies a member. */
    String key() {
        return key;
    }

    /** The columns that may name a member, the best one first. */
    java.util.List<String> names(Language language) {
        return language == Language.VI ? java.util.List.of(vietnameseName, name) : java.util.List.of(name);
    }
}
