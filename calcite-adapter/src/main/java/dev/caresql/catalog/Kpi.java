package dev.caresql.catalog;

import static java.util.Objects.requireNonNull;

import dev.caresql.config.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One KPI as the catalog defines it; everything else about it is derived.
 *
 * @param name the function's name, upper case
 * @param synonyms other names that mean the same function
 * @param texts labels and descriptions
 * @param parameters columns first, then options
 * @param valid the rows whose values are on their scale; a row for which it is not true counts nowhere
 * @param formula a standard-SQL aggregate expression over the parameters
 * @param binding the zero-argument form, where the care model has the columns
 * @param spans the KPIs of several tables that the formula is made of, instead of a binding: each is computed from the rows
 *     of its own table, and only the results meet, so that no join multiplies rows; empty for a KPI of one table
 * @param measure unit, direction, decimals and additivity
 * @param source who defines it so
 * @param since the version of CareSQL that brought it
 * @param tags the family of measures that it belongs to, and the roles whose work it measures
 * @param examples worked examples that its entry holds; those of CareSQL's own KPIs lie apart, see
 *     {@link KpiCatalog#examples}
 * @param overrides whether it replaces a KPI of the same name that was loaded before
 */
public record Kpi(
        Located name,
        List<Located> synonyms,
        KpiTexts texts,
        List<KpiParameter> parameters,
        Optional<Located> valid,
        Located formula,
        Optional<KpiBinding> binding,
        List<Located> spans,
        KpiMeasure measure,
        String source,
        String since,
        KpiTags tags,
        List<KpiExample> examples,
        boolean overrides) {
    /** Requires all parts and copies the lists. */
    public Kpi {
        requireNonNull(name, "name is null");
        synonyms = List.copyOf(synonyms);
        requireNonNull(texts, "texts is null");
        parameters = List.copyOf(parameters);
        requireNonNull(valid, "valid is null");
        requireNonNull(formula, "formula is null");
        requireNonNull(binding, "binding is null");
        spans = List.copyOf(spans);
        requireNonNull(measure, "measure is null");
        requireNonNull(source, "source is null");
        requireNonNull(since, "since is null");
        requireNonNull(tags, "tags is null");
        examples = List.copyOf(examples);
    }

    /** The same KPI under another name, with options added at the end; its examples are those of the first name. */
    public Kpi renamed(String newName, List<KpiParameter> moreOptions) {
        List<KpiParameter> all = new ArrayList<>(parameters);
        all.addAll(moreOptions);
        Located located = new Located(newName, name.file(), name.line());
        return new Kpi(
                located, List.of(), texts, all, valid, formula, binding, spans, measure, source, since, tags, List.of(),
                overrides);
    }

    /** The parameters that a call in the explicit form must give. */
    public List<KpiParameter> columns() {
        return parameters.stream().filter(parameter -> !parameter.isOption()).toList();
    }

    /** The parameters that a call may leave out. */
    public List<KpiParameter> options() {
        return parameters.stream().filter(KpiParameter::isOption).toList();
    }
}
