package dev.caresql.examples;

import dev.caresql.examples.CompanySettings.Volume;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** A generated company, read back with an independent CSV reader. */
record TestingCompany(Path folder) {
    static final LocalDate FROM = LocalDate.of(2025, 1, 1);
    static final LocalDateTime AS_OF = LocalDate.of(2026, 1, 1).atStartOfDay();

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    static CompanySettings settings(long seed, long interactions, double badRows) {
        return new CompanySettings(seed, new Period(FROM, 12), Volume.of(interactions, Optional.empty(), 40), badRows);
    }

    static TestingCompany generate(CompanySettings settings, Path folder) throws IOException {
        new Company(settings).writeTo(folder);
        return new TestingCompany(folder);
    }

    List<CSVRecord> rows(Table table) {
        try (Reader reader = Files.newBufferedReader(folder.resolve(table.fileName()))) {
            return FORMAT.parse(reader).getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> lines(Table table) {
        try {
            return Files.readAllLines(folder.resolve(table.fileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The distinct values of a column, without NULL. */
    Set<String> values(Table table, String column) {
        return rows(table).stream()
                .map(row -> row.get(column))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toSet());
    }

    Set<String> fileNames() {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The moment in a column, if there is one. */
    static Optional<LocalDateTime> time(CSVRecord row, String column) {
        String text = row.get(column);
        return text.isEmpty() ? Optional.empty() : Optional.of(LocalDateTime.parse(text.replace(' ', 'T')));
    }
}
