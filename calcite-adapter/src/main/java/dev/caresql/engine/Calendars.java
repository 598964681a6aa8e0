package dev.caresql.engine;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * The calendars of business hours that a statement may name.
 *
 * @param ids in the order of their definition
 * @param defaultId the one meant where none is named
 */
public record Calendars(List<String> ids, Optional<String> defaultId) {
    /** No business hours. */
    public static final Calendars NONE = new Calendars(List.of(), Optional.empty());

    /** Copies the list. */
    public Calendars {
        ids = List.copyOf(ids);
        requireNonNull(defaultId, "defaultId is null");
    }
}
