package dev.caresql.model;

import static java.util.Collections.unmodifiableMap;
import static java.util.Objects.requireNonNull;

import dev.caresql.model.calendar.BusinessCalendars;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A user's model: his sources and how they map onto the canonical tables.
 *
 * @param name the model's name
 * @param file where it was read from
 * @param timeZone the business time zone
 * @param asOf the fixed as-of instant, if the model states one
 * @param catalogs further KPI catalog files
 * @param onBadRow what to do with bad rows
 * @param repeatWindow when a further contact is a repeat
 * @param calendars business hours
 * @param sources by name
 * @param tables canonical tables that something feeds, in the order of the file
 * @param derivedTables tables that the model derives itself, by name
 */
public record CareModel(
        String name,
        Path file,
        ZoneId timeZone,
        Optional<Instant> asOf,
        List<Path> catalogs,
        BadRowPolicy onBadRow,
        RepeatWindow repeatWindow,
        BusinessCalendars calendars,
        Map<String, SourceDefinition> sources,
        List<TableMapping> tables,
        Map<String, CanonicalTable> derivedTables) {
    /** Copies the collections. */
    public CareModel {
        requireNonNull(name, "name is null");
        requireNonNull(file, "file is null");
        requireNonNull(timeZone, "timeZone is null");
        requireNonNull(asOf, "asOf is null");
        requireNonNull(onBadRow, "onBadRow is null");
        requireNonNull(repeatWindow, "repeatWindow is null");
        requireNonNull(calendars, "calendars is null");
        catalogs = List.copyOf(catalogs);
        sources = unmodifiableMap(new LinkedHashMap<>(sources));
        tables = List.copyOf(tables);
        derivedTables = unmodifiableMap(new LinkedHashMap<>(derivedTables));
    }

    /** The folder that holds the model's file. */
    public Path folder() {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}
