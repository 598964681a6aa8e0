package dev.caresql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The schema metadata: the catalog, the model and the files as tables. */
final class MetadataTablesTest extends ConnectedTest {
    @Test
    void kpisAreDefinedInRows() throws SQLException {
        assertThat(query("SELECT label_vi, unit, better, decimals, additivity, interval_kind, table_name, row_filter,"
                        + " time_column, needed_columns, is_available, missing FROM metadata.kpis"
                        + " WHERE kpi_name = 'NPS'"))
                .containsExactly("Chỉ số người ủng hộ ròng|points|higher|1|additive|nps|survey_responses|"
                        + "survey_type = 'NPS'|responded_at|score, survey_type|true|null");
        assertThat(query("SELECT is_available, missing FROM metadata.kpis WHERE kpi_name = 'ASA'"))
                .containsExactly("false|table interactions is not mapped");
        assertThat(query("SELECT missing FROM metadata.kpis WHERE kpi_name = 'CSAT_BINARY'"))
                .singleElement()
                .asString()
                .contains("binary_rating");
        assertThat(query("SELECT made_of, table_name FROM metadata.kpis WHERE kpi_name = 'COST_PER_CONTACT'"))
                .containsExactly("OPERATING_COST, CONTACT_COUNT|null");
    }

    @Test
    void aKpiHasTagsAndAWorkedExample() throws SQLException {
        assertThat(query("SELECT family, roles, example FROM metadata.kpis WHERE kpi_name = 'CES'"))
                .containsExactly(
                        "survey|care, product, sales|survey_type CES; score 7, 6, 6, 5, 4, 3, 2, NULL, 0, 8 → CES()"
                                + " ≈ 4.714286");
        assertThat(query("SELECT kpi_name FROM metadata.kpis WHERE example IS NULL OR family IS NULL"))
                .isEmpty();
    }

    @Test
    void parametersAndComponentsBelongToTheirKpi() throws SQLException {
        assertThat(query("SELECT parameter_name, data_type, is_option, default_value, bound_to"
                        + " FROM metadata.kpi_parameters WHERE kpi_name = 'CSAT' ORDER BY position_no"))
                .containsExactly(
                        "score|INTEGER|false|null|score",
                        "max_scale|INTEGER|true|5|null",
                        "min_satisfied|INTEGER|true|4|null");
        assertThat(query("SELECT function_name, c.unit FROM metadata.kpi_components c"
                        + " JOIN metadata.kpis k ON k.kpi_name = c.kpi_name WHERE k.label_en = 'Net Promoter Score'"
                        + " ORDER BY 1"))
                .containsExactly(
                        "NPS_CI_HIGH|points",
                        "NPS_CI_LOW|points",
                        "NPS_DEN|null",
                        "NPS_INVALID|rows",
                        "NPS_MINUS|null",
                        "NPS_N|rows",
                        "NPS_NUM|null",
                        "NPS_PLUS|null");
    }

    @Test
    void tablesAndColumnsSayWhereTheyComeFrom() throws SQLException {
        assertThat(query("SELECT table_name, key_columns, sources FROM metadata.tables WHERE is_mapped ORDER BY 1"))
                .containsExactly(
                        "customer_status|customer_id|null",
                        "customers|customer_id|people",
                        "dates|calendar_date|null",
                        "survey_responses|response_id|survey");
        assertThat(query("SELECT column_name, data_type, origin_code, expression FROM metadata.columns"
                        + " WHERE table_name = 'customers' AND origin_code <> 'UNMAPPED' ORDER BY position_no"))
                .contains("customer_id|VARCHAR|MAPPED|id", "segment|VARCHAR|OWN|segment");
        assertThat(query("SELECT references_table FROM metadata.columns"
                        + " WHERE table_name = 'survey_responses' AND column_name = 'customer_id'"))
                .containsExactly("customers");
        assertThat(query("SELECT COUNT(*) FROM metadata.columns WHERE origin_code = 'UNMAPPED' AND expression IS NULL"))
                .singleElement()
                .satisfies(count -> assertThat(Integer.parseInt(count)).isGreaterThan(100));
    }

    @Test
    void sourcesAndTheSnapshotAreNamed() throws SQLException {
        assertThat(query("SELECT source_name, file_name, format_code, size_bytes > 20, modified_at IS NOT NULL"
                        + " FROM metadata.sources ORDER BY 1"))
                .containsExactly("people|people.csv|CSV|true|true", "survey|survey.csv|CSV|true|true");
        assertThat(query("SELECT model_name, model_file, size_bytes > 0, as_of FROM metadata.snapshots"))
                .containsExactly("acme|caresql.yaml|true|2026-02-01T00:00:00Z");
    }

    @Test
    void theWholeSheetIsThereAtOnce() throws SQLException {
        assertThat(query("SELECT * FROM metadata.kpis")).hasSizeGreaterThan(50);
    }

    private List<String> query(String sql) throws SQLException {
        return TestingModel.rows(connection, sql);
    }
}
