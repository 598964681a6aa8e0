package dev.caresql.model.calendar;

import static java.util.Objects.requireNonNull;

import dev.caresql.config.ConfigMap;
import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import dev.caresql.error.DidYouMean;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the calendars of a caresql.yaml; what does not fit is noted with file and line. */
public final class CalendarReader {
    private static final List<String> KEYS = List.of("timeZone", "hours", "holidays", "days");
    private static final String VALID_FROM = "validFrom";
    private static final String VALID_TO = "validTo";
    private static final String LIKE = "like ";
    private static final String TO = "\\.\\.";
    private static final int LONGEST_RANGE = 366;
    private static final int ABBREVIATION = 3;

    private final ZoneId modelZone;
    private final Problems problems;

    /** Creates a reader; a calendar without a time zone has the model's. */
    public CalendarReader(ZoneId modelZone, Problems problems) {
        this.modelZone = requireNonNull(modelZone, "modelZone is null");
        this.problems = requireNonNull(problems, "problems is null");
    }

    /**
     * The calendars under the key {@code calendars}, in the order of the file, and the one under
     * {@code defaultCalendar}, which a table may define too.
     */
    public BusinessCalendars read(ConfigMap root) {
        List<BusinessCalendar> calendars = new ArrayList<>();
        root.map("calendars").ifPresent(all -> {
            for (String id : all.keys()) {
                all.map(id).map(map -> map.about("calendar " + id)).ifPresent(map -> calendars.add(calendar(id, map)));
            }
        });
        return new BusinessCalendars(calendars, root.text("defaultCalendar").map(Located::text));
    }

    private BusinessCalendar calendar(String id, ConfigMap map) {
        map.allowOnly(KEYS);
        List<WeekHours> weeks = new ArrayList<>();
        map.maps("hours").forEach(hours -> weeks.add(week(hours)));
        Map<LocalDate, SpecialDay> days = new TreeMap<>();
        map.texts("holidays").forEach(text -> put(map, text, SpecialDay.CLOSED, days));
        map.textMap("days").forEach((dates, text) -> special(map, text)
                .ifPresent(day -> put(map, new Located(dates, text.file(), text.line()), day, days)));
        return new BusinessCalendar(id, zone(map), weeks, days);
    }

    private ZoneId zone(ConfigMap map) {
        Optional<Located> text = map.text("timeZone");
        try {
            return text.map(Located::text).map(ZoneId::of).orElse(modelZone);
        } catch (DateTimeException e) {
            String written = text.map(Located::text).orElse("");
            problems.add(
                    text.orElse(map.place()),
                    map.subject(),
                    "there is no time zone '" + written + "'" + DidYouMean.hint(written, ZoneId.getAvailableZoneIds()));
            return modelZone;
        }
    }

    private WeekHours week(ConfigMap map) {
        Optional<LocalDate> from = map.text(VALID_FROM).flatMap(text -> date(map, text, text.text()));
        Optional<LocalDate> to = map.text(VALID_TO).flatMap(text -> date(map, text, text.text()));
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            problems.add(
                    map.placeOf(VALID_TO),
                    map.subject(),
                    "'validTo' is the first date on which the hours no longer hold, and must be after 'validFrom'");
        }
        Map<DayOfWeek, List<OpenHours>> hours = new EnumMap<>(DayOfWeek.class);
        for (String key : map.keys()) {
            if (!VALID_FROM.equals(key) && !VALID_TO.equals(key)) {
                List<DayOfWeek> weekdays = weekdays(map, key);
                map.requiredText(key).ifPresent(text -> hours(map, text).ifPresent(read -> {
                    for (DayOfWeek weekday : weekdays) {
                        if (hours.putIfAbsent(weekday, read) != null) {
                            problems.add(
                                    text,
                                    map.subject(),
                                    name(weekday) + " stands twice; write its intervals in one line, a comma between");
                        }
                    }
                }));
            }
        }
        return new WeekHours(from, to, hours);
    }

    /** A key such as {@code mon}, {@code mon-fri} or {@code mon, wed}. */
    private List<DayOfWeek> weekdays(ConfigMap map, String key) {
        List<DayOfWeek> weekdays = new ArrayList<>();
        for (String part : key.split(",", -1)) {
            String[] ends = part.split("-", 2);
            Optional<DayOfWeek> first = weekday(ends[0]);
            Optional<DayOfWeek> last = weekday(ends[ends.length - 1]);
            if (first.isEmpty() || last.isEmpty()) {
                problems.add(
                        map.placeOf(key),
                        map.subject(),
                        "'" + key
                                + "' is no weekday; use mon, tue, wed, thu, fri, sat, sun, mon-fri, validFrom or validTo");
                return List.of();
            }
            DayOfWeek day = first.get();
            weekdays.add(day);
            while (day != last.get()) {
                day = day.plus(1);
                weekdays.add(day);
            }
        }
        return weekdays;
    }

    private static Optional<DayOfWeek> weekday(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().equals(name) || day.name().substring(0, ABBREVIATION).equals(name)) {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }

    private static String name(DayOfWeek weekday) {
        return weekday.name().substring(0, ABBREVIATION).toLowerCase(Locale.ROOT);
    }

    private Optional<List<OpenHours>> hours(ConfigMap map, Located text) {
        try {
            return Optional.of(OpenHours.parse(text.text()));
        } catch (IllegalArgumentException e) {
            problems.add(text, map.subject(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** {@code closed}, hours, or {@code like mon}. */
    private Optional<SpecialDay> special(ConfigMap map, Located text) {
        String value = text.text().strip();
        if (value.toLowerCase(Locale.ROOT).startsWith(LIKE)) {
            Optional<DayOfWeek> weekday = weekday(value.substring(LIKE.length()));
            if (weekday.isEmpty()) {
                problems.add(text, map.subject(), "'" + value + "' names no weekday; write, for example, like mon");
            }
            return weekday.map(SpecialDay::like);
        }
        return hours(map, text).map(SpecialDay::open);
    }

    /** A date, or a range {@code 2025-01-27..2025-02-02} with both its ends. */
    private void put(ConfigMap map, Located dates, SpecialDay day, Map<LocalDate, SpecialDay> days) {
        String[] ends = dates.text().split(TO, 2);
        Optional<LocalDate> first = date(map, dates, ends[0]);
        Optional<LocalDate> last = ends.length == 1 ? first : date(map, dates, ends[1]);
        if (first.isEmpty() || last.isEmpty()) {
            return;
        }
        if (last.get().isBefore(first.get()) || last.get().isAfter(first.get().plusDays(LONGEST_RANGE))) {
            problems.add(
                    dates,
                    map.subject(),
                    "the range '" + dates.text() + "' must run forward, for at most " + LONGEST_RANGE + " days");
            return;
        }
        Map<LocalDate, SpecialDay> found = new LinkedHashMap<>();
        first.get().datesUntil(last.get().plusDays(1)).forEach(date -> found.put(date, day));
        found.forEach((date, special) -> {
            if (days.putIfAbsent(date, special) != null) {
                problems.add(dates, map.subject(), date + " stands twice; remove one");
            }
        });
    }

    private Optional<LocalDate> date(ConfigMap map, Located place, String text) {
        try {
            return Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeException e) {
            problems.add(
                    place,
                    map.subject(),
                    "'" + text.strip()
                            + "' is no date; write 2025-01-31, or 2025-01-27..2025-02-02 where a range fits");
            return Optional.empty();
        }
    }
}
