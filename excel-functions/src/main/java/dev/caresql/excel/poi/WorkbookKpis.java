package dev.caresql.excel.poi;

import static java.util.Objects.requireNonNull;

import dev.caresql.excel.formula.ExcelFormulas;
import dev.caresql.excel.formula.ExcelKpi;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.formula.functions.FreeRefFunction;
import org.apache.poi.ss.formula.udf.UDFFinder;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Name;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.AreaReference;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.StoredNames;
import org.apache.poi.xssf.usermodel.XSSFName;

/**
 * KPIs as functions of a workbook that a program opens with Apache POI: after {@link #register}, its evaluator computes
 * {@code NPS(A2:A100)} from the same compiled formula as SQL does. A call with a row filter, such as
 * {@code NPS(A2:A100,B2:B100=3)}, belongs into a cell as an array formula, as always with conditions over ranges.
 *
 * <p>A workbook that holds KPIs as LAMBDA names, as the function workbook does, has those names marked as functions while
 * this is open; closing it takes the marks away again, so close it before the workbook is written.
 */
public final class WorkbookKpis implements AutoCloseable {
    private static final String AS_OF = "AS_OF";

    private final List<Name> marked = new ArrayList<>();

    private WorkbookKpis() {}

    /**
     * Makes every KPI that a worksheet can say a function of the workbook. Where KPIs judge open items, they do so at the
     * instant in the cell that the workbook names AS_OF; without one they are #N/A or count nothing, as with NULL.
     */
    public static WorkbookKpis register(Workbook workbook, ExcelFormulas formulas) {
        requireNonNull(workbook, "workbook is null");
        Map<String, FreeRefFunction> functions = new TreeMap<>();
        for (ExcelKpi kpi : formulas.kpis()) {
            functions.put(kpi.name().toUpperCase(Locale.ROOT), new KpiCellFunction(kpi, () -> asOf(workbook)));
        }
        UDFFinder finder = name -> functions.get(name.toUpperCase(Locale.ROOT));
        workbook.addToolPack(finder);
        WorkbookKpis registered = new WorkbookKpis();
        for (Name name : workbook.getAllNames()) {
            if (functions.containsKey(name.getNameName().toUpperCase(Locale.ROOT)) && !name.isFunctionName()) {
                name.setFunction(true);
                registered.marked.add(name);
            }
        }
        return registered;
    }

    private static Optional<Long> asOf(Workbook workbook) {
        Name name = workbook.getName(AS_OF);
        if (name == null || name.getRefersToFormula() == null) {
            return Optional.empty();
        }
        CellReference place = new AreaReference(name.getRefersToFormula(), SpreadsheetVersion.EXCEL2007).getFirstCell();
        Row row = workbook.getSheet(place.getSheetName()).getRow(place.getRow());
        Cell cell = row == null ? null : row.getCell(place.getCol());
        return cell != null && holdsNumber(cell)
                ? Optional.of(Times.ofSerial(cell.getNumericCellValue()))
                : Optional.empty();
    }

    private static boolean holdsNumber(Cell cell) {
        CellType type = cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
        return type == CellType.NUMERIC;
    }

    @Override
    public void close() {
        for (Name name : marked) {
            name.setFunction(false);
            if (name instanceof XSSFName stored) {
                StoredNames.unmark(stored);
            }
        }
    }
}
