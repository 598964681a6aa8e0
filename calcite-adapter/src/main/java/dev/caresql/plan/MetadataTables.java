package dev.caresql.plan;

import static dev.caresql.sql.ColumnType.BIGINT;
import static dev.caresql.sql.ColumnType.BOOLEAN;
import static dev.caresql.sql.ColumnType.VARCHAR;

import com.google.common.collect.ImmutableMap;
import dev.caresql.sql.ColumnType;
import java.util.Map;

/** The columns of the tables about the catalog and the model. */
final class MetadataTables {
    static final Map<String, ColumnType> KPIS = ImmutableMap.<String, ColumnType>builder()
            .put("kpi_name", VARCHAR)
            .put("synonyms", VARCHAR)
            .put("label_en", VARCHAR)
            .put("label_vi", VARCHAR)
            .put("description_en", VARCHAR)
            .put("description_vi", VARCHAR)
            .put("formula", VARCHAR)
            .put("valid_condition", VARCHAR)
            .put("parameters", VARCHAR)
            .put("table_name", VARCHAR)
            .put("row_filter", VARCHAR)
            .put("time_column", VARCHAR)
            .put("needed_columns", VARCHAR)
            .put("made_of", VARCHAR)
            .put("unit", VARCHAR)
            .put("better", VARCHAR)
            .put("decimals", BIGINT)
            .put("additivity", VARCHAR)
            .put("interval_kind", VARCHAR)
            .put("family", VARCHAR)
            .put("roles", VARCHAR)
            .put("example", VARCHAR)
            .put("source", VARCHAR)
            .put("since_version", VARCHAR)
            .put("defined_in", VARCHAR)
            .put("is_available", BOOLEAN)
            .put("missing", VARCHAR)
            .build();

    static final Map<String, ColumnType> KPI_PARAMETERS = ImmutableMap.<String, ColumnType>builder()
            .put("kpi_name", VARCHAR)
            .put("position_no", BIGINT)
            .put("parameter_name", VARCHAR)
            .put("data_type", VARCHAR)
            .put("is_option", BOOLEAN)
            .put("default_value", VARCHAR)
            .put("choices", VARCHAR)
            .put("bound_to", VARCHAR)
            .build();

    static final Map<String, ColumnType> KPI_COMPONENTS = ImmutableMap.<String, ColumnType>builder()
            .put("kpi_name", VARCHAR)
            .put("component_code", VARCHAR)
            .put("function_name", VARCHAR)
            .put("unit", VARCHAR)
            .put("description", VARCHAR)
            .build();

    static final Map<String, ColumnType> TABLES = ImmutableMap.<String, ColumnType>builder()
            .put("table_name", VARCHAR)
            .put("description", VARCHAR)
            .put("is_mapped", BOOLEAN)
            .put("key_columns", VARCHAR)
            .put("time_column", VARCHAR)
            .put("sources", VARCHAR)
            .build();

    static final Map<String, ColumnType> COLUMNS = ImmutableMap.<String, ColumnType>builder()
            .put("table_name", VARCHAR)
            .put("column_name", VARCHAR)
            .put("position_no", BIGINT)
            .put("data_type", VARCHAR)
            .put("description", VARCHAR)
            .put("origin_code", VARCHAR)
            .put("expression", VARCHAR)
            .put("is_key", BOOLEAN)
            .put("references_table", VARCHAR)
            .build();

    static final Map<String, ColumnType> SNAPSHOTS = ImmutableMap.<String, ColumnType>builder()
            .put("file_name", VARCHAR)
            .put("size_bytes", BIGINT)
            .put("created_at", VARCHAR)
            .put("model_name", VARCHAR)
            .put("model_file", VARCHAR)
            .put("time_zone", VARCHAR)
            .put("as_of", VARCHAR)
            .build();

    /** What catalogs say of the tables that an import stores about the data. */
    static final Map<String, String> STORED = Map.of(
            DataQualityTable.NAME,
            "Rows that the import set aside, and values off their scale",
            "sources",
            "The files that the model reads",
            "caresql_snapshot",
            "Properties of the import");

    private MetadataTables() {}
}
