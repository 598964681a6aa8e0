package dev.caresql.catalog;

import dev.caresql.config.ConfigMap;
import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one scalar function of a catalog file. */
final class ScalarReader {
    private static final List<String> KEYS =
            List.of("name", "label", "description", "parameters", "expression", "unit", "source", "since");

    private final Problems problems;
    private final KpiReader parts;

    ScalarReader(Problems problems) {
        this.problems = problems;
        this.parts = new KpiReader(problems, new KpiTags("", List.of()));
    }

    Optional<ScalarFunction> read(ConfigMap unnamed) {
        Optional<Located> name = unnamed.about("function").requiredText("name");
        ConfigMap entry =
                unnamed.about(name.map(text -> "function " + text.text()).orElse("function"));
        entry.allowOnly(KEYS);
        Optional<Located> expression = entry.requiredText("expression");
        List<KpiParameter> parameters = parts.parameters(entry);
        KpiTexts texts = KpiReader.texts(entry);
        String unit = entry.requiredText("unit").map(Located::text).orElse("");
        if (name.isEmpty() || expression.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> refusal = KpiNames.refusal(name.get().text());
        refusal.ifPresent(reason -> problems.add(name.get(), entry.subject(), reason));
        Located upper = new Located(
                name.get().text().toUpperCase(Locale.ROOT),
                name.get().file(),
                name.get().line());
        return refusal.isPresent()
                ? Optional.empty()
                : Optional.of(new ScalarFunction(
                        upper,
                        texts,
                        parameters,
                        expression.get(),
                        unit,
                        entry.text("source").map(Located::text).orElse(""),
                        entry.text("since").map(Located::text).orElse("")));
    }
}
