package dev.caresql.excel.functions;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackagePartName;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTCell;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTCellFormula;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.STCellFormulaType;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.STCellType;

/**
 * Cells that call a LAMBDA. They are dynamic arrays, else Excel puts an {@code @} before the call and hands one row to it in
 * the place of a column; a part of the workbook, the metadata, says so of them.
 */
public final class DynamicArrays {
    private static final String PART = "/xl/metadata.xml";
    private static final String CONTENT_TYPE =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheetMetadata+xml";
    private static final String RELATION =
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sheetMetadata";

    /** The one record of the metadata, which cells refer to by its position, from 1. */
    private static final long RECORD = 1;

    private static final String METADATA = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <metadata xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
            xmlns:xda="http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray">\
            <metadataTypes count="1"><metadataType name="XLDAPR" minSupportedVersion="120000" copy="1" pasteAll="1" \
            pasteValues="1" merge="1" splitFirst="1" rowColShift="1" clearFormats="1" clearComments="1" assign="1" \
            coerce="1" cellMeta="1"/></metadataTypes>\
            <futureMetadata name="XLDAPR" count="1"><bk><extLst><ext uri="{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}">\
            <xda:dynamicArrayProperties fDynamic="1" fCollapsed="0"/></ext></extLst></bk></futureMetadata>\
            <cellMetadata count="1"><bk><rc t="1" v="0"/></bk></cellMetadata></metadata>
            """;

    private DynamicArrays() {}

    /** Adds the metadata to a workbook, once. */
    public static void declare(XSSFWorkbook workbook) {
        try {
            PackagePartName name = PackagingURIHelper.createPartName(PART);
            if (workbook.getPackage().containPart(name)) {
                return;
            }
            PackagePart part = workbook.getPackage().createPart(name, CONTENT_TYPE);
            try (OutputStream out = part.getOutputStream()) {
                out.write(METADATA.strip().getBytes(StandardCharsets.UTF_8));
            }
            workbook.getPackagePart().addRelationship(name, TargetMode.INTERNAL, RELATION);
        } catch (InvalidFormatException | IOException e) {
            throw new CareSqlException(ErrorCode.INTERNAL, "cannot add " + PART, e);
        }
    }

    /**
     * Writes a formula into a cell, with the value that it has now.
     *
     * @param stored as the file stores it, without an equals sign
     * @param value NaN for #N/A
     */
    public static void write(XSSFCell cell, String stored, double value) {
        CTCell target = cell.getCTCell();
        CTCellFormula formula = target.addNewF();
        formula.setStringValue(stored);
        formula.setT(STCellFormulaType.ARRAY);
        formula.setRef(cell.getReference());
        target.setCm(RECORD);
        if (Double.isNaN(value)) {
            target.setT(STCellType.E);
            target.setV("#N/A");
        } else {
            target.setV(Double.toString(value));
        }
    }
}
