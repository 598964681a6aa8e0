package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What {@code metadata.kpis} says about a KPI.
 *
 * @param code its name
 * @param label in the language of the report
 * @param description in the language of the report
 * @param formula as the catalog writes it, with the rows that count
 * @param table of its rows, empty for a KPI that is made of others
 * @param direction HIGHER, LOWER, TARGET or NEUTRAL
 * @param unit of its values
 * @param source who defines it so
 * @param available whether the model has what it needs
 * @param missing what the model lacks
 */
record Definition(
        String code,
        String label,
        String description,
        String formula,
        String table,
        String direction,
        String unit,
        String source,
        boolean available,
        String missing) {
    Definition {
        requireNonNull(code, "code is null");
        requireNonNull(label, "label is null");
        requireNonNull(description, "description is null");
        requireNonNull(formula, "formula is null");
        requireNonNull(table, "table is null");
        requireNonNull(direction, "direction is null");
        requireNonNull(unit, "unit is null");
        requireNonNull(source, "source is null");
        requireNonNull(missing, "missing is null");
    }

    static Definition read(ResultSet row, Language language) throws SQLException {
        String valid = Rows.text(row, "valid_condition");
        String filter = Rows.text(row, "row_filter");
        String formula = Rows.text(row, "formula")
                + (valid.isEmpty() ? "" : "\nVALID " + valid)
                + (filter.isEmpty() ? "" : "\nWHERE " + filter);
        return new Definition(
                Rows.text(row, "kpi_name"),
                language.choose(Rows.text(row, "label_en"), Rows.text(row, "label_vi")),
                language.choose(Rows.text(row, "description_en"), Rows.text(row, "description_vi")),
                formula,
                Rows.text(row, "table_name"),
                Rows.text(row, "better").toUpperCase(java.util.Locale.ROOT),
                Rows.text(row, "unit"),
                Rows.text(row, "source"),
                row.getBoolean("is_available"),
                Rows.text(row, "missing"));
    }
}
