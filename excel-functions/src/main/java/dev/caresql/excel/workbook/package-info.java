/** Writing workbooks safely: text, names, quoting, limits, large data, atomic files. */
@NullMarked
package dev.caresql.excel.workbook;

import org.jspecify.annotations.NullMarked;
