package dev.caresql.jdbc;

import static dev.caresql.jdbc.TestingModel.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataTest {
    @TempDir
    static Path folder;

    private static Connection connection;
    private static DatabaseMetaData metaData;

    @BeforeAll
    static void open() throws SQLException {
        connection = TestingModel.in(folder).connect();
        metaData = connection.getMetaData();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void tablesHaveTheDescriptionsOfTheCareModel() throws SQLException {
        assertThat(rows(metaData.getTables(null, null, "%", null)))
                .extracting(row -> row.split("\\|")[2])
                .containsExactly("customer_status", "customers", "dates", "survey_responses");
        assertThat(rows(metaData.getTables("", "CARE", "SURVEY\\_%", new String[] {"TABLE", "VIEW"})))
                .hasSize(1);
        assertThat(rows(metaData.getTables(null, null, "NOSUCH%", null))).isEmpty();
        assertThat(rows(metaData.getTables(null, null, "%", new String[] {"VIEW"})))
                .isEmpty();
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
        assertThat(rows(metaData.getPrimaryKeys(null, null, "%"))).hasSize(4);
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
        assertThat(metaData.getSystemFunctions()).contains("NPS");
    }

    @Test
    void identityIsOurs() throws SQLException {
        assertThat(metaData.getDatabaseProductName()).isEqualTo("CareSQL");
        assertThat(metaData.getDatabaseProductVersion()).matches("\\d+\\.\\d+.*");
        assertThat(metaData.getDriverName()).isEqualTo("CareSQL JDBC Driver");
        assertThat(metaData.getUserName()).isNotNull();
        assertThat(rows(metaData.getCatalogs())).isEmpty();
        assertThat(rows(metaData.getSchemas())).containsExactly("care|null");
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
