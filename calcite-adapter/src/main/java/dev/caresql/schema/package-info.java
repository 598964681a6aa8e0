/** The Calcite schema: care tables with their derived columns, KPI tables and catalog tables. */
@NullMarked
package dev.caresql.schema;

import org.jspecify.annotations.NullMarked;
