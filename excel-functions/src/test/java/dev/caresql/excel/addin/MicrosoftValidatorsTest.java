package dev.caresql.excel.addin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caresql.catalog.KpiCatalog;
import dev.caresql.excel.TestingCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Manifest and metadata before those validators of Microsoft's that run without the network: their converter, which reads a
 * manifest as Office does, and their schema. What neither sees, such as the order of elements, only their service does.
 */
class MicrosoftValidatorsTest {
    private static final AddinAddresses ADDRESSES =
            AddinAddresses.parse("https://kpi.example.com/care", "https://kpi.example.com/care/addin/");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private NodeScripts scripts;
    private Map<String, byte[]> files;

    @BeforeEach
    void setUp() {
        scripts = NodeScripts.required();
        files = files(TestingCatalog.COMPILER.catalog());
    }

    @ParameterizedTest
    @EnumSource(AddinLanguage.class)
    void nothingIsRefused(AddinLanguage language) throws IOException {
        assertThat(complaints(text("manifest.xml"), text(language.file()))).isEmpty();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            <Id>.*</Id>                                 |                     | Value cannot be null.
            <Id>.*</Id>                                 | <Id>care</Id>       | Value does not fall within the expected range.
            </VersionOverrides>                         |                     | unclosed xml attribute
            <ProviderName>.*</ProviderName>             |                     | Parameter name: node
            ReadWriteDocument                           | Everything          | window is not defined
            https://                                    | http://             | runtimes/0/code/page must match pattern
            <bt:Url id="Taskpane.Url".*                 |                     | getStartedMessages/0/learnMoreUrl must match
            <bt:Image id="Icon.16x16".*                 |                     | groups/0/icons/0/url must match pattern
            <Host Name="Workbook"/>                     |                     | requirements/scopes must NOT have fewer than 1
            xsi:type="ShowTaskpane"                     | xsi:type="Show"     | Unsupported action type.
            size="16"                                   | size="17"           | Icons are missing required size 16
            <Label resid="Group.Label"/>                |                     | Label required
            <DefaultLocale>.*</DefaultLocale>           | <DefaultLocale>all of them</DefaultLocale> | defaultLanguageTag must match
            DefaultValue="CARESQL"                      | DefaultValue="CARE SQL" | customFunctions/namespace/id must match pattern
            """)
    void aBrokenManifestIsRefused(String good, String broken, String complaint) throws IOException {
        String manifest = text("manifest.xml").replaceAll(good, Objects.requireNonNullElse(broken, ""));

        assertThat(manifest).isNotEqualTo(text("manifest.xml"));
        assertThat(complaints(manifest, text("functions.json"))).contains(complaint);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void brokenMetadataIsRefused(String complaint, Consumer<ObjectNode> breaking) throws IOException {
        JsonNode metadata = JSON.readTree(text("functions.json"));
        breaking.accept((ObjectNode) metadata.get("functions").get(0));

        assertThat(complaints(text("manifest.xml"), metadata.toString()))
                .contains("customFunctions/functions/0")
                .contains(complaint);
    }

    static Stream<Arguments> brokenMetadataIsRefused() {
        return Stream.of(
                broken("/id must match pattern", function -> function.put("id", "NPS-1")),
                broken("/id must NOT have fewer than 3 characters", function -> function.put("id", "NP")),
                broken("/name must match pattern", function -> function.put("name", "N P S")),
                broken("/name must NOT have more than 64", function -> function.put("name", "N".repeat(65))),
                broken(
                        "/description must NOT have more than 1024",
                        function -> function.put("description", "x".repeat(1025))),
                broken("must have required property 'result'", function -> function.remove("result")),
                broken("must have required property 'parameters'", function -> function.remove("parameters")),
                broken("/parameters/0 must have required property 'name'", function -> parameter(function)
                        .remove("name")),
                broken("/parameters/0/description must NOT have more than 512", function -> parameter(function)
                        .put("description", "x".repeat(513))),
                broken("/parameters/0/dimensionality must be equal to one of", function -> parameter(function)
                        .put("dimensionality", "cube")),
                broken("/parameters/0/optional must be boolean", function -> parameter(function)
                        .put("optional", "yes")),
                broken(
                        "/result/dimensionality must be equal to one of",
                        function -> ((ObjectNode) function.get("result")).put("dimensionality", "cube")),
                broken("/cancelable must be boolean", function -> ((ObjectNode) function.get("options"))
                        .put("cancelable", "yes")));
    }

    /** A KPI of one's own may say more of itself, and bear a longer name, than those of the catalog. */
    @Test
    void whatAUserWritesAtLengthIsCutToWhatOfficeTakes() throws IOException {
        Path kpis = folder.resolve("my-kpis.yaml");
        Files.writeString(
                kpis, """
                kpis:
                  - name: %s
                    label: {en: Detractors}
                    description: {en: %s}
                    parameters:
                      score: integer
                      way: {type: varchar, default: "'WAY0'", choices: [%s]}
                    formula: COUNT(score)
                    unit: count
                  - name: BARE
                    parameters: {score: integer}
                    formula: COUNT(score)
                    unit: count
                """.formatted("A".repeat(63), "words ".repeat(400).strip(), choices()));
        files = files(TestingCatalog.load(kpis));

        JsonNode functions = JSON.readTree(text("functions.json")).get("functions");
        JsonNode longest = functions.get(functions.size() - 3);

        assertThat(longest.get("name").asText()).hasSize(63);
        assertThat(longest.get("description").asText())
                .hasSizeLessThanOrEqualTo(1024)
                .startsWith("Detractors (count): words words")
                .endsWith("words…");
        assertThat(longest.get("parameters").get(2).get("description").asText())
                .hasSizeLessThanOrEqualTo(512)
                .endsWith("…");
        assertThat(complaints(text("manifest.xml"), text("functions.json"))).isEmpty();
        assertThat(complaints(text("manifest.xml"), text("functions.vi.json"))).isEmpty();
    }

    private static String choices() {
        StringBuilder choices = new StringBuilder("WAY0");
        for (int i = 1; i < 120; i++) {
            choices.append(", WAY").append(i);
        }
        return choices.toString();
    }

    private static Arguments broken(String complaint, Consumer<ObjectNode> breaking) {
        return Arguments.of(complaint, breaking);
    }

    private static ObjectNode parameter(ObjectNode function) {
        return (ObjectNode) function.get("parameters").get(0);
    }

    private String complaints(String manifest, String metadata) throws IOException {
        Path manifestFile = Files.writeString(folder.resolve("manifest.xml"), manifest);
        Path metadataFile = Files.writeString(folder.resolve("functions.json"), metadata);
        String list = scripts.run(folder, "validate.cjs", manifestFile.toString(), metadataFile.toString());
        StringBuilder complaints = new StringBuilder();
        JSON.readTree(list).forEach(one -> complaints.append(one.asText()).append('\n'));
        return complaints.toString();
    }

    private String text(String file) {
        return new String(Objects.requireNonNull(files.get(file)), UTF_8);
    }

    private static Map<String, byte[]> files(KpiCatalog catalog) {
        return new Addin(catalog, ADDRESSES, "0.1.0-SNAPSHOT").files();
    }
}
