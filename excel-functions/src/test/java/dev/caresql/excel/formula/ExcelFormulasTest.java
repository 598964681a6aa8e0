package dev.caresql.excel.formula;

import static dev.caresql.excel.TestingCatalog.COMPILER;
import static dev.caresql.excel.TestingCatalog.FORMULAS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caresql.catalog.Kpi;
import dev.caresql.excel.Snapshots;
import dev.caresql.excel.TestingCatalog;
import dev.caresql.formula.FormulaCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExcelFormulasTest {
    @TempDir
    Path folder;

    @Test
    void whatAWorksheetLacksIsAReviewedList() {
        StringBuilder text = new StringBuilder("KPIs that a worksheet cannot say, and what it lacks:\n");
        FORMULAS.reasons()
                .forEach((name, reason) ->
                        text.append(name).append(": ").append(reason).append('\n'));
        text.append("\nKPIs that it says with limits:\n");
        for (ExcelKpi kpi : FORMULAS.kpis()) {
            kpi.limits()
                    .forEach(limit ->
                            text.append(kpi.name()).append(": ").append(limit).append('\n'));
        }
        Snapshots.check("formulas/limits.txt", text.toString());
    }

    @Test
    void formulasOfSomeShapesAreReviewed() {
        List<String> names = List.of(
                "NPS",
                "CSAT",
                "CES",
                "BUYERS",
                "P90_WAIT_TIME",
                "ABANDON_RATE",
                "FIRST_RESPONSE_TIME",
                "TRANSFER_RATE",
                "TICKET_BACKLOG",
                "SERVQUAL_GAP_PARTIAL",
                "COST_PER_CONTACT",
                "NEW_PAID_CUSTOMERS");
        String text = names.stream().map(ExcelFormulasTest::described).collect(Collectors.joining("\n"));
        Snapshots.check("formulas/formulas.txt", text);
    }

    private static String described(String name) {
        ExcelKpi kpi = FORMULAS.find(name).orElseThrow();
        Map<String, String> ranges = kpi.kpi().columns().stream()
                .collect(Collectors.toMap(column -> column.name(), column -> column.name() + "!$A$2:$A$9"));
        String classic = kpi.classic(new ClassicCall(ranges, Optional.of("month!$A$2:$A$9=C$3")));
        return "=" + kpi.signature() + "\n  stored:  " + kpi.lambda() + "\n  classic: " + classic + "\n";
    }

    @Test
    void everyFormulaIsToldInWords() {
        StringBuilder text = new StringBuilder();
        for (Kpi kpi : COMPILER.catalog().kpis()) {
            String words = FormulaWords.of(kpi, COMPILER);
            assertThat(words).doesNotContain("$").doesNotContain("Sarg");
            text.append(kpi.name().text()).append(": ").append(words).append('\n');
        }
        Snapshots.check("formulas/words.txt", text.toString());
    }

    @Test
    void everyLambdaFitsIntoAWorkbook() {
        assertThat(FORMULAS.kpis()).hasSizeGreaterThan(200).allSatisfy(kpi -> assertThat(kpi.lambda())
                .hasSizeLessThanOrEqualTo(ExcelKpi.MAX_FORMULA_LENGTH));
    }

    @Test
    void aUsersKpiIsTranslatedToo() throws IOException {
        Path file = folder.resolve("my-kpis.yaml");
        Files.writeString(file, """
                kpis:
                  - name: SLOW_DAYS
                    parameters: {days: integer, kind: varchar}
                    formula: KPI_PERCENTILE(days, 0.9) FILTER (WHERE kind LIKE 'a"%')
                    unit: days
                """);
        ExcelFormulas formulas = new ExcelFormulas(new FormulaCompiler(TestingCatalog.load(file)));

        assertThat(formulas.find("SLOW_DAYS").orElseThrow().signature()).isEqualTo("SLOW_DAYS(days_,kind,[where])");
        assertThat(formulas.find("SLOW_DAYS").orElseThrow().lambda())
                .contains("_xlpm.days_")
                .contains("EXACT(LEFT(_xlpm.kind,2),\"a\"\"\")");
    }

    @Test
    void aClassicFormulaRefusesWhatSqlRefuses() {
        ExcelKpi awareness = FORMULAS.find("BRAND_AWARENESS").orElseThrow();

        assertThatThrownBy(() -> awareness.classic(
                        new ClassicCall(Map.of("awareness_code", "A1:A9", "level", "\"ADIED\""), Optional.empty())))
                .hasMessage(
                        "BRAND_AWARENESS: argument 'level' must be one of UNAIDED, TOP_OF_MIND, AIDED, but \"ADIED\" is not"
                                + " known");
        assertThatThrownBy(() -> awareness.classic(new ClassicCall(Map.of(), Optional.empty())))
                .hasMessage("BRAND_AWARENESS: argument 'awareness_code' is missing");
        assertThatThrownBy(() -> awareness.classic(
                        new ClassicCall(Map.of("awareness_code", "A1:A9", "levle", "\"AIDED\""), Optional.empty())))
                .hasMessage("BRAND_AWARENESS: there is no argument 'levle'");
        assertThatThrownBy(() -> FORMULAS.find("RESOLUTION_RATE")
                        .orElseThrow()
                        .classic(new ClassicCall(
                                Map.of("first_contact_at", "A1:A9", "resolved_at", "B1:B9", "clock", "\"BUSINESS\""),
                                Optional.empty())))
                .hasMessage("RESOLUTION_RATE: a worksheet knows argument 'clock' as \"CALENDAR\" alone");
    }
}
