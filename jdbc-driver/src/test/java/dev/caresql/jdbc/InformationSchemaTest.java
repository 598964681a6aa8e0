package dev.caresql.jdbc;

import static dev.caresql.jdbc.TestingModel.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tables of information_schema, by themselves and against DatabaseMetaData. */
class InformationSchemaTest extends ConnectedTest {
    private static DatabaseMetaData metaData;

    @BeforeAll
    static void readMetaData() throws SQLException {
        metaData = connection.getMetaData();
    }

    @Test
    void schemasAreThoseOfTheMetadata() throws SQLException {
        assertThat(rows(connection, "SELECT schema_name, NULL FROM information_schema.schemata ORDER BY 1"))
                .containsExactly("care|null", "information_schema|null", "metadata|null")
                .isEqualTo(rows(metaData.getSchemas()));
    }

    @Test
    void tablesAreThoseOfTheMetadata() throws SQLException {
        assertThat(rows(connection, """
                        SELECT NULL, table_schema, table_name,
                          CASE table_type WHEN 'BASE TABLE' THEN 'TABLE' WHEN 'SYSTEM VIEW' THEN 'SYSTEM TABLE'
                            ELSE table_type END AS table_type,
                          COALESCE(remarks, ''), NULL, NULL, NULL, NULL, NULL
                        FROM INFORMATION_SCHEMA.TABLES ORDER BY 4, 2, 3"""))
                .hasSizeGreaterThan(15)
                .isEqualTo(rows(metaData.getTables(null, null, null, null)));
        assertThat(rows(
                        connection,
                        "SELECT table_type FROM information_schema.tables WHERE table_schema = 'care'"
                                + " AND table_name IN ('customers', 'kpis') ORDER BY table_name"))
                .containsExactly("BASE TABLE", "VIEW");
    }

    @Test
    void columnsAreThoseOfTheMetadata() throws SQLException {
        assertThat(rows(connection, """
                        SELECT table_schema, table_name, column_name, data_type, ordinal_position, is_nullable
                        FROM information_schema.columns ORDER BY table_schema, table_name, ordinal_position"""))
                .hasSizeGreaterThan(200)
                .isEqualTo(rows(metaData.getColumns(null, null, null, null)).stream()
                        .map(row -> row.split("\\|", -1))
                        .map(cells -> String.join("|", cells[1], cells[2], cells[3], cells[5], cells[16], cells[17]))
                        .toList());
        assertThat(rows(connection, """
                        SELECT column_name, data_type, character_maximum_length, numeric_precision,
                          numeric_precision_radix, numeric_scale, datetime_precision, remarks
                        FROM information_schema.columns
                        WHERE (table_name = 'survey_responses' AND column_name IN ('score', 'responded_at', 'survey_type')
                          OR table_schema = 'care' AND table_name = 'kpis' AND column_name = 'nps') ORDER BY 1"""))
                .satisfiesExactly(
                        row -> assertThat(row).isEqualTo("nps|DOUBLE|null|15|10|null|null|Net Promoter Score"),
                        row -> assertThat(row).startsWith("responded_at|TIMESTAMP|null|null|null|null|6|"),
                        row -> assertThat(row).startsWith("score|INTEGER|null|10|10|0|null|"),
                        row -> assertThat(row).startsWith("survey_type|VARCHAR|null|null|null|null|null|"));
    }

    @Test
    void referencesLeadFromColumnToColumn() throws SQLException {
        assertThat(rows(connection, """
                        SELECT child.table_name, child.column_name, parent.table_name, parent.column_name
                        FROM information_schema.referential_constraints r
                        JOIN information_schema.key_column_usage child
                          ON child.constraint_schema = r.constraint_schema
                          AND child.constraint_name = r.constraint_name
                        JOIN information_schema.key_column_usage parent
                          ON parent.constraint_schema = r.unique_constraint_schema
                          AND parent.constraint_name = r.unique_constraint_name
                          AND parent.ordinal_position = child.position_in_unique_constraint
                        WHERE child.table_name = 'survey_responses'""")).containsExactly("survey_responses|customer_id|customers|customer_id");
        assertThat(rows(
                        connection,
                        "SELECT constraint_type, COUNT(*) FROM information_schema.table_constraints"
                                + " GROUP BY constraint_type ORDER BY 1"))
                .containsExactly(
                        "FOREIGN KEY|"
                                + rows(metaData.getImportedKeys(null, null, "%"))
                                        .size(),
                        "PRIMARY KEY|"
                                + rows(metaData.getPrimaryKeys(null, null, "%")).stream()
                                        .map(row -> row.split("\\|")[2])
                                        .distinct()
                                        .count());
    }

    @Test
    void routinesAndParametersAreTheKpis() throws SQLException {
        assertThat(rows(
                        connection,
                        "SELECT routine_schema, routine_name, NULL FROM information_schema.routines ORDER BY 2"))
                .hasSizeGreaterThan(100)
                .isEqualTo(rows(metaData.getFunctions(null, null, null)).stream()
                        .map(row -> row.split("\\|", -1))
                        .map(cells -> cells[1] + "|" + cells[2] + "|null")
                        .toList());
        assertThat(rows(
                        connection,
                        "SELECT data_type, routine_type, routine_definition FROM information_schema.routines"
                                + " WHERE routine_name = 'NPS'"))
                .singleElement()
                .asString()
                .startsWith("DOUBLE|FUNCTION|100e0 * (COUNT(*) FILTER (WHERE score >= 9)");
        assertThat(rows(
                        connection,
                        "SELECT ordinal_position, parameter_name, data_type, parameter_default"
                                + " FROM information_schema.parameters WHERE specific_name = 'CSAT' ORDER BY 1"))
                .containsExactly("1|score|INTEGER|null", "2|max_scale|INTEGER|5", "3|min_satisfied|INTEGER|4");
    }

    @Test
    void theFunctionsOfOneRowHaveTypes() throws SQLException {
        assertThat(rows(
                        connection,
                        "SELECT data_type FROM information_schema.routines"
                                + " WHERE routine_name IN ('ATTAINMENT', 'STATUS') ORDER BY routine_name"))
                .containsExactly("DOUBLE", "VARCHAR");
    }
}
