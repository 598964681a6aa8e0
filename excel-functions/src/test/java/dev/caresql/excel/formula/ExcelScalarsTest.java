package dev.caresql.excel.formula;

import static dev.caresql.excel.TestingCatalog.FORMULAS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExcelScalarsTest {
    private static final ExcelScalars SCALARS = FORMULAS.scalars();

    @Test
    void whatConstantsDecideIsLeftOut() {
        assertThat(SCALARS.formula(
                        "ATTAINMENT", Map.of("actual", "$E9", "target", "$D9", "direction", "\"HIGHER\""), Map.of()))
                .isEqualTo("IF(IF(ISNUMBER($E9),IF(ISNUMBER($D9),FALSE,TRUE),TRUE),\"\",IF($D9=0,IF($E9=0,100,0),"
                        + "IF($D9<0,\"\",IF($D9<>0,100*$E9/$D9,\"\"))))");
    }

    @Test
    void otherWordsTakeThePlaceOfResults() {
        assertThat(SCALARS.formula("STATUS", Map.of("attainment", "A1", "green_from", "95.5"), Map.of("GREEN", "Đạt")))
                .isEqualTo("IF(IF(ISNUMBER(A1),FALSE,TRUE),\"NO_DATA\","
                        + "IF(A1>=95.5,\"Đạt\",IF(A1>=80,\"AMBER\",\"RED\")))");
    }

    @Test
    void defaultsOfOptions() {
        assertThat(SCALARS.defaultOf("STATUS", "green_from")).contains(100.0);
        assertThat(SCALARS.defaultOf("ATTAINMENT", "baseline")).isEmpty();
    }

    @Test
    void callsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> SCALARS.formula("STATE", Map.of(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no function STATE");
        assertThatThrownBy(() -> SCALARS.formula("STATUS", Map.of(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("STATUS: argument 'attainment' is missing");
        assertThatThrownBy(() -> SCALARS.formula("STATUS", Map.of("attainment", "A1", "red", "1"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("STATUS: there is no argument 'red'");
    }
}
