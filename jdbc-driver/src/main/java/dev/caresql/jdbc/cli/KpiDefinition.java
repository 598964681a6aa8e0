package dev.caresql.jdbc.cli;

import dev.caresql.catalog.Kpi;
import dev.caresql.config.Located;
import dev.caresql.formula.FormulaCompiler;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** The definition of one KPI as lines. */
final class KpiDefinition {
    private KpiDefinition() {}

    static void print(Kpi kpi, FormulaCompiler formulas, PrintWriter out) {
        out.println(kpi.name().text() + ": " + kpi.texts().labelEn());
        out.println(kpi.texts().descriptionEn());
        line(out, "formula", kpi.formula().text());
        kpi.valid().ifPresent(valid -> line(out, "valid", valid.text()));
        kpi.binding().ifPresent(binding -> {
            String where = binding.where()
                    .map(Located::text)
                    .map(text -> " WHERE " + text)
                    .orElse("");
            line(out, "counts", binding.table().text() + where);
            line(out, "time", binding.time().text());
            for (Map.Entry<String, Located> argument : binding.arguments().entrySet()) {
                line(
                        out,
                        "argument",
                        argument.getKey() + " = " + argument.getValue().text());
            }
        });
        kpi.options()
                .forEach(option -> line(
                        out,
                        "option",
                        option.name() + " => "
                                + option.defaultValue().map(Located::text).orElse("NULL")));
        formulas.catalog().examples(kpi).forEach(example -> line(out, "example", example.text(kpi.binding())));
        line(out, "unit", kpi.measure().unit());
        line(out, "better", lower(kpi.measure().better()));
        line(out, "additivity", lower(formulas.additivity(kpi)));
        line(out, "interval", lower(formulas.interval(kpi)));
        if (!kpi.tags().all().isEmpty()) {
            line(out, "tags", String.join(", ", kpi.tags().all()));
        }
        line(out, "source", kpi.source());
        line(out, "defined in", kpi.name().file() + ":" + kpi.name().line());
    }

    private static void line(PrintWriter out, String name, String text) {
        out.println("  " + name + ": " + text.replaceAll("\\s+", " ").strip());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
