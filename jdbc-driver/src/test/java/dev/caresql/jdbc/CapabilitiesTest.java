package dev.caresql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What DatabaseMetaData says that can be done is done here; what it says cannot, fails here. */
class CapabilitiesTest extends ConnectedTest {
    /** Answer, capability and a statement that needs it. */
    private static final String STATEMENTS = """
            true allTablesAreSelectable: SELECT * FROM information_schema.columns
            true nullPlusNonNullIsNull: SELECT 1 / COUNT(*) FROM (SELECT 1 + NULL AS x) t WHERE x IS NULL
            true supportsColumnAliasing: SELECT score AS s FROM survey_responses
            true supportsConvert: SELECT {fn CONVERT('12', SQL_INTEGER)}
            true supportsCorrelatedSubqueries: SELECT (SELECT MAX(s.score) FROM survey_responses s WHERE s.customer_id = c.customer_id) FROM customers c
            true supportsExpressionsInOrderBy: SELECT score FROM survey_responses ORDER BY score * 2 + 1
            true supportsFullOuterJoins: SELECT * FROM {oj customers c FULL OUTER JOIN survey_responses s ON s.customer_id = c.customer_id}
            true supportsGroupBy: SELECT customer_id FROM survey_responses GROUP BY customer_id
            true supportsGroupByBeyondSelect: SELECT customer_id, COUNT(*) FROM survey_responses GROUP BY customer_id, score
            true supportsGroupByUnrelated: SELECT COUNT(*) FROM survey_responses GROUP BY score
            true supportsLikeEscapeClause: SELECT 1 FROM customers WHERE segment LIKE 'g!%%' {escape '!'}
            true supportsLimitedOuterJoins: SELECT * FROM customers c LEFT OUTER JOIN survey_responses s ON s.customer_id = c.customer_id
            true supportsOrderByUnrelated: SELECT score FROM survey_responses ORDER BY responded_at
            true supportsOuterJoins: SELECT * FROM customers c LEFT JOIN survey_responses s ON s.customer_id > c.customer_id
            true supportsSchemasInDataManipulation: SELECT care.customers.segment FROM care.customers
            true supportsSubqueriesInComparisons: SELECT 1 FROM survey_responses WHERE score > (SELECT AVG(score) FROM survey_responses)
            true supportsSubqueriesInExists: SELECT 1 FROM customers c WHERE EXISTS (SELECT 1 FROM survey_responses s WHERE s.customer_id = c.customer_id)
            true supportsSubqueriesInIns: SELECT 1 FROM customers WHERE customer_id IN (SELECT customer_id FROM survey_responses)
            true supportsSubqueriesInQuantifieds: SELECT 1 FROM survey_responses WHERE score >= ALL (SELECT score FROM survey_responses)
            true supportsTableCorrelationNames: SELECT s.score FROM survey_responses AS s
            true supportsUnion: SELECT 1 UNION SELECT 2
            true supportsUnionAll: SELECT 1 UNION ALL SELECT 2
            false supportsAlterTableWithAddColumn: ALTER TABLE customers ADD COLUMN x INTEGER
            false supportsAlterTableWithDropColumn: ALTER TABLE customers DROP COLUMN segment
            false supportsIntegrityEnhancementFacility: CREATE TABLE t (x INTEGER CHECK (x > 0))
            false supportsMixedCaseIdentifiers: SELECT a FROM (SELECT 1 AS "a", 2 AS "A") t
            false supportsPositionedDelete: DELETE FROM customers WHERE CURRENT OF c
            false supportsPositionedUpdate: UPDATE customers SET segment = 'x' WHERE CURRENT OF c
            false supportsSavepoints: SAVEPOINT s
            false supportsSchemasInIndexDefinitions: CREATE INDEX care.i ON customers (segment)
            false supportsSchemasInPrivilegeDefinitions: GRANT SELECT ON care.customers TO PUBLIC
            false supportsSchemasInProcedureCalls: CALL care.NPS()
            false supportsSchemasInTableDefinitions: CREATE TABLE care.t (x INTEGER)
            false supportsSelectForUpdate: SELECT * FROM customers FOR UPDATE
            false supportsStoredFunctionsUsingCallSyntax: {? = call NPS()}
            false supportsStoredProcedures: {call NPS()}
            """;

    /** Capabilities that no single statement shows: promises about transactions, names and results. */
    private static final Set<String> OTHERS_TRUE = Set.of(
            "allProceduresAreCallable",
            "isReadOnly",
            "nullsAreSortedAtEnd",
            "storesMixedCaseIdentifiers",
            "storesMixedCaseQuotedIdentifiers",
            "supportsANSI92EntryLevelSQL",
            "supportsANSI92IntermediateSQL",
            "supportsCoreSQLGrammar",
            "supportsExtendedSQLGrammar",
            "supportsMinimumSQLGrammar",
            "supportsMultipleTransactions",
            "supportsNonNullableColumns",
            "supportsOpenCursorsAcrossCommit",
            "supportsOpenCursorsAcrossRollback",
            "supportsOpenStatementsAcrossCommit",
            "supportsOpenStatementsAcrossRollback");

    private static final Map<Integer, String> SAMPLES = Map.ofEntries(
            Map.entry(Types.BOOLEAN, "TRUE"),
            Map.entry(Types.TINYINT, "CAST(1 AS TINYINT)"),
            Map.entry(Types.SMALLINT, "CAST(1 AS SMALLINT)"),
            Map.entry(Types.INTEGER, "1"),
            Map.entry(Types.BIGINT, "CAST(1 AS BIGINT)"),
            Map.entry(Types.REAL, "CAST(1 AS REAL)"),
            Map.entry(Types.FLOAT, "CAST(1 AS FLOAT)"),
            Map.entry(Types.DOUBLE, "1e0"),
            Map.entry(Types.DECIMAL, "1.0"),
            Map.entry(Types.NUMERIC, "CAST(1 AS NUMERIC)"),
            Map.entry(Types.CHAR, "CAST('1' AS CHAR(1))"),
            Map.entry(Types.VARCHAR, "'1'"),
            Map.entry(Types.DATE, "DATE '2026-01-01'"),
            Map.entry(Types.TIMESTAMP, "TIMESTAMP '2026-01-01 10:00:00'"),
            Map.entry(Types.TIME, "TIME '10:00:00'"));

    static List<String> statements() {
        return STATEMENTS.lines().toList();
    }

    private static boolean runs(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                result.getString(1);
            }
            return true;
        } catch (SQLException e) {
            assertThat(e.getSQLState()).as(sql).hasSize(5);
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("statements")
    void aCapabilityIsAsItIs(String line) throws Exception {
        boolean expected = line.startsWith("true ");
        String capability = line.substring(line.indexOf(' ') + 1, line.indexOf(':'));
        String sql = line.substring(line.indexOf(": ") + 2);
        assertThat(DatabaseMetaData.class.getMethod(capability).invoke(connection.getMetaData()))
                .isEqualTo(expected);
        assertThat(runs(sql)).as(sql).isEqualTo(expected);
    }

    @Test
    void nothingElseIsClaimed() throws Exception {
        Set<String> claimed = new TreeSet<>();
        for (Method method : DatabaseMetaData.class.getMethods()) {
            if (method.getReturnType() == boolean.class
                    && method.getParameterCount() == 0
                    && Boolean.TRUE.equals(method.invoke(connection.getMetaData()))) {
                claimed.add(method.getName());
            }
        }
        Set<String> shown = new TreeSet<>(OTHERS_TRUE);
        statements().stream()
                .filter(line -> line.startsWith("true "))
                .map(line -> line.substring(5, line.indexOf(':')))
                .forEach(shown::add);
        assertThat(claimed).isEqualTo(shown);
    }

    @Test
    void nullsStandAtTheEndWhicheverWay() throws SQLException {
        assertThat(TestingModel.rows(connection, "SELECT segment FROM customers ORDER BY segment"))
                .containsExactly("gold", "silver", "null");
        assertThat(TestingModel.rows(connection, "SELECT segment FROM customers ORDER BY segment DESC"))
                .containsExactly("silver", "gold", "null");
    }

    @Test
    void aTableMayBearItsOwnNameAsCorrelationName() throws SQLException {
        assertThat(connection.getMetaData().supportsDifferentTableCorrelationNames())
                .isFalse();
        assertThat(runs("SELECT a.segment FROM customers AS customers, customers AS a"))
                .isTrue();
    }

    @Test
    void whatIsSaidToConvertConverts() throws SQLException {
        Map<String, Boolean> wrong = new TreeMap<>();
        for (int from : SAMPLES.keySet()) {
            for (int to : SAMPLES.keySet()) {
                if (connection.getMetaData().supportsConvert(from, to)) {
                    String sample = from == Types.VARCHAR || from == Types.CHAR ? text(to) : SAMPLES.get(from);
                    String sql = "SELECT {fn CONVERT(" + sample + ", SQL_" + name(to) + ")}";
                    if (!runs(sql)) {
                        wrong.put(sql, true);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(connection.getMetaData().supportsConvert(Types.VARCHAR, Types.DATE))
                .isTrue();
        assertThat(connection.getMetaData().supportsConvert(Types.DATE, Types.INTEGER))
                .isFalse();
        assertThat(runs("SELECT {fn CONVERT(DATE '2026-01-01', SQL_INTEGER)}")).isFalse();
        assertThat(connection.getMetaData().supportsConvert(Types.BLOB, Types.VARCHAR))
                .isFalse();
    }

    private static String text(int to) {
        return switch (to) {
            case Types.DATE -> "'2026-01-01'";
            case Types.TIMESTAMP -> "'2026-01-01 10:00:00'";
            case Types.TIME -> "'10:00:00'";
            default -> "'1'";
        };
    }

    private static String name(int type) {
        return java.sql.JDBCType.valueOf(type).getName();
    }

    @Test
    void theKeywordsNeedQuotes() throws SQLException {
        List<String> keywords = new ArrayList<>(
                Arrays.asList(connection.getMetaData().getSQLKeywords().split(",")));
        assertThat(keywords).contains("LIMIT", "QUALIFY").doesNotContain("SELECT");
        keywords.removeIf(word -> !runs("SELECT t." + word + " AS " + word + " FROM (SELECT 1 AS " + word + ") t"));
        assertThat(keywords).as("reserved, but usable without quotes").isEmpty();
        for (String word : connection.getMetaData().getSQLKeywords().split(",")) {
            String quoted = "SELECT t.\"" + word + "\" AS \"" + word + "\" FROM (SELECT 1 AS \"" + word + "\") t";
            assertThat(runs(quoted)).as(quoted).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"total$", "điểm", "_x1"})
    void namesMayHaveMoreCharacters(String name) {
        assertThat(runs("SELECT " + name + " FROM (SELECT 1 AS " + name + ") t"))
                .isTrue();
    }

    @Test
    void theLimitsAreThoseOfTheParser() throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String longest = "x".repeat(metaData.getMaxColumnNameLength());
        assertThat(runs("SELECT 1 AS " + longest)).isTrue();
        assertThat(runs("SELECT 1 AS " + longest + "x")).isFalse();
        String padding = " ".repeat(metaData.getMaxStatementLength() - "SELECT 1".length());
        assertThat(runs("SELECT 1" + padding)).isTrue();
        assertThat(runs("SELECT 1" + padding + " ")).isFalse();
    }

    @Test
    void resultsAreReadForwards() throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        for (int type : List.of(
                ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.TYPE_SCROLL_SENSITIVE)) {
            boolean forward = type == ResultSet.TYPE_FORWARD_ONLY;
            assertThat(metaData.supportsResultSetType(type)).isEqualTo(forward);
            assertThat(metaData.supportsResultSetConcurrency(type, ResultSet.CONCUR_READ_ONLY))
                    .isEqualTo(forward);
            assertThat(metaData.supportsResultSetConcurrency(type, ResultSet.CONCUR_UPDATABLE))
                    .isFalse();
        }
    }
}
