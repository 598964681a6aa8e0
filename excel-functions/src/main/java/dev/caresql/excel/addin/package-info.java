/** The Office add-in: the KPIs as custom functions that ask the HTTP service of {@code addin/openapi.yaml}. */
@NullMarked
package dev.caresql.excel.addin;

import org.jspecify.annotations.NullMarked;
