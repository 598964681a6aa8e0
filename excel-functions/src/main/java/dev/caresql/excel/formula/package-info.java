/** Writes the compiled formula of a KPI for Excel: as LAMBDA, as a classic formula, as a description. */
@NullMarked
package dev.caresql.excel.formula;

import org.jspecify.annotations.NullMarked;
