/** KPI definitions: read from YAML and validated with file, line and reason. */
@NullMarked
package dev.caresql.catalog;

import org.jspecify.annotations.NullMarked;
