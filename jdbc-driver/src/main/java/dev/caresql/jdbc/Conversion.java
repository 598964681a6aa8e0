package dev.caresql.jdbc;

import java.sql.Types;

/** Which types CAST and CONVERT turn into which. */
final class Conversion {
    private Conversion() {}

    static boolean isPossible(int from, int to) {
        Family source = Family.of(from);
        Family target = Family.of(to);
        return source != Family.OTHER
                && target != Family.OTHER
                && (source == target || source == Family.TEXT || target == Family.TEXT);
    }

    private enum Family {
        NUMBER,
        TEXT,
        DATE,
        TIME,
        OTHER;

        static Family of(int type) {
            return switch (type) {
                case Types.BOOLEAN,
                        Types.TINYINT,
                        Types.SMALLINT,
                        Types.INTEGER,
                        Types.BIGINT,
                        Types.REAL,
                        Types.FLOAT,
                        Types.DOUBLE,
                        Types.DECIMAL,
                        Types.NUMERIC -> NUMBER;
                case Types.CHAR, Types.VARCHAR -> TEXT;
                case Types.DATE, Types.TIMESTAMP -> DATE;
                case Types.TIME -> TIME;
                default -> OTHER;
            };
        }
    }
}
