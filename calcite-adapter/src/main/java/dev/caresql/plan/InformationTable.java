package dev.caresql.plan;

import com.google.common.collect.ImmutableMap;
import dev.caresql.sql.ColumnType;
import java.util.Locale;
import java.util.Map;

/** The tables of {@code information_schema} with their columns; {@code :n} marks whole numbers, all else is text. */
enum InformationTable {
    SCHEMATA(
            "The schemas",
            "catalog_name schema_name schema_owner default_character_set_catalog default_character_set_schema"
                    + " default_character_set_name sql_path"),
    TABLES(
            "The tables that a statement may name",
            "table_catalog table_schema table_name table_type self_referencing_column_name reference_generation"
                    + " user_defined_type_catalog user_defined_type_schema user_defined_type_name is_insertable_into"
                    + " is_typed commit_action remarks"),
    COLUMNS(
            "The columns of all tables; the remarks of a KPI's column are its label",
            "table_catalog table_schema table_name column_name ordinal_position:n column_default is_nullable data_type"
                    + " character_maximum_length:n numeric_precision:n numeric_precision_radix:n numeric_scale:n"
                    + " datetime_precision:n is_identity is_generated is_updatable remarks"),
    TABLE_CONSTRAINTS(
            "The declared keys and references; CareSQL plans with them and does not enforce them",
            "constraint_catalog constraint_schema constraint_name table_catalog table_schema table_name"
                    + " constraint_type is_deferrable initially_deferred enforced"),
    KEY_COLUMN_USAGE(
            "The columns of the declared keys and references",
            "constraint_catalog constraint_schema constraint_name table_catalog table_schema table_name column_name"
                    + " ordinal_position:n position_in_unique_constraint:n"),
    REFERENTIAL_CONSTRAINTS(
            "Which key each declared reference points to",
            "constraint_catalog constraint_schema constraint_name unique_constraint_catalog unique_constraint_schema"
                    + " unique_constraint_name match_option update_rule delete_rule"),
    ROUTINES(
            "The KPIs and the functions of one row",
            "specific_catalog specific_schema specific_name routine_catalog routine_schema routine_name routine_type"
                    + " data_type character_maximum_length:n numeric_precision:n numeric_precision_radix:n"
                    + " numeric_scale:n datetime_precision:n routine_body routine_definition is_deterministic"
                    + " sql_data_access remarks"),
    PARAMETERS(
            "The arguments of the routines",
            "specific_catalog specific_schema specific_name ordinal_position:n parameter_mode is_result parameter_name"
                    + " data_type character_maximum_length:n numeric_precision:n numeric_precision_radix:n"
                    + " numeric_scale:n datetime_precision:n parameter_default remarks");

    private final String description;
    private final Map<String, ColumnType> columns;

    InformationTable(String description, String columns) {
        this.description = description;
        ImmutableMap.Builder<String, ColumnType> types = ImmutableMap.builder();
        for (String column : columns.split(" ")) {
            boolean isNumber = column.endsWith(":n");
            types.put(
                    isNumber ? column.substring(0, column.length() - 2) : column,
                    isNumber ? ColumnType.BIGINT : ColumnType.VARCHAR);
        }
        this.columns = types.build();
    }

    String tableName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One English sentence. */
    String description() {
        return description;
    }

    Map<String, ColumnType> columns() {
        return columns;
    }
}
