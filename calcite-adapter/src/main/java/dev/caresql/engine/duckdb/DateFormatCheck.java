package dev.caresql.engine.duckdb;

import dev.caresql.config.Problems;
import dev.caresql.model.SourceDefinition;
import java.util.Optional;

/** Checks that DuckDB has an equal for the date patterns of a source. */
final class DateFormatCheck {
    private DateFormatCheck() {}

    static void check(SourceDefinition source, Problems problems) {
        check(source, "dateFormat", source.text().dateFormat(), problems);
        check(source, "timestampFormat", source.text().timestampFormat(), problems);
    }

    private static void check(SourceDefinition source, String key, Optional<String> pattern, Problems problems) {
        pattern.filter(text -> DateFormats.strptime(text).isEmpty())
                .ifPresent(text -> problems.add(
                        source.place(),
                        "source " + source.name(),
                        "'" + key + ": " + text
                                + "' has letters that cannot be read; use yyyy, MM, dd, HH, mm, ss, SSS, a"));
    }
}
