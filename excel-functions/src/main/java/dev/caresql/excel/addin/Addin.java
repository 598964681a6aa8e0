package dev.caresql.excel.addin;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of the Office add-in for a catalog: every KPI is a function {@code CARESQL.NPS(period, filter, options...)}, and
 * {@code CARESQL.QUERY} runs a statement. The code is one file for all; what is generated is names and addresses.
 */
public final class Addin {
    private static final List<String> PAGES = List.of("taskpane.html", "taskpane.js", "taskpane.css");
    private static final List<Integer> ICONS = List.of(16, 32, 64, 80);
    private static final Pattern BLANK = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern LEADING_NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?.*");
    private static final int LEAST_NAME = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KpiCatalog catalog;
    private final AddinAddresses addresses;
    private final String version;

    /**
     * Creates the add-in of a catalog.
     *
     * @param version that of CareSQL, such as 0.1.0-SNAPSHOT
     */
    public Addin(KpiCatalog catalog, AddinAddresses addresses, String version) {
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.addresses = requireNonNull(addresses, "addresses is null");
        this.version = requireNonNull(version, "version is null");
        catalog.kpis().forEach(Addin::requireName);
    }

    /** Writes all files into a folder, which is made or, where an earlier add-in lies in it, replaced as a whole. */
    public void write(Path folder) {
        AddinFolder.write(folder, files());
    }

    /** The number of functions. */
    public int size() {
        return catalog.kpis().size() + 1;
    }

    /** The content of each file by its path in the folder. */
    Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(AddinFolder.MANIFEST, utf8(filled("src/manifest.xml", Addin::xml)));
        files.put("functions.js", utf8(resource("src/functions.js") + start()));
        for (AddinLanguage language : AddinLanguage.values()) {
            files.put(language.file(), utf8(json(new FunctionMetadata(language).of(catalog), true) + "\n"));
        }
        PAGES.forEach(page -> files.put(page, utf8(resource("src/" + page))));
        ICONS.forEach(size -> files.put("assets/icon-" + size + ".png", Icon.png(size)));
        files.put("CareSQL.pq", utf8(filled("powerquery/CareSQL.pq", text -> text.replace("\"", "\"\""))));
        return files;
    }

    /** The one generated line of the code: where to ask, and for what. */
    private String start() {
        Map<String, List<String>> kpis = new LinkedHashMap<>();
        for (Kpi kpi : catalog.kpis()) {
            kpis.put(
                    kpi.name().text(),
                    kpi.options().stream().map(KpiParameter::name).toList());
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("endpoint", addresses.endpoint().toString());
        arguments.put("kpis", kpis);
        return "\nCareSql.start(" + json(arguments, false) + ");\n";
    }

    /** A template with its blanks filled in. */
    private String filled(String name, java.util.function.UnaryOperator<String> escape) {
        Map<String, String> values = Map.of(
                "endpoint", addresses.endpoint().toString(),
                "pages", addresses.pages().toString(),
                "pagesOrigin", addresses.pagesOrigin(),
                "id", id(),
                "version", officeVersion());
        Matcher blank = BLANK.matcher(resource(name));
        return blank.replaceAll(found ->
                Matcher.quoteReplacement(escape.apply(requireNonNull(values.get(found.group(1)), found.group()))));
    }

    /** The same for the same pages, so that a new version replaces the old one and another company's does not. */
    private String id() {
        return UUID.nameUUIDFromBytes(utf8("dev.caresql.excel.addin " + addresses.pages()))
                .toString();
    }

    /** Four numbers, as Office wants them. */
    private String officeVersion() {
        Matcher numbers = LEADING_NUMBERS.matcher(version);
        if (!numbers.matches()) {
            throw new CareSqlException(ErrorCode.INTERNAL, "The version " + version + " has no numbers");
        }
        String patch = Optional.ofNullable(numbers.group(3)).orElse("0");
        return numbers.group(1) + "." + numbers.group(2) + "." + patch + ".0";
    }

    private static void requireName(Kpi kpi) {
        String name = kpi.name().text();
        if (name.equals(FunctionMetadata.QUERY)) {
            throw refused(kpi, "is the name of the add-in's own function");
        }
        if (name.length() < LEAST_NAME) {
            throw refused(kpi, "has fewer than three characters, the least for a function of an add-in");
        }
    }

    private static CareSqlException refused(Kpi kpi, String reason) {
        return new CareSqlException(
                ErrorCode.CATALOG,
                kpi.name().file() + ":" + kpi.name().line() + ": KPI "
                        + kpi.name().text() + " cannot be a function of the add-in: its name " + reason
                        + "; rename it");
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static String json(Object value, boolean lines) {
        try {
            return lines
                    ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value)
                    : JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new CareSqlException(ErrorCode.INTERNAL, "Cannot write " + value, e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = requireNonNull(Addin.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
