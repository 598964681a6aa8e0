package dev.caresql.excel.addin;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.config.Located;
import dev.caresql.sql.ColumnType;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What Excel is told of the functions before it calls one: names, arguments and descriptions, in the form that Microsoft's
 * own generator (custom-functions-metadata) gives.
 */
final class FunctionMetadata {
    /** The function that runs a statement; no KPI may bear its name. */
    static final String QUERY = "QUERY";

    /** The most characters that Microsoft's schema lets a function's description have, and a parameter's. */
    private static final int LONGEST_DESCRIPTION = 1024;

    private static final int LONGEST_HINT = 512;
    private static final String CUT = "…";

    private static final Map<String, Object> OPTIONS = Map.of("cancelable", true);

    private final AddinLanguage language;
    private final Properties words;

    FunctionMetadata(AddinLanguage language) {
        this.language = requireNonNull(language, "language is null");
        this.words = language.words();
    }

    /** All of it: every KPI in the order of the catalog, then QUERY. */
    Map<String, Object> of(KpiCatalog catalog) {
        List<Object> functions = new ArrayList<>();
        catalog.kpis().forEach(kpi -> functions.add(kpi(kpi)));
        functions.add(query());
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("allowCustomDataForDataTypeAny", true);
        all.put("functions", functions);
        return all;
    }

    private Map<String, Object> kpi(Kpi kpi) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(parameter("period", word("period"), "any", Map.of("optional", true)));
        Map<String, Object> texts = new LinkedHashMap<>();
        texts.put("dimensionality", "matrix");
        texts.put("optional", true);
        parameters.add(parameter("filter", word("filter"), "string", texts));
        for (KpiParameter option : kpi.options()) {
            parameters.add(
                    parameter(option.name(), description(option), type(option.type()), Map.of("optional", true)));
        }
        String description =
                language.label(kpi.texts()) + " (" + kpi.measure().unit() + "): " + language.description(kpi.texts());
        return function(kpi.name().text(), description, parameters, Map.of("type", "number"));
    }

    private Map<String, Object> query() {
        Map<String, Object> repeating = new LinkedHashMap<>();
        repeating.put("optional", true);
        repeating.put("repeating", true);
        return function(
                QUERY,
                word("query"),
                List.of(
                        parameter("sql", word("query.sql"), "string", Map.of()),
                        parameter("headers", word("query.headers"), "boolean", Map.of("optional", true)),
                        parameter("parameters", word("query.parameters"), "any", repeating)),
                Map.of("dimensionality", "matrix"));
    }

    private static Map<String, Object> function(
            String name, String description, List<Object> parameters, Map<String, Object> result) {
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("description", shortened(description.strip(), LONGEST_DESCRIPTION));
        function.put("id", name);
        function.put("name", name);
        function.put("options", OPTIONS);
        function.put("parameters", parameters);
        function.put("result", result);
        return function;
    }

    private static Map<String, Object> parameter(
            String name, String description, String type, Map<String, Object> more) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("description", shortened(description, LONGEST_HINT));
        parameter.put("name", name);
        parameter.putAll(more);
        parameter.put("type", type);
        return parameter;
    }

    /** A text that is too long, cut between two words where it has some. */
    private static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int room = longest - CUT.length();
        int blank = text.lastIndexOf(' ', room);
        return text.substring(0, blank > 0 ? blank : room) + CUT;
    }

    private String description(KpiParameter option) {
        String standard = Optional.of(option)
                .flatMap(KpiParameter::defaultValue)
                .map(Located::text)
                .orElse("");
        return option.choices().isEmpty()
                ? word("option", standard)
                : word("option.choices", standard, String.join(", ", option.choices()));
    }

    /** Dates are texts, 2026-10-05: the number that Excel keeps a date as says nothing to the service. */
    private static String type(ColumnType type) {
        return switch (type) {
            case INTEGER, BIGINT, DOUBLE, DECIMAL -> "number";
            case BOOLEAN -> "boolean";
            case VARCHAR, DATE, TIME, TIMESTAMP -> "string";
        };
    }

    private String word(String key, Object... values) {
        String text = requireNonNull(words.getProperty(key), key);
        return values.length == 0 ? text : new MessageFormat(text, Locale.ROOT).format(values);
    }
}
