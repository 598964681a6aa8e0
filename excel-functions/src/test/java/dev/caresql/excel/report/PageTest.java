package dev.caresql.excel.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {
    /** The columns are 20 characters wide, 140 pixels or 105 points; 770 points of paper hold 14 at half their size. */
    @ParameterizedTest
    @CsvSource({"5, 1", "14, 1", "15, 2", "28, 2", "30, 3"})
    void aWideTableTakesSeveralPagesSideBySide(int columns, int pages) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            XSSFSheet sheet = workbook.createSheet();
            for (int column = 0; column < columns; column++) {
                sheet.setColumnWidth(column, 20 * 256);
            }
            Page.set(sheet, true, 0, 0, Texts.of(Language.EN));

            Page.keepReadable(sheet, columns - 1);

            assertThat(sheet.getPrintSetup().getFitWidth()).isEqualTo((short) pages);
            assertThat(sheet.getRepeatingColumns() != null).isEqualTo(pages > 1);
            assertThat(sheet.getRepeatingRows().getLastRow()).isZero();
        }
    }
}
