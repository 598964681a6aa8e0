package dev.caresql.sql;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.sql.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Refuses what is no query by its first word, each with the reason and what to do instead, so that a tool's probe gets
 * an answer that it can show and not a syntax error.
 */
final class ReadOnly {
    private static final Set<String> WRITES = Set.of(
            "INSERT",
            "UPDATE",
            "DELETE",
            "MERGE",
            "REPLACE",
            "UPSERT",
            "TRUNCATE",
            "COPY",
            "GRANT",
            "REVOKE",
            "ANALYZE",
            "VACUUM",
            "ATTACH",
            "DETACH",
            "INSTALL",
            "LOAD",
            "LOCK",
            "COMMENT",
            "REFRESH",
            "RENAME");
    private static final Set<String> DEFINITIONS = Set.of("CREATE", "DROP", "ALTER");
    private static final Set<String> KINDS = Set.of(
            "TABLE",
            "VIEW",
            "INDEX",
            "SCHEMA",
            "DATABASE",
            "FUNCTION",
            "PROCEDURE",
            "SEQUENCE",
            "TYPE",
            "USER",
            "ROLE");
    private static final Set<String> TEMPORARY = Set.of("TEMP", "TEMPORARY", "VOLATILE");
    private static final Set<String> SETTINGS = Set.of("SET", "RESET");
    private static final Set<String> LISTS = Set.of("SHOW", "DESCRIBE", "DESC", "PRAGMA", "HELP");
    private static final Set<String> TRANSACTIONS =
            Set.of("BEGIN", "START", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "END", "ABORT");
    private static final Set<String> PROCEDURES = Set.of("CALL", "EXEC", "EXECUTE", "DECLARE", "DO", "PREPARE");

    private ReadOnly() {}

    /** Throws when the statement is a known one that is no query; what is not known is left to the parser. */
    static void check(List<Token> tokens) {
        String first = tokens.isEmpty() ? "" : tokens.get(0).key();
        if (WRITES.contains(first)) {
            throw notQuery(first);
        } else if (DEFINITIONS.contains(first)) {
            throw notQuery(definition(tokens));
        } else if (SETTINGS.contains(first)) {
            throw unsupported(first, "settings belong to the connection's URL, such as asOf or threads");
        } else if ("USE".equals(first)) {
            throw unsupported(first, "there is one catalog, and unqualified names are those of the schema care");
        } else if (LISTS.contains(first)) {
            throw unsupported(first, "ask the schema information_schema, or the driver's DatabaseMetaData");
        } else if (TRANSACTIONS.contains(first)) {
            throw unsupported(first, "there are no transactions, and every statement stands alone");
        } else if (PROCEDURES.contains(first)) {
            throw unsupported(
                    first,
                    "there are no procedures; a KPI is called in a query, such as SELECT NPS() FROM"
                            + " survey_responses");
        }
        for (int i = 0; i < tokens.size() && "SELECT".equals(first); i++) {
            if ("FROM".equals(tokens.get(i).key())) {
                return;
            }
            if ("INTO".equals(tokens.get(i).key())) {
                throw notQuery("SELECT INTO");
            }
        }
    }

    private static CareSqlException notQuery(String what) {
        String reason = what.contains("TEMPORARY") ? ", and no temporary tables are made" : "";
        return new CareSqlException(ErrorCode.READ_ONLY, "CareSQL only reads: " + what + " is not a query" + reason);
    }

    private static CareSqlException unsupported(String what, String instead) {
        return new CareSqlException(ErrorCode.UNSUPPORTED, "CareSQL has no " + what + ": " + instead);
    }

    /** "CREATE TEMPORARY TABLE": the verb, whether it is for the session only, and the kind of object. */
    private static String definition(List<Token> tokens) {
        List<String> words = new ArrayList<>(List.of(tokens.get(0).key()));
        for (Token token : tokens.subList(1, tokens.size())) {
            if (TEMPORARY.contains(token.key())) {
                words.add("TEMPORARY");
            } else if (KINDS.contains(token.key())) {
                words.add(token.key());
                return String.join(" ", words);
            }
        }
        return String.join(" ", words);
    }
}
