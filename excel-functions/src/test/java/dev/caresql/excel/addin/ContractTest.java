package dev.caresql.excel.addin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract is a valid OpenAPI file, and the script that says so would notice if it were not. */
class ContractTest {
    private static final String GOOD = """
            {"method": "GET", "path": "/kpi/NPS", "query": [["period", ["2025-11"]]], "status": 200,
             "contentType": "application/json",
             "headers": {"etag": "\\"a\\"", "cache-control": "private, no-cache", "vary": "Accept, Authorization, Origin"},
             "body": "{\\"kpi\\":\\"NPS\\",\\"from\\":null,\\"to\\":null,\\"value\\":1,\\"unit\\":\\"points\\"}"}""";

    @TempDir
    Path folder;

    private NodeScripts scripts;
    private String contract;

    @BeforeEach
    void read() throws IOException {
        scripts = NodeScripts.required();
        contract = Files.readString(CompanyServiceTests.CONTRACT);
    }

    @Test
    void itIsAValidOpenApiFile() throws IOException {
        assertThat(check(contract, GOOD)).isEqualTo("OpenAPI 3.1.0 valid, 5 examples, 1 exchanges\n");
    }

    @Test
    void aFileThatIsNoneIsRefused() {
        refused(contract.replace("in: path", "in: pathway"), GOOD, "not a valid OpenAPI file");
        refused(
                contract.replace("example: 2026-10\n", "example: October\n"),
                GOOD,
                "the example of /kpi/{name} period");
    }

    @Test
    void answersAndQuestionsThatDoNotKeepToItAreRefused() {
        refused(
                contract,
                GOOD.replace("\\\"value\\\":1", "\\\"value\\\":\\\"1\\\""),
                "GET /kpi/NPS 200 is not as the contract");
        refused(
                contract,
                GOOD.replace("\\\"value\\\":1", "\\\"value\\\":null"),
                "GET /kpi/NPS 200 is not as the contract");
        refused(contract, GOOD.replace("\\\"unit\\\"", "\\\"unity\\\""), "GET /kpi/NPS 200 is not as the contract");
        refused(contract, GOOD.replace("private, no-cache", "public"), "GET /kpi/NPS 200 Cache-Control");
        refused(contract, GOOD.replace("\"etag\"", "\"tag\""), "GET /kpi/NPS 200 lacks ETag");
        refused(contract, GOOD.replace("application/json", "text/html"), "has the type text/html");
        refused(contract, GOOD.replace("2025-11", "2025-13"), "/kpi/NPS period");
        refused(contract, GOOD.replace("2025-11", "20252026"), "/kpi/NPS period");
        refused(contract, GOOD.replace("\"period\"", "\"token\""), "/kpi/NPS has no parameter token");
        refused(contract, GOOD.replace("200", "400"), "GET /kpi/NPS 400 has the type application/json");
    }

    private void refused(String text, String exchange, String reason) {
        assertThat(text + exchange).isNotEqualTo(contract + GOOD);
        assertThatThrownBy(() -> check(text, exchange))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(reason);
    }

    private String check(String text, String exchange) throws IOException {
        Path file = Files.writeString(folder.resolve("openapi.yaml"), text);
        Path exchanges = Files.writeString(folder.resolve("exchanges.json"), "[" + exchange + "]");
        return scripts.run(folder, "contract.cjs", file.toString(), exchanges.toString());
    }
}
