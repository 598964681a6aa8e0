/** The benchmark: CareSQL against the same questions written for DuckDB by hand, in the same run. */
@NullMarked
package dev.caresql.bench;

import org.jspecify.annotations.NullMarked;
