package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.KpiParameter;
import dev.caresql.catalog.KpiTexts;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.rel.type.RelDataType;

/**
 * A KPI, or a function of one row, as catalogs list it.
 *
 * @param name the function's name, upper case
 * @param texts labels and descriptions
 * @param parameters those that a call must give first, then options
 * @param result the type of the result; its definition is compiled when this is first asked for
 * @param unit of the result
 * @param definition what it computes, as SQL over its parameters
 */
public record RoutineInfo(
        String name,
        KpiTexts texts,
        List<KpiParameter> parameters,
        Supplier<RelDataType> result,
        String unit,
        String definition) {
    /** Requires all parts and copies the parameters. */
    public RoutineInfo {
        requireNonNull(name, "name is null");
        requireNonNull(texts, "texts is null");
        parameters = List.copyOf(parameters);
        requireNonNull(result, "result is null");
        requireNonNull(unit, "unit is null");
        requireNonNull(definition, "definition is null");
    }

    /** Label and description in English; either alone when the other is missing. */
    public String remarks() {
        String label = texts.labelEn();
        String description = texts.descriptionEn();
        return label.isEmpty() || description.isEmpty() ? label + description : label + ": " + description;
    }

    /** What is to be known of a parameter. */
    public static String remarks(KpiParameter parameter) {
        return parameter
                .defaultValue()
                .map(value -> "optional; " + value.text() + " when left out")
                .orElse("a column");
    }
}
