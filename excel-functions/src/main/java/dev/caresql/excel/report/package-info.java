/** The report workbook: scorecard, trends, agents and data with live KPI cells. */
@NullMarked
package dev.caresql.excel.report;

import org.jspecify.annotations.NullMarked;
