package dev.caresql.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

class GenerateCompanyTest {
    private static final Path COMMITTED = Path.of("company", "data");
    private static final long LARGEST_COMMITTED_SIZE = 3_200_000;

    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();

    @Test
    void makesTheCommittedCompany() throws IOException {
        assertThat(run("--out", folder.toString())).isEqualTo(ExitCode.OK);
        TestingCompany committed = new TestingCompany(COMMITTED);
        assertThat(new TestingCompany(folder).fileNames()).isEqualTo(committed.fileNames());
        for (String name : committed.fileNames()) {
            assertThat(Files.mismatch(folder.resolve(name), COMMITTED.resolve(name)))
                    .as(name)
                    .isEqualTo(-1);
        }
    }

    @Test
    void theCommittedCompanyStaysSmall() throws IOException {
        long size = 0;
        for (String name : new TestingCompany(COMMITTED).fileNames()) {
            size += Files.size(COMMITTED.resolve(name));
        }
        assertThat(size).isLessThan(LARGEST_COMMITTED_SIZE);
    }

    @Test
    void followsItsOptions() {
        int exitCode = run(
                "--seed=5",
                "--from=2024-02-01",
                "--months=2",
                "--interactions=300",
                "--responses=500",
                "--agents=9",
                "--bad-rows=0.1",
                "--out=" + folder);
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        TestingCompany company = new TestingCompany(folder);
        assertThat(company.lines(Interactions.TABLE))
                .hasSize(301)
                .element(1)
                .asString()
                .contains("2024-02-01");
        assertThat(company.lines(SurveyResponses.TABLE)).hasSize(501);
        assertThat(company.lines(Agents.TABLE)).hasSize(10);
        assertThat(company.rows(Damage.TABLE)).isNotEmpty();
    }

    @Test
    void saysWhyItRefusesASetting() {
        assertThat(run("--agents=2", "--out=" + folder)).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).contains("agents must be between 6 (one for each team) and", "but is 2");
    }

    @Test
    void refusesAnImpossibleShareOfBadRows() {
        assertThat(run("--bad-rows=2", "--out=" + folder)).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).contains("between 0 and 1");
    }

    private int run(String... arguments) {
        CommandLine command = GenerateCompany.commandLine().setErr(new PrintWriter(errors, true));
        return command.execute(arguments);
    }
}
