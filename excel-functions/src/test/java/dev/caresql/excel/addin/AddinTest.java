package dev.caresql.excel.addin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.error.CareSqlException;
import dev.caresql.excel.TestingCatalog;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddinTest {
    private static final AddinAddresses ADDRESSES =
            AddinAddresses.parse("https://kpi.example.com/care", "https://kpi.example.com/care/addin/");
    private static final KpiCatalog CATALOG = TestingCatalog.COMPILER.catalog();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void everyKpiOfTheCatalogIsAFunctionInBothLanguages() throws IOException {
        Map<String, byte[]> files = addin().files();
        List<String> names = new ArrayList<>(
                CATALOG.kpis().stream().map(kpi -> kpi.name().text()).toList());
        names.add("QUERY");

        JsonNode english = JSON.readTree(files.get("functions.json")).get("functions");
        JsonNode vietnamese = JSON.readTree(files.get("functions.vi.json")).get("functions");

        assertThat(texts(english, "id")).isEqualTo(names).doesNotHaveDuplicates();
        assertThat(texts(vietnamese, "id")).isEqualTo(names);
        assertThat(texts(english, "name")).isEqualTo(names);
        assertThat(english.get(0).get("description").asText())
                .isEqualTo(
                        "Net Promoter Score (points): Share of promoters (9-10) minus share of detractors (0-6) of those"
                                + " who answered on 0-10.");
        assertThat(vietnamese.get(0).get("description").asText()).startsWith("Chỉ số");
        assertThat(names).hasSizeGreaterThan(210);
        assertThat(addin().size()).isEqualTo(names.size());
    }

    @Test
    void whatIsGeneratedOfTheCodeIsOneLine() throws IOException {
        String code = text("functions.js");
        String written = Files.readString(Path.of("addin", "src", "functions.js"));

        assertThat(code).startsWith(written);
        assertThat(code.substring(written.length()).strip().lines())
                .singleElement()
                .asString()
                .startsWith("CareSql.start({\"endpoint\":\"https://kpi.example.com/care\",\"kpis\":{\"NPS\":[],")
                .contains("\"CSAT\":[\"max_scale\",\"min_satisfied\"]");
    }

    /** Who describes the same functions by JSDoc is given the same metadata by Microsoft's generator. */
    @Test
    void microsoftsGeneratorGivesTheSameMetadata() throws IOException {
        NodeScripts scripts = NodeScripts.required();
        Path source = folder.resolve("described.js");
        Files.writeString(source, JsDoc.of(CATALOG));

        String generated = scripts.run(folder, "metadata.cjs", source.toString());

        assertThat(JSON.readTree(generated)).isEqualTo(JSON.readTree(text("functions.json")));
    }

    @Test
    void theCodeRunsUnderAMockOfExcel() throws IOException {
        NodeScripts scripts = NodeScripts.required();
        Path files = folder.resolve("addin");
        addin().write(files);

        String report = scripts.run(files, "runtime.test.cjs");

        assertThat(report).contains("fail 0").contains("skipped 0").doesNotContain("tests 0");
    }

    @Test
    void everyAddressOfTheManifestIsAFileAndEveryReferenceIsDefined() {
        Map<String, byte[]> files = addin().files();
        Manifest manifest = new Manifest(text("manifest.xml"));

        for (String url : manifest.urls()) {
            assertThat(url).startsWith("https://kpi.example.com/care/addin/");
            assertThat(files).containsKey(url.substring("https://kpi.example.com/care/addin/".length()));
        }
        assertThat(manifest.urls()).hasSizeGreaterThan(8);
        assertThat(manifest.defined()).containsExactlyInAnyOrderElementsOf(manifest.referred());
        assertThat(manifest.namespace()).isEqualTo("CARESQL");
        manifest.requireOfficesLimits();
    }

    @Test
    void microsoftsToolsReadTheManifest() throws IOException {
        NodeScripts scripts = NodeScripts.required();
        Path manifest = folder.resolve("manifest.xml");
        Files.writeString(manifest, text("manifest.xml"));

        JsonNode read = JSON.readTree(scripts.run(folder, "manifest.cjs", manifest.toString()));

        assertThat(read.get("officeAppType").asText()).isEqualTo("TaskPaneApp");
        assertThat(read.get("version").asText()).matches("\\d+\\.\\d+\\.\\d+\\.0");
        assertThat(read.get("hosts").toString()).contains("Workbook");
        assertThat(read.get("defaultSettings").get("sourceLocation").asText())
                .isEqualTo("https://kpi.example.com/care/addin/taskpane.html");
    }

    @Test
    void theIdStaysWithThePages() {
        AddinAddresses others = AddinAddresses.parse("https://kpi.example.com/care", "https://other.example.com");

        assertThat(id(new Addin(CATALOG, ADDRESSES, "0.2.0"))).isEqualTo(id(addin()));
        assertThat(id(new Addin(CATALOG, others, "0.1.0"))).isNotEqualTo(id(addin()));
    }

    @Test
    void whatIsFilledInIsEscaped() {
        AddinAddresses odd = AddinAddresses.parse("https://k.example.com/a&b'c", "https://k.example.com/a&b'c");
        Manifest manifest = new Manifest(new String(files(odd).get("manifest.xml"), UTF_8));

        assertThat(manifest.urls()).allMatch(url -> url.startsWith("https://k.example.com/a&b'c/"));
    }

    @Test
    void iconsHaveTheirSizes() throws IOException {
        for (int size : List.of(16, 32, 64, 80)) {
            byte[] png = Objects.requireNonNull(addin().files().get("assets/icon-" + size + ".png"));
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
            assertThat(List.of(image.getWidth(), image.getHeight())).containsOnly(size);
            assertThat(image.getRGB(size / 2, size / 2)).isEqualTo(0xFFFFFFFF);
            assertThat(image.getRGB(0, 0) >>> 24).isLessThan(40);
        }
    }

    @Test
    void bothLanguagesHaveTheSameWords() {
        Properties english = AddinLanguage.EN.words();

        assertThat(AddinLanguage.VI.words().keySet()).isEqualTo(english.keySet());
    }

    @Test
    void anEarlierAddinIsReplacedAsAWhole() throws IOException {
        Path out = folder.resolve("addin");
        addin().write(out);
        Files.writeString(out.resolve("left-over.js"), "old");

        addin().write(out);

        assertThat(out.resolve("left-over.js")).doesNotExist();
        assertThat(out.resolve("functions.js")).exists();
        try (var siblings = Files.list(folder)) {
            assertThat(siblings).containsExactly(out);
        }
    }

    @Test
    void aFolderOfOtherFilesIsLeftAlone() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("thesis.txt"), "mine");

        assertThatThrownBy(() -> addin().write(other))
                .isInstanceOf(CareSqlException.class)
                .hasMessageContaining("holds other files than an add-in of CareSQL");
        assertThatThrownBy(() -> addin().write(other.resolve("thesis.txt"))).hasMessageEndingWith("name a folder");
        assertThatThrownBy(() -> addin().write(folder.resolve("none").resolve("addin")))
                .hasMessageStartingWith("There is no folder ");
        assertThat(other.resolve("thesis.txt")).hasContent("mine");
        try (var entries = Files.list(folder)) {
            assertThat(entries).containsExactly(other);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://kpi.example.com",
                "https://user:secret@kpi.example.com",
                "https://kpi.example.com?token=1",
                "https://kpi.example.com#a",
                "kpi.example.com",
                "https:///addin",
                "https://kpi.example.com/a b",
                "javascript:alert(1)",
                ""
            })
    void addressesThatATokenMustNotGoToAreRefused(String address) {
        assertThatThrownBy(() -> AddinAddresses.parse(address, "https://kpi.example.com"))
                .isInstanceOf(CareSqlException.class)
                .hasMessageStartingWith("'" + address + "' is no address for the add-in: ")
                .hasMessageEndingWith("write one such as https://kpi.example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUERY", "AB"})
    void namesThatAnAddinCannotHaveAreRefusedWithTheirPlace(String name) throws IOException {
        Path kpis = folder.resolve("my-kpis.yaml");
        Files.writeString(kpis, """
                kpis:
                  - name: %s
                    parameters: {score: integer}
                    formula: COUNT(score)
                    unit: count
                """.formatted(name));
        KpiCatalog catalog = TestingCatalog.load(kpis);

        assertThatThrownBy(() -> new Addin(catalog, ADDRESSES, "0.1.0"))
                .isInstanceOf(CareSqlException.class)
                .hasMessageStartingWith(
                        "my-kpis.yaml:2: KPI " + name + " cannot be a function of the add-in: its name ");
    }

    private static Addin addin() {
        return new Addin(CATALOG, ADDRESSES, "0.1.0-SNAPSHOT");
    }

    private static Map<String, byte[]> files(AddinAddresses addresses) {
        return new Addin(CATALOG, addresses, "0.1.0").files();
    }

    private static String text(String file) {
        return new String(Objects.requireNonNull(addin().files().get(file)), UTF_8);
    }

    private static String id(Addin addin) {
        return new Manifest(new String(Objects.requireNonNull(addin.files().get("manifest.xml")), UTF_8)).id();
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(one -> one.get(field).asText())
                .toList();
    }

    /** The same functions as a programmer would describe them for Microsoft's generator. */
    private static final class JsDoc {
        static String of(KpiCatalog catalog) {
            return catalog.kpis().stream().map(JsDoc::function).collect(Collectors.joining()) + """
                    /**
                     * The rows of a SQL statement, with their column names
                     * @customfunction QUERY QUERY
                     * @param {string} sql A SELECT statement; ? for each parameter
                     * @param {boolean} [headers] Column names above the rows; TRUE if left out
                     * @param {any[]} [parameters] Values for the ? of the statement
                     * @param {CustomFunctions.CancelableInvocation} invocation
                     * @returns {any[][]}
                     */
                    function QUERY(sql, headers, parameters, invocation) {}
                    """;
        }

        private static String function(Kpi kpi) {
            String name = kpi.name().text();
            StringBuilder text = new StringBuilder("/**\n * " + kpi.texts().labelEn() + " ("
                    + kpi.measure().unit() + "): " + kpi.texts().descriptionEn() + "\n");
            text.append(" * @customfunction ")
                    .append(name)
                    .append(' ')
                    .append(name)
                    .append('\n');
            text.append(
                    " * @param {any} [period] Period: 2026, 2026-Q3, 2026-10, 2026-10-05, or from..to; all if left out\n");
            text.append(
                    " * @param {string[][]} [filter] Conditions such as team=Sales; channel=chat,email; segment<>VIP, in a"
                            + " text or a range of cells\n");
            for (KpiParameter option : kpi.options()) {
                String choices = option.choices().isEmpty() ? "" : ": " + String.join(", ", option.choices());
                String type =
                        switch (option.type()) {
                            case INTEGER, BIGINT, DOUBLE, DECIMAL -> "number";
                            case BOOLEAN -> "boolean";
                            default -> "string";
                        };
                text.append(" * @param {" + type + "} [" + option.name() + "] Option" + choices + "; "
                        + option.defaultValue().orElseThrow().text() + " if left out\n");
            }
            String names =
                    kpi.options().stream().map(option -> option.name() + ", ").collect(Collectors.joining());
            return text
                    + " * @param {CustomFunctions.CancelableInvocation} invocation\n * @returns {number}\n */\nfunction "
                    + name + "(period, filter, " + names + "invocation) {}\n";
        }
    }
}
