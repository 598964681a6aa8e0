package dev.caresql.jdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ShadedJarIT {
    private static final Path JAR = Path.of(requireNonNull(System.getProperty("caresql.jar")));

    private static final Path SCRIPT = Path.of(requireNonNull(System.getProperty("caresql.script")));

    @TempDir
    Path folder;

    @Test
    void theJarAloneReadsAWorkbook() throws Exception {
        try (InputStream workbook = ShadedJarIT.class.getResourceAsStream("/workbooks/answers.xlsx")) {
            Files.copy(requireNonNull(workbook), folder.resolve("answers.xlsx"));
        }
        Files.writeString(folder.resolve("caresql.yaml"), """
                model: workbook
                sources: {answers: {file: answers.xlsx}}
                tables:
                  survey_responses:
                    from: answers
                    columns: {response_id: id, survey_type: kind, score: score, responded_at: answered}
                """);
        assertAnswer(
                "SELECT NPS() AS nps, MIN(responded_at) AS earliest, COUNT(*) AS n FROM survey_responses",
                "nps,earliest,n\n-50.0,2025-01-02 10:00:00,20\n");
    }

    @Test
    void theJarAloneAnswersAQueryInAChildJvm() throws Exception {
        TestingModel.in(folder);
        assertAnswer("SELECT NPS() AS nps, 'Điểm' AS x FROM survey_responses", "nps,x\n25.0,Điểm\n");
    }

    private void assertAnswer(String sql, String csv) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        JAR.toString(),
                        "query",
                        folder.toString(),
                        sql,
                        "--format",
                        "csv")
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(err)).isEmpty();
        assertThat(Files.readString(out, StandardCharsets.UTF_8)).isEqualTo(csv);
        assertThat(process.exitValue()).isZero();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void theScriptKeepsAnArchiveOfClassesAndUsesIt() throws Exception {
        TestingModel.in(folder);
        Path cache = folder.resolve("cache");
        for (int run = 1; run <= 2; run++) {
            Path out = folder.resolve("out" + run + ".txt");
            Path err = folder.resolve("err" + run + ".txt");
            ProcessBuilder script = new ProcessBuilder(
                            "sh", SCRIPT.toString(), "query", folder.toString(), "SELECT 1 AS one")
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            script.environment().put("CARESQL_JAR", JAR.toString());
            script.environment().put("JAVA_HOME", System.getProperty("java.home"));
            script.environment().put("XDG_CACHE_HOME", cache.toString());
            Process process = script.start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(err)).isEmpty();
            assertThat(Files.readString(out)).isEqualTo("one\n---\n  1\n(1 row)\n");
            try (Stream<Path> archives = Files.list(cache.resolve("caresql"))) {
                assertThat(archives).hasSize(1);
            }
        }
    }

    /** The README's first command; the jar of the other programs lies beside the one that it needs. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void theFirstCommandOfTheReadmePrintsTheCompanysKpis() throws Exception {
        Path root = JAR.toAbsolutePath().resolve("../../..").normalize();
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder script = new ProcessBuilder(
                        "sh", root.resolve("examples/company/kpis.sh").toString(), "--format", "csv")
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        script.environment()
                .merge(
                        "PATH",
                        Path.of(System.getProperty("java.home"), "bin").toString(),
                        (path, bin) -> bin + File.pathSeparator + path);
        Process process = script.start();
        assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(err)).isEmpty();
        assertThat(process.exitValue()).isZero();
        List<String> lines = Files.readAllLines(out);
        assertThat(lines.get(0)).startsWith("month,team,");
        assertThat(lines).hasSize(1 + 12 * 6);
    }

    @Test
    void theDriverWorksInAClassLoaderOfItsOwn() throws Exception {
        TestingModel model = TestingModel.in(folder);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            List<Driver> drivers = ServiceLoader.load(Driver.class, loader).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(driver -> driver.getClass().getClassLoader() == loader)
                    .toList();
            assertThat(drivers.stream().map(driver -> driver.getClass().getName()))
                    .containsExactlyInAnyOrder("dev.caresql.jdbc.CareDriver", "org.duckdb.DuckDBDriver");
            Driver driver = drivers.stream()
                    .filter(known -> known.getClass().getName().contains("CareDriver"))
                    .findFirst()
                    .orElseThrow();
            try (Connection connection = driver.connect(model.url(), new Properties());
                    ResultSet tables = connection.getMetaData().getTables(null, null, "%", null)) {
                assertThat(TestingModel.rows(connection, "SELECT NPS() FROM survey_responses"))
                        .containsExactly("25.0");
                assertThat(TestingModel.rows(tables).stream().map(row -> row.split("\\|")[2]))
                        .contains("customers", "survey_responses");
            }
        }
    }

    @Test
    void nothingThatAToolMightAlsoBringLiesInItsOwnPackage() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> foreign = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class"))
                    .filter(name -> !name.startsWith("dev/caresql/")
                            && !name.startsWith("org/duckdb/")
                            && !name.startsWith("org/jline/"))
                    .toList();
            assertThat(foreign).isEmpty();
        }
    }
}
