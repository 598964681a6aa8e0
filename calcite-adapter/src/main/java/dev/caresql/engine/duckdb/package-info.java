/** DuckDB, the embedded engine that answers questions when no database is configured. */
@NullMarked
package dev.caresql.engine.duckdb;

import org.jspecify.annotations.NullMarked;
