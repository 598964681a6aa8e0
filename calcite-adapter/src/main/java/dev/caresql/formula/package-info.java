/** The compiled formula of a KPI: row expressions, aggregates over them, and the result. */
@NullMarked
package dev.caresql.formula;

import org.jspecify.annotations.NullMarked;
