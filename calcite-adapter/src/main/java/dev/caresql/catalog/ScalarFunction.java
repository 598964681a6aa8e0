package dev.caresql.catalog;

import static java.util.Objects.requireNonNull;

import dev.caresql.config.Located;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A function of one row, such as ATTAINMENT, as the catalog defines it: an expression that stands for every call.
 *
 * @param name the function's name, upper case
 * @param texts labels and descriptions
 * @param parameters those that a call must give first, then options
 * @param expression standard SQL over the parameters
 * @param unit of the result
 * @param source who defines it so
 * @param since the version of CareSQL that brought it
 */
public record ScalarFunction(
        Located name,
        KpiTexts texts,
        List<KpiParameter> parameters,
        Located expression,
        String unit,
        String source,
        String since) {
    /** Requires all parts and copies the parameters. */
    public ScalarFunction {
        requireNonNull(name, "name is null");
        requireNonNull(texts, "texts is null");
        parameters = List.copyOf(parameters);
        requireNonNull(expression, "expression is null");
        requireNonNull(unit, "unit is null");
        requireNonNull(source, "source is null");
        requireNonNull(since, "since is null");
    }

    /** How a call is written, such as {@code VARIANCE_PCT(actual, target)}. */
    public String signature() {
        return name.text()
                + parameters.stream()
                        .map(parameter -> parameter
                                .defaultValue()
                                .map(value -> parameter.name() + " => " + value.text())
                                .orElse(parameter.name()))
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
