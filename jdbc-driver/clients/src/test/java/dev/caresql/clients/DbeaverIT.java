package dev.caresql.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** The definition of the driver, and the calls that DBeaver makes of it, in its order. */
@Timeout(120)
class DbeaverIT {
    @TempDir
    private static Path folder;

    private static Element definition;
    private static URLClassLoader loader;
    private static Driver driver;
    private static Connection connection;
    private static DatabaseMetaData metaData;

    @BeforeAll
    static void installAndConnect() throws Exception {
        boolean python = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "python3")));
        assumeTrue(python, "python3 is missing");
        Path known = folder.resolve(".metadata/.config/drivers.xml");
        Files.createDirectories(known.getParent());
        Files.writeString(
                known, "<drivers><provider id=\"generic\"><driver id=\"other\" name=\"Other\"/></provider></drivers>");
        for (int i = 0; i < 2; i++) {
            Program install = Program.run(
                    folder,
                    List.of(
                            "python3",
                            Path.of("dbeaver", "install.py").toAbsolutePath().toString(),
                            "--jar",
                            Company.JAR.toString(),
                            "--workspace",
                            folder.toString()));
            assertThat(install.exitCode()).as(install.output()).isZero();
        }
        assertThat(Files.readString(known)).contains("id=\"other\"").containsOnlyOnce("id=\"caresql\"");
        definition = (Element) DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(known.toFile())
                .getElementsByTagName("driver")
                .item(1);
        Element library = (Element) definition.getElementsByTagName("library").item(0);
        loader = new URLClassLoader(
                new URL[] {Path.of(library.getAttribute("path")).toUri().toURL()},
                ClassLoader.getPlatformClassLoader());
        driver = (Driver) loader.loadClass(definition.getAttribute("class"))
                .getDeclaredConstructor()
                .newInstance();
        connection = connect();
        metaData = connection.getMetaData();
    }

    private static Connection connect() throws SQLException {
        String url = definition.getAttribute("url").replace("{folder}", Company.FOLDER.toString());
        assertThat(driver.acceptsURL(url)).isTrue();
        Properties properties = new Properties();
        properties.setProperty("user", "");
        properties.setProperty("password", "");
        properties.setProperty("snapshotFolder", System.getProperty("caresql.snapshots"));
        Connection opened = driver.connect(url, properties);
        opened.setAutoCommit(true);
        assertThat(opened.getAutoCommit()).isTrue();
        assertThatCode(opened::getCatalog).doesNotThrowAnyException();
        assertThat(opened.getSchema()).isEqualTo("care");
        opened.setReadOnly(true);
        return opened;
    }

    @AfterAll
    static void close() throws Exception {
        if (connection != null) {
            connection.close();
            loader.close();
        }
    }

    @Test
    void thePageOfPropertiesIsTheDrivers() throws SQLException {
        DriverPropertyInfo[] properties = driver.getPropertyInfo("jdbc:caresql:", new Properties());
        assertThat(properties).extracting(property -> property.name).contains("asOf", "fanOut", "folder");
        assertThat(properties)
                .allSatisfy(property -> assertThat(property.description).isNotBlank());
    }

    @Test
    void theDialectAndTheIdentityAreKnown() throws SQLException {
        assertThat(metaData.getIdentifierQuoteString()).isEqualTo("\"");
        assertThat(metaData.getSearchStringEscape()).isEqualTo("\\");
        assertThat(metaData.supportsCatalogsInDataManipulation()).isFalse();
        assertThat(metaData.supportsSchemasInDataManipulation()).isTrue();
        assertThat(metaData.supportsCorrelatedSubqueries()).isTrue();
        assertThat(List.of(
                        metaData.getNumericFunctions(), metaData.getStringFunctions(), metaData.getTimeDateFunctions()))
                .allSatisfy(functions -> assertThat(functions).isNotBlank());
        assertThat(metaData.getSystemFunctions().split(",")).contains("NPS", "FCR_RATE");
        assertThat(metaData.getDatabaseProductName()).isEqualTo("CareSQL");
        assertThat(metaData.getDriverVersion()).isNotBlank();
        assertThat(metaData.getSchemaTerm()).isEqualTo("schema");
        assertThat(metaData.supportsTransactions()).isFalse();
        assertThat(metaData.supportsBatchUpdates()).isFalse();
    }

    @Test
    void theTreeShowsTablesAndColumnsWithTheirDescriptions() throws SQLException {
        Set<String> typeNames = new HashSet<>(texts(metaData.getTypeInfo(), "TYPE_NAME"));
        assertThat(metaData.getCatalogs().next()).isFalse();
        assertThat(texts(metaData.getSchemas(null, "%"), "TABLE_SCHEM")).contains("care");
        assertThat(texts(metaData.getTableTypes(), "TABLE_TYPE")).contains("TABLE");
        assertThat(texts(metaData.getTables(null, "care", "%", null), "TABLE_NAME"))
                .contains("survey_responses", "interactions");
        assertThat(texts(metaData.getTables(null, "care", "%", null), "REMARKS"))
                .allMatch(text -> !text.isBlank());
        assertThat(texts(metaData.getTables(null, "care", "SURVEY_RES%", null), "TABLE_NAME"))
                .containsExactly("survey_responses");
        try (ResultSet columns = metaData.getColumns(null, "care", "survey_responses", "%")) {
            int position = 0;
            while (columns.next()) {
                position++;
                assertThat(columns.getInt("ORDINAL_POSITION")).isEqualTo(position);
                assertThat(typeNames).contains(columns.getString("TYPE_NAME"));
                assertThat(columns.getString("REMARKS")).isNotBlank();
                assertThat(columns.getInt("COLUMN_SIZE")).isPositive();
                assertThat(columns.getString("IS_GENERATEDCOLUMN")).isEqualTo("NO");
            }
            assertThat(position).isGreaterThan(10);
        }
        assertThat(texts(metaData.getColumns(null, "care", "%", "%"), "TABLE_NAME"))
                .hasSizeGreaterThan(300);
    }

    /** Each foreign key must name a primary key that exists, else DBeaver makes one up. */
    @Test
    void theDiagramHasItsKeys() throws SQLException {
        Set<String> primaryKeys = new HashSet<>(texts(metaData.getPrimaryKeys(null, "care", "%"), "PK_NAME"));
        assertThat(primaryKeys).contains("pk_survey_responses", "pk_customers");
        assertThat(texts(metaData.getIndexInfo(null, "care", "customers", false, true), "COLUMN_NAME"))
                .contains("customer_id");
        List<String> referenced = texts(metaData.getImportedKeys(null, "care", "survey_responses"), "PK_NAME");
        assertThat(referenced).isNotEmpty().allMatch(primaryKeys::contains);
        assertThat(texts(metaData.getImportedKeys(null, "care", "survey_responses"), "FK_NAME"))
                .contains("fk_survey_responses_customer_id");
        assertThat(texts(metaData.getExportedKeys(null, "care", "customers"), "FKTABLE_NAME"))
                .contains("survey_responses", "interactions");
    }

    @Test
    void kpisAreFunctionsWithArguments() throws SQLException {
        assertThat(texts(metaData.getProcedures(null, "care", "%"), "PROCEDURE_NAME"))
                .isEmpty();
        assertThat(texts(metaData.getFunctions(null, "care", "%"), "FUNCTION_NAME"))
                .contains("NPS", "SERVICE_LEVEL");
        assertThat(texts(metaData.getFunctions(null, "care", "NPS"), "REMARKS"))
                .singleElement()
                .asString()
                .contains("Net Promoter Score");
        assertThat(texts(metaData.getFunctionColumns(null, "care", "NPS", "%"), "COLUMN_NAME"))
                .contains("score");
    }

    @Test
    void theDataViewerReadsAPage() throws SQLException {
        try (Statement statement =
                connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setMaxRows(200);
            statement.setFetchSize(200);
            assertThat(statement.execute("SELECT * FROM care.tickets\nORDER BY 1 DESC"))
                    .isTrue();
            try (ResultSet rows = statement.getResultSet()) {
                ResultSetMetaData columns = rows.getMetaData();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    assertThat(columns.getColumnLabel(i)).isNotBlank();
                    assertThat(columns.getColumnTypeName(i)).isNotBlank();
                    assertThat(columns.getColumnDisplaySize(i))
                            .as(columns.getColumnLabel(i))
                            .isPositive();
                    assertThat(columns.isAutoIncrement(i)).isFalse();
                    assertThat(columns.isWritable(i)).isFalse();
                }
                int count = 0;
                while (rows.next()) {
                    count++;
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        Object value =
                                columns.getColumnType(i) == Types.TIMESTAMP ? rows.getTimestamp(i) : rows.getObject(i);
                        assertThat(rows.wasNull()).isEqualTo(value == null);
                    }
                }
                assertThat(count).isEqualTo(200);
            }
        }
    }

    @Test
    void theSqlEditorRunsKpisCountsThemAndGroupsThem() throws SQLException {
        String query = "SELECT team_id, NPS() AS nps FROM survey_responses WHERE team_id IS NOT NULL GROUP BY team_id";
        Map<String, Double> byHand = Company.byHand(Company.NPS_BY_TEAM_BY_HAND);
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(30);
            statement.setMaxRows(200);
            assertThat(statement.execute(query + ";")).isTrue();
            Map<String, Double> nps = new LinkedHashMap<>();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    nps.put(rows.getString(1), rows.getDouble(2));
                }
            }
            Numbers.assertSame(nps, byHand);
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
            assertThat((Throwable) statement.getWarnings()).isNull();
        }
        assertThat(Company.byKey(connection, "SELECT 'n', COUNT(*) FROM (\n" + query + "\n) dbvrcnt"))
                .containsEntry("n", (double) byHand.size());
        assertThat(Company.byKey(connection, "SELECT team_id, COUNT(*) FROM (\n" + query + "\n) src\nGROUP BY team_id"))
                .containsOnlyKeys(byHand.keySet());
        Numbers.assertSame(
                Company.byKey(connection, "SELECT * FROM (\n" + query + "\n) z_q WHERE nps > -1000"), byHand);
    }

    @Test
    void aSecondConnectionStaysAliveAndAMistakeSaysWhere() throws SQLException {
        try (Connection second = connect();
                Statement statement = second.createStatement()) {
            assertThat(second.isClosed()).isFalse();
            assertThat(second.isValid(5)).isTrue();
            assertThat(texts(
                            second.getMetaData().getTables(null, null, "DBEAVERFAKETABLENAMEFORPING", null),
                            "TABLE_NAME"))
                    .isEmpty();
            assertThatThrownBy(() -> statement.execute("SELECT team_id, NPX() FROM survey_responses"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("did you mean")
                    .hasMessageContaining("line 1");
            second.rollback();
        }
    }

    private static List<String> texts(ResultSet rows, String column) throws SQLException {
        try (rows) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(column));
            }
            return texts;
        }
    }
}
