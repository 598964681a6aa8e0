package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.excel.formula.ClassicCall;
import dev.caresql.excel.formula.ExcelFormulas;
import dev.caresql.excel.formula.ExcelKpi;
import dev.caresql.excel.poi.KpiCalculator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Scores of lines and of all lines of a block, as the KPI SCORECARD_SCORE of the catalog defines them. */
final class Scores {
    private static final String CAP = "cap";
    private static final String KPI = "SCORECARD_SCORE";

    private final ExcelKpi kpi;
    private final KpiCalculator calculator = new KpiCalculator(Optional.empty());

    Scores(ExcelFormulas formulas) {
        this.kpi = formulas.find(KPI)
                .orElseThrow(() -> new CareSqlException(
                        ErrorCode.UNSUPPORTED,
                        "A report needs " + KPI + " as a formula, but a worksheet lacks "
                                + formulas.reasons().getOrDefault(KPI, "it")
                                + "; take the override of " + KPI + " out of the model's KPIs"));
    }

    /** The attainment that counts at most where a target does not say it. */
    double cap() {
        return kpi.kpi().options().stream()
                .filter(option -> option.name().equals(CAP))
                .flatMap(option -> option.defaultValue().stream())
                .mapToDouble(value -> Double.parseDouble(value.text()))
                .findFirst()
                .orElseThrow();
    }

    /** The score of a line: its attainment, clipped to 0 and the cap. */
    OptionalDouble of(OptionalDouble attainment, OptionalDouble cap) {
        return score(List.of(attainment), List.of(OptionalDouble.of(1)), List.of(cap));
    }

    /** The score of some lines by their weights. */
    OptionalDouble of(List<Line> lines) {
        return score(
                lines.stream().map(line -> line.result().attainment()).toList(),
                lines.stream().map(line -> line.result().weight()).toList(),
                lines.stream().map(line -> line.result().cap()).toList());
    }

    private OptionalDouble score(
            List<OptionalDouble> attainments, List<OptionalDouble> weights, List<OptionalDouble> caps) {
        return attainments.isEmpty()
                ? OptionalDouble.empty()
                : calculator.value(
                        kpi, Map.of("attainment", column(attainments), "weight", column(weights), CAP, column(caps)));
    }

    private static List<@Nullable Object> column(List<OptionalDouble> values) {
        List<@Nullable Object> column = new ArrayList<>();
        values.forEach(value -> column.add(value.isPresent() ? value.getAsDouble() : null));
        return column;
    }

    /** The formula of a score over cells or ranges; nothing is shown where there is none. */
    String formula(String attainments, String weights, String caps) {
        requireNonNull(attainments, "attainments is null");
        String score = kpi.classic(
                new ClassicCall(Map.of("attainment", attainments, "weight", weights, CAP, caps), Optional.empty()));
        return "IFERROR(" + score + ",\"\")";
    }
}
