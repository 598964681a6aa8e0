package dev.caresql.excel.formula;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcelNamesTest {
    @ParameterizedTest
    @CsvSource({
        "NPS, NPS",
        "CES2, CES_2",
        "P90, P_90",
        "XFD1, XFD_1",
        "CSAT2, CSAT2",
        "R, R_",
        "c, c_",
        "R1C1, R_1C1",
        "AVERAGE, AVERAGE_",
        "days, days_",
        "FILTER, FILTER_",
        "TRUE, TRUE_",
        "level, level"
    })
    void aNameIsNoAddressAndNoFunction(String name, String safe) {
        assertThat(ExcelNames.safe(name)).isEqualTo(safe);
    }
}
