package dev.caresql.excel.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caresql.error.CareSqlException;
import dev.caresql.excel.TestingCatalog;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodTest {
    private static final Texts EN = Texts.of(Language.EN);
    private static final Texts VI = Texts.of(Language.VI);

    @Test
    void readsMonthsQuartersAndYears() {
        assertThat(Period.parse("2026-10")).isEqualTo(new Period(Grain.MONTH, LocalDate.of(2026, 10, 1)));
        assertThat(Period.parse("2026-q4")).isEqualTo(new Period(Grain.QUARTER, LocalDate.of(2026, 10, 1)));
        assertThat(Period.parse("2026")).isEqualTo(new Period(Grain.YEAR, LocalDate.of(2026, 1, 1)));
        for (String text : List.of("2026-10", "2026-Q4", "2026")) {
            assertThat(Period.parse(text)).hasToString(text);
        }
        for (String text : List.of("2026-00", "2026-13", "2026-Q5", "10-2026", "", "2026-10-01")) {
            assertThatThrownBy(() -> Period.parse(text))
                    .isInstanceOf(CareSqlException.class)
                    .hasMessageStartingWith("'" + text + "' is no period; write a month such as 2026-10");
        }
    }

    @Test
    void theLastPeriodsEndWithItself() {
        assertThat(Period.parse("2026-01").last(3))
                .extracting(Period::toString)
                .containsExactly("2025-11", "2025-12", "2026-01");
        assertThat(Period.parse("2026-Q1").last(2)).extracting(Period::toString).containsExactly("2025-Q4", "2026-Q1");
        assertThat(Period.parse("2026-Q4").end()).isEqualTo(LocalDate.of(2027, 1, 1));
    }

    @Test
    void isSaidInBothLanguages() {
        assertThat(Period.parse("2026-10").title(EN)).isEqualTo("October 2026");
        assertThat(Period.parse("2026-10").title(VI)).isEqualTo("Tháng 10/2026");
        assertThat(Period.parse("2026-Q4").title(EN)).isEqualTo("Quarter 4 of 2026");
        assertThat(Period.parse("2026-Q4").title(VI)).isEqualTo("Quý 4/2026");
        assertThat(Period.parse("2026-10").label(EN)).isEqualTo("Oct 26");
        assertThat(Period.parse("2026-10").label(VI)).isEqualTo("T10/26");
    }

    @Test
    void aDayIsWrittenAsPeopleDo() {
        assertThat(EN.date(LocalDate.of(2026, 1, 2))).isEqualTo("2026-01-02");
        assertThat(VI.date(LocalDate.of(2026, 1, 2))).isEqualTo("02/01/2026");
    }

    @Test
    void whatAWorksheetLacksIsSaidInBothLanguages() {
        assertThat(TestingCatalog.FORMULAS.reasons()).hasSizeGreaterThan(5);
        assertThat(TestingCatalog.FORMULAS.reasons()).allSatisfy((kpi, reason) -> {
            assertThat(EN.lacking(reason)).isEqualTo(reason);
            assertThat(VI.lacking(reason)).isNotEqualTo(reason);
            assertThat(Origin.lacking(reason).text(VI))
                    .contains(VI.lacking(reason))
                    .doesNotContain(reason);
        });
    }

    @Test
    void bothLanguagesHaveTheSameWords() {
        assertThat(EN.keys()).isEqualTo(VI.keys());
    }
}
