/** The same KPIs over the same cells in SQL, Apache POI, LibreOffice, Gnumeric and an engine that knows LAMBDA. */
@NullMarked
package dev.caresql.excel.agreement;

import org.jspecify.annotations.NullMarked;
