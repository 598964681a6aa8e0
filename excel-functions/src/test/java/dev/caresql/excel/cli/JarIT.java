package dev.caresql.excel.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packed program does what the README says. */
@Timeout(300)
@EnabledOnOs({OS.LINUX, OS.MAC})
class JarIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void theCommandOfTheReadmeWritesAReport() throws IOException, InterruptedException {
        String readme = Files.readString(ROOT.resolve("excel-functions").resolve("README.md"));
        var command = Pattern.compile("^    caresql-excel (report .*) --out report.xlsx$", Pattern.MULTILINE)
                .matcher(readme);
        assertThat(command.find()).isTrue();
        Path report = folder.resolve("report.xlsx");
        List<String> line = new ArrayList<>(List.of("sh", requireNonNull(System.getProperty("caresql.script"))));
        line.addAll(List.of(command.group(1).split(" ")));
        line.addAll(List.of("--kpis", "NPS", "--snapshot-folder", folder.toString(), "--out", report.toString()));
        Path err = folder.resolve("err.txt");
        ProcessBuilder script =
                new ProcessBuilder(line).directory(ROOT.toFile()).redirectError(err.toFile());
        script.environment().put("CARESQL_EXCEL_JAR", requireNonNull(System.getProperty("caresql.jar")));
        script.environment().put("JAVA_HOME", System.getProperty("java.home"));
        script.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        Process process = script.start();
        assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(err)).isEqualTo("wrote " + report + "\n");
        assertThat(process.exitValue()).isZero();
        assertThat(Files.size(report)).isGreaterThan(20_000);
    }
}
