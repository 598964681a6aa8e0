package dev.caresql.engine.duckdb;

import org.apache.calcite.rel.type.RelDataType;

/**
 * A column of a source as mappings see it.
 *
 * @param name its name
 * @param type its type for mappings
 * @param raw DuckDB's expression of it over the scan
 * @param checked the expression may fail on a value
 */
record SourceColumn(String name, RelDataType type, String raw, boolean checked) {}
