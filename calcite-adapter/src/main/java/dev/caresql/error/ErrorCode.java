package dev.caresql.error;

/** What went wrong, as the SQLState that a client sees and the party that can mend it. */
public enum ErrorCode {
    SYNTAX("42601", Category.USER),
    UNKNOWN_TABLE("42P01", Category.USER),
    UNKNOWN_COLUMN("42703", Category.USER),
    UNKNOWN_FUNCTION("42883", Category.USER),
    WRONG_ARGUMENT("42804", Category.USER),
    WRONG_GROUPING("42803", Category.USER),
    AMBIGUOUS_NAME("42702", Category.USER),
    UNBOUND_KPI("42P18", Category.USER),
    INVALID_STATEMENT("42000", Category.USER),
    FAN_OUT("21000", Category.USER),
    UNSUPPORTED("0A000", Category.USER),
    READ_ONLY("25006", Category.USER),
    INVALID_VALUE("22018", Category.USER),
    DIVISION_BY_ZERO("22012", Category.USER),
    CATALOG("F0001", Category.CONFIG),
    MODEL("F0002", Category.CONFIG),
    BAD_ROW("22000", Category.CONFIG),
    MISSING_FILE("58P01", Category.CONFIG),
    BAD_URL("08001", Category.CONFIG),
    CANCELLED("57014", Category.LIMIT),
    TIMEOUT("HYT00", Category.LIMIT),
    TOO_LARGE("54000", Category.LIMIT),
    ENGINE("58000", Category.ENGINE),
    INTERNAL("XX000", Category.INTERNAL);

    private final String sqlState;
    private final Category category;

    ErrorCode(String sqlState, Category category) {
        this.sqlState = sqlState;
        this.category = category;
    }

    /** Five characters of class and subclass; standard or PostgreSQL's where either has one. */
    public String sqlState() {
        return sqlState;
    }

    public Category category() {
        return category;
    }

    /** Who can mend it. */
    public enum Category {
        /** The statement or its parameters. */
        USER,
        /** The URL, model, catalog or data files. */
        CONFIG,
        /** The engine that runs the SQL. */
        ENGINE,
        /** A limit or a cancellation. */
        LIMIT,
        /** A defect of CareSQL. */
        INTERNAL
    }
}
