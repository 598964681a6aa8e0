package dev.caresql.excel.functions;

import dev.caresql.catalog.KpiCatalog;
import dev.caresql.excel.workbook.Grid;
import dev.caresql.excel.workbook.Looks;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** The sheet of the KPIs that SQL has and a worksheet cannot say. */
final class LackingSheet {
    private final Grid grid;

    LackingSheet(XSSFWorkbook workbook, Looks looks) {
        this.grid = new Grid(workbook.createSheet("Only in SQL"), looks);
    }

    void write(KpiCatalog catalog, Map<String, String> reasons) {
        String[] headers = {"KPI", "Meaning", "What a worksheet lacks"};
        double[] widths = {32, 48, 70};
        for (int i = 0; i < headers.length; i++) {
            grid.text(0, i, headers[i], Tone.HEADER);
            grid.width(i, widths[i]);
        }
        int row = 1;
        for (Map.Entry<String, String> reason : reasons.entrySet()) {
            String meaning = catalog.find(reason.getKey())
                    .map(kpi -> kpi.texts().labelEn())
                    .orElse("");
            grid.text(row, 0, reason.getKey(), Tone.NAME);
            grid.text(row, 1, meaning, Tone.TEXT);
            grid.text(row, 2, reason.getValue(), Tone.TEXT);
            row++;
        }
        grid.sheet().createFreezePane(0, 1);
        Paper.set(grid.sheet(), 1, 0);
    }
}
