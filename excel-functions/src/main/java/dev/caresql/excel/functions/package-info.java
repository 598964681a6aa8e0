/** The function workbook: every KPI as a defined name, documented on a sheet. */
@NullMarked
package dev.caresql.excel.functions;

import org.jspecify.annotations.NullMarked;
