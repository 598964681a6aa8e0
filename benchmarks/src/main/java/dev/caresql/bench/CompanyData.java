package dev.caresql.bench;

import dev.caresql.examples.Company;
import dev.caresql.examples.CompanySettings;
import dev.caresql.examples.Period;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** The generated company, kept between runs. */
final class CompanyData {
    private static final long SEED = 2025;

    private CompanyData() {}

    /** Generates the company unless it is there; the folder gets its name when all files are complete. */
    static void provide(BenchmarkSettings settings) throws IOException {
        Path data = settings.company().resolve("data");
        if (Files.isDirectory(data)) {
            return;
        }
        Path growing = settings.company().resolve("data.part");
        Files.createDirectories(growing);
        BenchmarkSettings.Size size = settings.size();
        new Company(new CompanySettings(
                        SEED,
                        new Period(LocalDate.of(2025, 1, 1), 12),
                        new CompanySettings.Volume(size.interactions(), size.responses(), size.agents()),
                        0))
                .writeTo(growing);
        Files.move(growing, data);
    }
}
