package dev.caresql.engine.duckdb;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.DidYouMean;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.CareModel;
import dev.caresql.model.calendar.BusinessCalendar;
import dev.caresql.model.calendar.BusinessCalendars;
import dev.caresql.model.calendar.OpenHours;
import dev.caresql.model.calendar.SpecialDay;
import dev.caresql.model.calendar.WeekHours;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The calendars of a model and those of its imported tables business_hours and calendar_days. Rows add to what the model
 * says of the same calendar; of one date, the model's word stands.
 */
final class CalendarTables {
    private static final String HOURS = "business_hours";
    private static final String DAYS = "calendar_days";

    /** The calendar of tables that do not name any. */
    private static final String UNNAMED = "default";

    private final CareModel model;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    private CalendarTables(CareModel model) {
        this.model = model;
    }

    /** Reads the imported tables; throws {@link ErrorCode#MODEL} for rows that make no calendar. */
    static BusinessCalendars read(Connection connection, CareModel model, List<TargetTable> targets)
            throws SQLException {
        CalendarTables tables = new CalendarTables(model);
        for (BusinessCalendar calendar : model.calendars().all()) {
            Draft draft = tables.draft(calendar.id());
            draft.zone = calendar.zone();
            draft.weeks.addAll(calendar.weeks());
            draft.days.putAll(calendar.days());
        }
        for (TargetTable target : targets) {
            if (target.canonical().name().equals(HOURS)) {
                tables.readHours(connection, target);
            }
        }
        for (TargetTable target : targets) {
            if (target.canonical().name().equals(DAYS)) {
                tables.readDays(connection, target);
            }
        }
        return tables.calendars();
    }

    private BusinessCalendars calendars() {
        List<BusinessCalendar> all = drafts.entrySet().stream()
                .filter(entry -> !entry.getValue().weeks.isEmpty()
                        || model.calendars().find(entry.getKey()).isPresent())
                .map(entry -> entry.getValue().calendar(entry.getKey()))
                .toList();
        BusinessCalendars found = new BusinessCalendars(all, Optional.empty());
        Optional<String> chosen = model.calendars().defaultId();
        if (chosen.isPresent() && found.find(chosen.get()).isEmpty()) {
            throw new CareSqlException(
                    ErrorCode.MODEL,
                    "'defaultCalendar' names '" + chosen.get() + "', which neither 'calendars' nor the table " + HOURS
                            + " defines" + DidYouMean.hint(chosen.get(), found.ids()));
        }
        Optional<String> only = all.size() == 1 ? Optional.of(all.get(0).id()) : Optional.empty();
        Optional<String> unnamed = found.find(UNNAMED).map(BusinessCalendar::id);
        return new BusinessCalendars(all, chosen.or(() -> only).or(() -> unnamed));
    }

    private Draft draft(String id) {
        return drafts.computeIfAbsent(id, key -> new Draft(model.timeZone()));
    }

    private void readHours(Connection connection, TargetTable target) throws SQLException {
        String sql = select(
                target,
                "calendar_id",
                "iso_weekday",
                "CAST(epoch_us(opens_at) // 1000000 AS INTEGER)",
                "CAST(epoch_us(closes_at) // 1000000 AS INTEGER)",
                "time_zone",
                "valid_from",
                "valid_to");
        Jdbc.list(connection, sql, row -> {
            String id = id(row);
            Draft draft = draft(id);
            String subject = "table " + HOURS + ", calendar " + id;
            DayOfWeek weekday = weekday(subject, row.getObject(2, Integer.class));
            Integer opensAt = row.getObject(3, Integer.class);
            Integer closesAt = row.getObject(4, Integer.class);
            String zone = row.getString(5);
            if (zone != null) {
                draft.zone = zone(subject, zone);
            }
            if (opensAt == null || closesAt == null || opensAt >= OpenHours.DAY) {
                throw bad(subject, "an interval needs opens_at, before 24:00, and closes_at");
            }
            // An interval of no length, as exports write for a closed day, adds nothing.
            if (!opensAt.equals(closesAt)) {
                draft.weeks.add(new WeekHours(
                        Optional.ofNullable(row.getObject(6, LocalDate.class)),
                        Optional.ofNullable(row.getObject(7, LocalDate.class)),
                        Map.of(weekday, List.of(OpenHours.between(opensAt, closesAt)))));
            }
            return id;
        });
    }

    private void readDays(Connection connection, TargetTable target) throws SQLException {
        String sql = select(target, "calendar_id", "calendar_date", "is_working_day", "open_hours", "works_as_weekday");
        Jdbc.list(connection, sql, row -> {
            String id = id(row);
            Draft draft = draft(id);
            LocalDate date = row.getObject(2, LocalDate.class);
            if (date != null) {
                special(row, "table " + DAYS + ", calendar " + id + ", " + date, draft, date)
                        .ifPresent(day -> draft.days.putIfAbsent(date, day));
            }
            return id;
        });
    }

    private static Optional<SpecialDay> special(ResultSet row, String subject, Draft draft, LocalDate date)
            throws SQLException {
        Boolean works = row.getObject(3, Boolean.class);
        String hours = row.getString(4);
        Integer like = row.getObject(5, Integer.class);
        if (Boolean.FALSE.equals(works)) {
            return Optional.of(SpecialDay.CLOSED);
        }
        if (hours != null && !hours.isBlank()) {
            try {
                return Optional.of(SpecialDay.open(OpenHours.parse(hours)));
            } catch (IllegalArgumentException e) {
                throw bad(subject, String.valueOf(e.getMessage()));
            }
        }
        if (like != null) {
            return Optional.of(SpecialDay.like(weekday(subject, like)));
        }
        return Boolean.TRUE.equals(works) ? draft.worked(date) : Optional.empty();
    }

    private static String id(ResultSet row) throws SQLException {
        String id = row.getString(1);
        return id == null ? UNNAMED : id;
    }

    private static DayOfWeek weekday(String subject, @Nullable Integer iso) {
        if (iso == null || iso < 1 || iso > DayOfWeek.values().length) {
            throw bad(subject, "an ISO weekday is 1 for Monday to 7 for Sunday, not " + iso);
        }
        return DayOfWeek.of(iso);
    }

    private static ZoneId zone(String subject, String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw bad(
                    subject,
                    "there is no time zone '" + name + "'" + DidYouMean.hint(name, ZoneId.getAvailableZoneIds()));
        }
    }

    private static CareSqlException bad(String subject, String reason) {
        return new CareSqlException(ErrorCode.MODEL, subject + ": " + reason);
    }

    /** The columns, NULL where one is not mapped. An expression is of the column in its innermost parentheses. */
    private static String select(TargetTable target, String... expressions) {
        return "SELECT "
                + Arrays.stream(expressions)
                        .map(expression ->
                                target.columns().containsKey(expression.replaceAll(".*\\(([a-z_]+)\\).*", "$1"))
                                        ? expression
                                        : "NULL")
                        .collect(joining(", "))
                + " FROM snap." + target.canonical().name();
    }

    private static final class Draft {
        private final List<WeekHours> weeks = new ArrayList<>();
        private final Map<LocalDate, SpecialDay> days = new TreeMap<>();
        private ZoneId zone;

        Draft(ZoneId zone) {
            this.zone = requireNonNull(zone, "zone is null");
        }

        BusinessCalendar calendar(String id) {
            return new BusinessCalendar(id, zone, weeks, days);
        }

        /** A working day on a weekday that is usually closed has the hours of the week's first open day. */
        Optional<SpecialDay> worked(LocalDate date) {
            BusinessCalendar usual = new BusinessCalendar("", zone, weeks, Map.of());
            if (!usual.hoursOn(date).isEmpty()) {
                return Optional.empty();
            }
            return Arrays.stream(DayOfWeek.values())
                    .filter(weekday -> !usual.usual(date, weekday).isEmpty())
                    .findFirst()
                    .map(SpecialDay::like);
        }
    }
}
