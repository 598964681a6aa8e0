package dev.caresql.excel.functions;

import dev.caresql.catalog.ExampleRows;
import dev.caresql.catalog.KpiBinding;
import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiExample;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.config.Located;
import dev.caresql.excel.formula.ExcelFormulas;
import dev.caresql.excel.formula.ExcelKpi;
import dev.caresql.excel.poi.KpiCalculator;
import dev.caresql.sql.ColumnType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The worked examples of a catalog as columns of cells. An example serves where it is one short table whose columns the KPI's
 * binding names as they are, and where the KPI over them gives the value that the example states. Where none serves, made-up
 * rows do: a sheet that is copied into another workbook brings along the names that its cells call, and no others.
 */
final class LiveExamples {
    private static final int MOST_ROWS = 120;
    private static final Pattern COLUMN = Pattern.compile("[a-z_0-9]+");
    private static final double TOLERANCE = 1e-9;
    private static final LocalDateTime NO_INSTANT = LocalDateTime.of(2026, 1, 1, 0, 0);

    private final KpiCatalog catalog;
    private final Optional<LocalDateTime> asOf;
    private final KpiCalculator calculator;
    private final SampleRows samples;

    LiveExamples(KpiCatalog catalog, ExcelFormulas formulas) {
        this.catalog = catalog;
        this.asOf = mostFrequentAsOf(catalog, formulas);
        this.calculator = new KpiCalculator(asOf);
        this.samples = new SampleRows(asOf.orElse(NO_INSTANT), calculator);
    }

    /** What AS_OF() means in the examples; empty where none asks for it. */
    Optional<LocalDateTime> asOf() {
        return asOf;
    }

    Optional<LiveExample> find(ExcelKpi kpi) {
        return catalog.examples(kpi.kpi()).stream()
                .map(example -> liveExample(kpi, example))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> samples.make(kpi));
    }

    private static Optional<LocalDateTime> mostFrequentAsOf(KpiCatalog catalog, ExcelFormulas formulas) {
        Map<LocalDateTime, Integer> counts = new LinkedHashMap<>();
        for (ExcelKpi kpi : formulas.kpis()) {
            if (kpi.usesAsOf()) {
                catalog.examples(kpi.kpi()).stream()
                        .flatMap(example -> example.asOf().stream())
                        .forEach(instant -> counts.merge(instant(instant), 1, Integer::sum));
            }
        }
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    private static LocalDateTime instant(Located text) {
        return LocalDateTime.ofInstant(Instant.parse(text.text()), ZoneOffset.UTC);
    }

    private Optional<LiveExample> liveExample(ExcelKpi kpi, KpiExample example) {
        Optional<KpiBinding> binding = kpi.kpi().binding();
        boolean sameInstant =
                !kpi.usesAsOf() || example.asOf().map(LiveExamples::instant).equals(asOf);
        if (binding.isEmpty() || example.tables().size() != 1 || example.where().isPresent() || !sameInstant) {
            return Optional.empty();
        }
        Map.Entry<Located, ExampleRows> table =
                example.tables().entrySet().iterator().next();
        List<List<Optional<String>>> rows = table.getValue().rows();
        if (!table.getKey().text().equals(binding.get().table().text()) || rows.isEmpty() || rows.size() > MOST_ROWS) {
            return Optional.empty();
        }
        Optional<Map<String, List<@Nullable Object>>> columns = columns(kpi, binding.get(), table.getValue(), rows);
        return columns.flatMap(found -> proved(kpi, example, found));
    }

    private Optional<LiveExample> proved(
            ExcelKpi kpi, KpiExample example, Map<String, List<@Nullable Object>> columns) {
        OptionalDouble value = calculator.value(kpi, columns);
        String call = kpi.kpi().name().text() + "()";
        return example.answers().stream()
                .filter(answer -> answer.call().equals(call))
                .filter(answer -> value.isPresent() && states(answer, value.getAsDouble()))
                .findFirst()
                .map(answer -> new LiveExample(kpi, columns, Map.of(), value.getAsDouble()));
    }

    private static boolean states(KpiExample.Answer answer, double value) {
        String number = answer.number().orElse("NaN");
        int point = number.indexOf('.');
        int decimals = point < 0 ? 0 : number.length() - point - 1;
        double within = answer.isRounded() ? 0.5 * Math.pow(10, -decimals) + TOLERANCE : TOLERANCE;
        return Math.abs(Double.parseDouble(number) - value)
                <= within * Math.max(1, answer.isRounded() ? 1 : Math.abs(value));
    }

    private static Optional<Map<String, List<@Nullable Object>>> columns(
            ExcelKpi kpi, KpiBinding binding, ExampleRows example, List<List<Optional<String>>> rows) {
        List<String> names =
                example.columns().stream().map(ExampleRows.Column::name).toList();
        Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
        try {
            for (KpiParameter parameter : kpi.kpi().columns()) {
                Located source = binding.arguments().get(parameter.name());
                if (source == null || !COLUMN.matcher(source.text()).matches()) {
                    return Optional.empty();
                }
                int position = names.indexOf(source.text());
                List<@Nullable Object> cells = new ArrayList<>();
                for (List<Optional<String>> row : rows) {
                    Optional<String> text = position < 0 ? Optional.empty() : row.get(position);
                    cells.add(text.map(value -> cell(parameter.type(), value)).orElse(null));
                }
                columns.put(parameter.name(), cells);
            }
        } catch (DateTimeParseException | NumberFormatException e) {
            return Optional.empty();
        }
        return Optional.of(columns);
    }

    private static Object cell(ColumnType type, String text) {
        return switch (type) {
            case VARCHAR -> text;
            case INTEGER, BIGINT, DOUBLE, DECIMAL -> Double.valueOf(text);
            case BOOLEAN -> Boolean.valueOf(text);
            case DATE -> LocalDate.parse(text);
            case TIME, TIMESTAMP ->
                text.length() == "2025-01-31".length()
                        ? LocalDate.parse(text).atStartOfDay()
                        : LocalDateTime.parse(text.replace(' ', 'T'));
        };
    }
}
