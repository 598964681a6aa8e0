package dev.caresql.excel;

import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import dev.caresql.error.ErrorCode;
import dev.caresql.excel.formula.ExcelFormulas;
import dev.caresql.formula.FormulaCompiler;
import java.nio.file.Path;
import java.util.List;

/** The product's catalog, compiled once for all tests. */
public final class TestingCatalog {
    /** The compiler of the product's own KPIs. */
    public static final FormulaCompiler COMPILER = new FormulaCompiler(load());

    /** The product's own KPIs as a worksheet says them. */
    public static final ExcelFormulas FORMULAS = new ExcelFormulas(COMPILER);

    private TestingCatalog() {}

    /** The product's KPIs and those of files. */
    public static KpiCatalog load(Path... files) {
        Problems problems = new Problems();
        KpiCatalog catalog = KpiCatalogLoader.load(List.of(files), problems);
        problems.throwIfAny(ErrorCode.CATALOG);
        return catalog;
    }
}
