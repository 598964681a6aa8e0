/** The embedded engine: files are imported once into an immutable DuckDB snapshot. */
@NullMarked
package dev.caresql.engine.duckdb;

import org.jspecify.annotations.NullMarked;
