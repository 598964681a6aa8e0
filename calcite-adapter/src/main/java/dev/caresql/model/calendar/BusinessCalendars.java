package dev.caresql.model.calendar;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * The calendars of a model.
 *
 * @param all in the order in which they are defined
 * @param defaultId the one meant where none is named; empty when there are several and none is chosen
 */
public record BusinessCalendars(List<BusinessCalendar> all, Optional<String> defaultId) {
    /** A model without business hours. */
    public static final BusinessCalendars NONE = new BusinessCalendars(List.of(), Optional.empty());

    /** Copies the list. */
    public BusinessCalendars {
        all = List.copyOf(all);
        requireNonNull(defaultId, "defaultId is null");
    }

    /** The calendar of that name. */
    public Optional<BusinessCalendar> find(String id) {
        return all.stream().filter(calendar -> calendar.id().equals(id)).findFirst();
    }

    /** The names in order. */
    public List<String> ids() {
        return all.stream().map(BusinessCalendar::id).toList();
    }
}
