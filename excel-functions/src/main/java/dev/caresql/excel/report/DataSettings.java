package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import dev.caresql.excel.formula.ExcelFormulas;
import java.time.ZoneId;

/**
 * What the data sheets of a report need to know of the model.
 *
 * @param formulas the KPIs as a worksheet can say them
 * @param zone in which a period begins and ends
 * @param maxRows of a table that is put into the workbook; the KPIs of a longer one are plain values. 0 for no data sheets
 */
public record DataSettings(ExcelFormulas formulas, ZoneId zone, int maxRows) {
    /** Requires all. */
    public DataSettings {
        requireNonNull(formulas, "formulas is null");
        requireNonNull(zone, "zone is null");
    }
}
