package dev.caresql.excel.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTextsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2025-11           | 2025-11
            11/2025           | 2025-11
            T11/2025          | 2025-11
            T11/25            | 2025-11
            Tháng 1 năm 2025  | 2025-01
            THÁNG 12/2025     | 2025-12
            Nov 2025          | 2025-11
            November 2025     | 2025-11
            Q4/2025           | 2025-Q4
            Quý IV/2025       | 2025-Q4
            Quý 3 năm 2025    | 2025-Q3
            2025-Q2           | 2025-Q2
            Năm 2025          | 2025
            2025              | 2025
            T9                | 2030-09
            Quý II            | 2030-Q2
            """)
    void periods(String text, String period) {
        assertThat(PeriodText.of(text, Optional.of(2030)).map(Period::toString)).contains(period);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Kế hoạch", "T13/2025", "Q5/2025", "12", "Tổng", "31/12/2025", "2025-11-05"})
    void whatIsNoPeriod(String text) {
        assertThat(PeriodText.of(text, Optional.of(2030))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Bảng KPI tháng 11/2025, số liệu đến 2025-12-31 | 2025-11
            Plans of November 2025                         | 2025-11
            KPI Quý 4/2025 - Telesales                     | 2025-Q4
            Kế hoạch năm 2025                              | 2025
            """)
    void periodsWithinTitles(String title, String period) {
        assertThat(PeriodText.within(title).map(Period::toString)).contains(period);
    }

    @Test
    void titlesWithoutAPeriod() {
        assertThat(PeriodText.within("Printed on 31/12/2025, page 2 of 14")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            85            | 85         | ''
            85,5          | 85.5       | ''
            85.5          | 85.5       | ''
            85,5 %        | 85.5       | %
            -12           | -12        | ''
            198.000.000   | 198000000  | ''
            198,000,000   | 198000000  | ''
            198 000 000   | 198000000  | ''
            1.234,5       | 1234.5     | ''
            1,234.5       | 1234.5     | ''
            0,125         | 0.125      | ''
            4,25 phút     | 4.25       | phút
            1234,567      | 1234.567   | ''
            """)
    void numbers(String text, double value, String suffix) {
        assertThat(NumberText.of(text)).isEqualTo(new NumberText(value, suffix));
    }

    @ParameterizedTest
    @ValueSource(strings = {"four", "", "%", "1.2.3", "12,34,5"})
    void whatIsNoNumber(String text) {
        assertThatThrownBy(() -> NumberText.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("it is no number");
    }

    @Test
    void whatMayBeTwoNumbersIsRefused() {
        assertThatThrownBy(() -> NumberText.of("1.250"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it may be 1250 or 1.250: type it as a number, not as a text");
    }
}
