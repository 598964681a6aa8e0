package dev.caresql.jdbc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.jdbc.TestingModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That what init writes is a model, whatever lies in the folder. */
class InitCommandTest {
    private static final String CALLS = "interaction_id,customer_id,started_at\n1,a,2025-01-05 10:00:00\n";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    @Test
    void initWritesAMappingThatWorksAtOnce() throws IOException {
        TestingModel.in(folder);
        Files.delete(folder.resolve("caresql.yaml"));
        assertThat(run("init", folder.toString())).as(err.toString()).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(model())
                .contains("response_id: id", "customer_id: customer", "responded_at: answered", "# id BIGINT");
        assertThat(run("check", folder.toString())).as(err.toString()).isZero();
        assertThat(run("init", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("exists already");
    }

    @Test
    void quotesReservedWordsThatFilesAreNamedBy() throws IOException {
        List<String> names = List.of(
                "order", "call", "date", "group", "table", "values", "user", "null", "true", "snapshot", "kpis");
        for (String name : names) {
            write(name + ".csv", CALLS.replace("\n1,", "\n" + name + ","));
        }
        assertThat(run("init", folder.toString())).as(err.toString()).isZero();
        assertThat(model()).contains("- from: '\"order\"'\n", "- from: '\"user\"'\n", "- from: kpis\n");
        assertThat(run("check", folder.toString())).as(err.toString()).isZero();
        String sql = "SELECT interaction_id FROM interactions ORDER BY 1";
        assertThat(run("query", folder.toString(), sql, "--format", "csv"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .endsWith("interaction_id\n"
                        + String.join("\n", names.stream().sorted().toList()) + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "end", "via"})
    void quotesReservedWordsThatColumnsAreNamedBy(String column) throws IOException {
        write("calls.csv", CALLS.replace("started_at", column));
        write("tickets.csv", "ticket id,created at," + column + "\n1,2025-01-05 10:00:00,x\n");
        assertThat(run("init", folder.toString())).as(err.toString()).isZero();
        assertThat(run("check", folder.toString())).as(model() + err.toString()).isZero();
    }

    @Test
    void tellsFilesApartWhoseNamesDifferInCaseOrExtensionOnly() throws IOException {
        write("calls.csv", CALLS);
        write("Calls.tsv", CALLS.replace("\n1,", "\n2,").replace(',', '\t'));
        assertThat(run("init", folder.toString())).as(err.toString()).isZero();
        assertThat(run("query", folder.toString(), "SELECT interaction_id FROM interactions ORDER BY 1"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("1\n2\n");
    }

    private String model() throws IOException {
        return Files.readString(folder.resolve("caresql.yaml"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
