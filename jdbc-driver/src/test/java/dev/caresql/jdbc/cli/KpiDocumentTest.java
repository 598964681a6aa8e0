package dev.caresql.jdbc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents of the KPIs in docs are what the catalog says. */
final class KpiDocumentTest {
    private static final String UPDATE = "update";

    @ParameterizedTest
    @ValueSource(strings = {"en", "vi"})
    void theDocumentsAreUpToDate(String language) throws IOException {
        Path document = Path.of("..", "docs", "kpis-" + language + ".md");
        String written = written(language);
        if (UPDATE.equals(System.getProperty("caresql.snapshots"))) {
            Files.writeString(document, written);
        }
        assertThat(Files.readString(document))
                .as("docs/kpis-%s.md is stale; run this test with -Dcaresql.snapshots=update and commit it", language)
                .isEqualTo(written);
    }

    private static String written(String language) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(
                new PrintWriter(out), new PrintWriter(err), "kpis", "--format", "markdown", "--lang", language);
        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        return out.toString();
    }
}
