package dev.caresql.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsvFileTest {
    private static final Table TABLE =
            Table.of("t", Table.text("a"), Table.number("b"), Table.time("c"), Table.day("d"), Table.flag("e"));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final CsvFile file = new CsvFile(out, TABLE, Optional.empty());

    @Test
    void writesEachKindOfValue() throws IOException {
        long noon = Period.secondOf(LocalDate.of(2024, 2, 29)) + 12 * Period.HOUR + 3 * Period.MINUTE + 4;
        file.code("x").number(120).time(noon).day(noon).flag(true).endRow();
        assertThat(written()).isEqualTo("a,b,c,d,e\nx,120,2024-02-29 12:03:04,2024-02-29,true\n");
    }

    @Test
    void writesNullAsNothing() throws IOException {
        file.blank()
                .number(CsvFile.BLANK)
                .time(CsvFile.BLANK)
                .day(CsvFile.BLANK)
                .blank()
                .endRow();
        assertThat(written()).endsWith("\n,,,,\n");
    }

    @Test
    void quotesOnlyWhatNeedsIt() throws IOException {
        file.text("Chờ, \"lâu\"").number(-5).blank().blank().flag(false).endRow();
        assertThat(written()).endsWith("\n\"Chờ, \"\"lâu\"\"\",-5,,,false\n");
    }

    @Test
    void knowsDaysFarApart() throws IOException {
        long early = Period.secondOf(LocalDate.of(1999, 12, 31));
        file.id("A", 0)
                .number(0)
                .time(early)
                .day(early + 512 * Period.DAY)
                .blank()
                .endRow();
        assertThat(written()).endsWith("\nA0,0,1999-12-31 00:00:00,2001-05-26,\n");
    }

    @Test
    void refusesARowThatIsTooShort() {
        file.code("x");
        assertThatThrownBy(file::endRow).hasMessage("a row of t has 1 fields in place of 5");
    }

    private String written() throws IOException {
        file.close();
        return out.toString(StandardCharsets.UTF_8);
    }
}
