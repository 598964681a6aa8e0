/** KPIs as functions of a workbook that a Java program opens with Apache POI. */
@NullMarked
package dev.caresql.excel.poi;

import org.jspecify.annotations.NullMarked;
