package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

/**
 * A column of a data sheet.
 *
 * @param name its header
 * @param sql the expression over the columns of the table
 */
record DataColumn(String name, String sql) {
    DataColumn {
        requireNonNull(name, "name is null");
        requireNonNull(sql, "sql is null");
    }
}
