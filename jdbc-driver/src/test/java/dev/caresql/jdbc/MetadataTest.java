package dev.caresql.jdbc;

import static dev.caresql.jdbc.TestingModel.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MetadataTest extends ConnectedTest {
    private static DatabaseMetaData metaData;

    @BeforeAll
    static void readMetaData() throws SQLException {
        metaData = connection.getMetaData();
    }

    @Test
    void tablesAreOfTheirTypes() throws SQLException {
        assertThat(names(metaData.getTables(null, null, "%", new String[] {"TABLE"})))
                .containsExactly("care.customers", "care.survey_responses");
        assertThat(names(metaData.getTables(null, null, "%", new String[] {"VIEW"})))
                .containsExactly("care.customer_status", "care.dates", "care.kpis", "care.scorecard");
        assertThat(names(metaData.getTables(null, null, "%", new String[] {"SYSTEM TABLE"})))
                .contains("information_schema.columns", "metadata.data_quality", "metadata.kpis");
        assertThat(names(metaData.getTables(null, null, "%", null)))
                .hasSameSizeAs(
                        names(metaData.getTables(null, null, "%", new String[] {"VIEW", "SYSTEM TABLE", "TABLE"})));
        assertThat(rows(metaData.getTables(null, null, "%", new String[0]))).isEmpty();
        assertThat(rows(metaData.getTableTypes())).containsExactly("SYSTEM TABLE", "TABLE", "VIEW");
    }

    @Test
    void everyListedTableCanBeQueriedAndHasItsColumns() throws SQLException {
        for (String table : names(metaData.getTables(null, null, "%", null))) {
            String[] parts = table.split("\\.");
            String sql = "SELECT * FROM \"" + parts[0] + "\".\"" + parts[1] + "\" LIMIT 0";
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(sql);
                    ResultSet columns = metaData.getColumns(null, parts[0], parts[1].replace("_", "\\_"), null)) {
                ResultSetMetaData shown = result.getMetaData();
                for (int i = 1; i <= shown.getColumnCount(); i++) {
                    assertThat(columns.next()).as(table).isTrue();
                    assertThat(columns.getString("COLUMN_NAME")).isEqualTo(shown.getColumnLabel(i));
                    assertThat(columns.getInt("DATA_TYPE")).as(table).isEqualTo(shown.getColumnType(i));
                    assertThat(columns.getString("TYPE_NAME")).isEqualTo(shown.getColumnTypeName(i));
                    assertThat(columns.getInt("NULLABLE")).isEqualTo(shown.isNullable(i));
                    assertThat(columns.getInt("ORDINAL_POSITION")).isEqualTo(i);
                }
                assertThat(columns.next()).as(table).isFalse();
            }
        }
    }

    @Test
    void kpisAndTheScorecardAreTables() throws SQLException {
        assertThat(rows(metaData.getTables(null, "care", "kpis", null)))
                .singleElement()
                .asString()
                .startsWith("null|care|kpis|VIEW|All facts on the dimensions that they share");
        try (ResultSet nps = metaData.getColumns(null, "care", "kpis", "nps")) {
            assertThat(nps.next()).isTrue();
            assertThat(nps.getString("REMARKS")).isEqualTo("Net Promoter Score");
            assertThat(nps.getString("TYPE_NAME")).isEqualTo("DOUBLE");
            assertThat(nps.getString("IS_NULLABLE")).isEqualTo("YES");
        }
        try (ResultSet dimension = metaData.getColumns(null, "care", "kpis", "week\\_start")) {
            assertThat(dimension.next()).isTrue();
            assertThat(dimension.getString("REMARKS")).isEqualTo("Monday of the week");
        }
        assertThat(rows(metaData.getColumns(null, "care", "scorecard", "attainment")))
                .singleElement()
                .asString()
                .contains("How far the plan is reached");
        assertThat(rows(metaData.getPrimaryKeys(null, "care", "scorecard"))).hasSize(5);
    }

    @Test
    void patternsHaveWildcardsAndAnEscape() throws SQLException {
        assertThat(names(metaData.getTables("", "CARE", "SURVEY\\_%", null))).containsExactly("care.survey_responses");
        assertThat(names(metaData.getTables(null, "care", "survey_responses", null)))
                .hasSize(1);
        assertThat(names(metaData.getTables(null, "care", "survey\\_responses", null)))
                .hasSize(1);
        assertThat(names(metaData.getTables(null, "care", "survey\\%responses", null)))
                .isEmpty();
        assertThat(names(metaData.getTables(null, "car_", "_ustomers", null))).containsExactly("care.customers");
        assertThat(names(metaData.getTables(null, "car\\_", "customers", null))).isEmpty();
        assertThat(names(metaData.getTables(null, null, "NOSUCH%", null))).isEmpty();
        assertThat(names(metaData.getTables("other", null, "%", null))).isEmpty();
        assertThat(names(metaData.getTables(null, "", "%", null))).isEmpty();
        assertThat(rows(metaData.getSchemas(null, "info%"))).containsExactly("information_schema|null");
        assertThat(rows(metaData.getColumns(null, null, "customers", "customer\\_i_")))
                .hasSize(1);
        assertThat(rows(metaData.getFunctions(null, "care", "NPS%"))).hasSize(3);
        assertThat(rows(metaData.getFunctions(null, "care", "NPS\\_%"))).hasSize(2);
        assertThat(rows(metaData.getFunctions(null, "metadata", "%"))).isEmpty();
        assertThat(metaData.getSearchStringEscape()).isEqualTo("\\");
    }

    @Test
    void keysAreOfTheNamedTableAlone() throws SQLException {
        assertThat(rows(metaData.getPrimaryKeys(null, null, "customer_"))).isEmpty();
        assertThat(rows(metaData.getPrimaryKeys(null, "metadata", "customers"))).isEmpty();
        assertThat(rows(metaData.getPrimaryKeys("other", null, "customers"))).isEmpty();
        assertThat(rows(metaData.getImportedKeys(null, "metadata", "survey_responses")))
                .isEmpty();
        assertThat(rows(metaData.getExportedKeys("other", null, "customers"))).isEmpty();
        assertThat(rows(metaData.getBestRowIdentifier(
                        null, "care", "customers", DatabaseMetaData.bestRowSession, true)))
                .containsExactly("2|customer_id|12|VARCHAR|65535|null|0|1");
    }

    @Test
    void everybodyMayRead() throws SQLException {
        assertThat(rows(metaData.getTablePrivileges(null, null, "customers")))
                .containsExactly("null|care|customers|null|PUBLIC|SELECT|NO");
        assertThat(rows(metaData.getColumnPrivileges(null, null, "customers", "seg%")))
                .containsExactly("null|care|customers|segment|null|PUBLIC|SELECT|NO");
    }

    private static List<String> names(ResultSet tables) throws SQLException {
        return rows(tables).stream()
                .map(row -> row.split("\\|"))
                .map(cells -> cells[1] + "." + cells[2])
                .toList();
    }

    @Test
    void columnsHaveTypesSizesAndRemarks() throws SQLException {
        Set<String> typeNames = new HashSet<>();
        try (ResultSet types = metaData.getTypeInfo()) {
            while (types.next()) {
                typeNames.add(types.getString("TYPE_NAME"));
            }
        }
        int columns = 0;
        try (ResultSet result = metaData.getColumns(null, "%", "Survey_Responses", null)) {
            while (result.next()) {
                columns++;
                assertThat(result.getInt("ORDINAL_POSITION")).isEqualTo(columns);
                assertThat(result.getInt("COLUMN_SIZE")).isPositive();
                assertThat(typeNames).contains(result.getString("TYPE_NAME"));
                assertThat(result.getString("REMARKS")).isNotBlank();
                assertThat(result.getString("IS_AUTOINCREMENT")).isEqualTo("NO");
            }
        }
        assertThat(columns).isGreaterThan(5);
    }

    @Test
    void keysJoinTheTables() throws SQLException {
        assertThat(rows(metaData.getPrimaryKeys(null, "care", "customers")))
                .containsExactly("null|care|customers|customer_id|1|pk_customers");
        assertThat(rows(metaData.getPrimaryKeys(null, null, "%")))
                .extracting(row -> row.split("\\|")[2])
                .containsExactly(
                        "customer_status",
                        "customers",
                        "dates",
                        "scorecard",
                        "scorecard",
                        "scorecard",
                        "scorecard",
                        "scorecard",
                        "survey_responses");
        String reference = "null|care|customers|customer_id|null|care|survey_responses|customer_id|1|3|3"
                + "|fk_survey_responses_customer_id|pk_customers|7";
        assertThat(rows(metaData.getImportedKeys(null, null, "survey_responses")))
                .containsExactly(reference);
        assertThat(rows(metaData.getExportedKeys(null, null, "customers")))
                .hasSize(2)
                .contains(reference);
        assertThat(rows(metaData.getCrossReference(null, null, "customers", null, null, "survey_responses")))
                .containsExactly(reference);
        assertThat(rows(metaData.getIndexInfo(null, null, "customers", true, true)))
                .hasSize(1);
    }

    @Test
    void kpisAreFunctions() throws SQLException {
        assertThat(rows(metaData.getFunctions(null, null, "nps")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("null|care|NPS|Net Promoter Score: ");
        try (ResultSet columns = metaData.getFunctionColumns(null, null, "NPS", "%")) {
            List<String> names = new ArrayList<>();
            while (columns.next()) {
                names.add(columns.getString("COLUMN_NAME") + ":" + columns.getString("TYPE_NAME") + ":"
                        + columns.getInt("COLUMN_TYPE"));
            }
            assertThat(names).containsExactly(":DOUBLE:4", "score:INTEGER:1");
        }
        try (ResultSet columns = metaData.getFunctionColumns(null, null, "CSAT", "max\\_scale")) {
            assertThat(columns.next()).isTrue();
            assertThat(columns.getString("REMARKS")).isEqualTo("optional; 5 when left out");
            assertThat(columns.getInt("ORDINAL_POSITION")).isEqualTo(2);
            assertThat(columns.getInt("PRECISION")).isEqualTo(10);
        }
        assertThat(rows(metaData.getFunctionColumns(null, null, "ATTAINMENT", "")))
                .singleElement()
                .asString()
                .startsWith("null|care|ATTAINMENT||4|8|DOUBLE");
        assertThat(metaData.getSystemFunctions()).contains("NPS");
    }

    @Test
    void identityIsOurs() throws SQLException {
        assertThat(metaData.getDatabaseProductName()).isEqualTo("CareSQL");
        assertThat(metaData.getDatabaseProductVersion()).matches("\\d+\\.\\d+.*");
        assertThat(metaData.getDriverName()).isEqualTo("CareSQL JDBC Driver");
        assertThat(metaData.getUserName()).isNotNull();
        assertThat(rows(metaData.getCatalogs())).isEmpty();
        assertThat(rows(metaData.getSchemas()))
                .containsExactly("care|null", "information_schema|null", "metadata|null");
        assertThat(metaData.supportsCatalogsInDataManipulation()).isFalse();
    }

    @Test
    void everyMethodWorksOrIsNotSupported() throws Exception {
        for (Method method : DatabaseMetaData.class.getMethods()) {
            Object[] arguments = new Object[method.getParameterCount()];
            for (int i = 0; i < arguments.length; i++) {
                Class<?> type = method.getParameterTypes()[i];
                arguments[i] = type == int.class ? (Object) 1003 : type == boolean.class ? (Object) true : null;
            }
            if (method.getName().equals("unwrap") || method.getName().equals("isWrapperFor")) {
                continue;
            }
            try {
                Object answer = method.invoke(metaData, arguments);
                if (answer instanceof ResultSet result) {
                    rows(result);
                } else if (answer instanceof String text) {
                    assertThat(text).as(method.getName()).doesNotContain("Avatica", "Calcite");
                }
            } catch (InvocationTargetException e) {
                assertThat(e.getCause()).as(method.toString()).isInstanceOf(SQLFeatureNotSupportedException.class);
            }
        }
    }
}
