package dev.caresql.excel.functions;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.KpiCatalog;
import dev.caresql.excel.formula.ExcelFormulas;
import dev.caresql.excel.formula.ExcelKpi;
import dev.caresql.excel.workbook.Looks;
import dev.caresql.excel.workbook.NameComments;
import dev.caresql.excel.workbook.WorkbookFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.poi.xssf.usermodel.StoredNames;
import org.apache.poi.xssf.usermodel.XSSFName;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbookType;

/**
 * The workbook of KPI functions: every KPI that a worksheet can say is a defined name that holds a LAMBDA, with its meaning as
 * comment, a line on the sheet {@code KPI functions} and, where its catalog has a worked example, a live cell over it.
 */
public final class FunctionWorkbook {
    private static final String TEMPLATE = ".xltx";
    private static final String TEMPLATE_TYPE =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml";

    private final ExcelFormulas formulas;
    private final KpiCatalog catalog;

    /** Creates the workbook of a catalog. */
    public FunctionWorkbook(KpiCatalog catalog, ExcelFormulas formulas) {
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.formulas = requireNonNull(formulas, "formulas is null");
    }

    /** Writes it; a name that ends in {@code .xltx} makes a template, from which Excel begins new workbooks. */
    public void write(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        WorkbookFile.requireName(file, List.of(".xlsx", TEMPLATE));
        WorkbookFile.write(file, out -> {
            try (XSSFWorkbook workbook = build()) {
                if (name.endsWith(TEMPLATE)) {
                    workbook.getPackage().replaceContentType(XSSFWorkbookType.XLSX.getContentType(), TEMPLATE_TYPE);
                }
                workbook.write(out);
            }
        });
    }

    /** The functions alone, added to a workbook that has its sheets already; POI cannot move sheets afterwards. */
    public static void addNames(XSSFWorkbook workbook, List<ExcelKpi> kpis) {
        for (ExcelKpi kpi : kpis) {
            XSSFName name = StoredNames.add(workbook, kpi.name(), kpi.lambda());
            name.setComment(NameComments.stored(comment(kpi)));
        }
        DynamicArrays.declare(workbook);
        workbook.setForceFormulaRecalculation(true);
    }

    private static String comment(ExcelKpi kpi) {
        String unit = kpi.kpi().measure().unit();
        return kpi.kpi().texts().labelEn() + " (" + unit + "): "
                + kpi.kpi().texts().descriptionEn();
    }

    private XSSFWorkbook build() throws IOException {
        XSSFWorkbook workbook = new XSSFWorkbook();
        try {
            Looks looks = new Looks(workbook);
            LiveExamples examples = new LiveExamples(catalog, formulas);
            List<LiveExample> live = new ArrayList<>();
            for (ExcelKpi kpi : formulas.kpis()) {
                Optional<LiveExample> example = examples.find(kpi);
                example.ifPresent(live::add);
            }
            FunctionSheet sheet = new FunctionSheet(workbook, looks);
            ExampleSheet exampleSheet = new ExampleSheet(workbook, looks);
            live.forEach(exampleSheet::add);
            sheet.write(formulas, live, examples.asOf());
            new LackingSheet(workbook, looks).write(catalog, formulas.reasons());
            workbook.getProperties().getCoreProperties().setTitle("KPI functions");
            workbook.getProperties().getCoreProperties().setCreator("CareSQL");
            addNames(workbook, formulas.kpis());
            return workbook;
        } catch (RuntimeException e) {
            workbook.close();
            throw e;
        }
    }
}
