package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A month, quarter or year of the business calendar.
 *
 * @param grain its length
 * @param start its first day
 */
public record Period(Grain grain, LocalDate start) {
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?");

    /** Requires the first day of a period. */
    public Period {
        requireNonNull(grain, "grain is null");
        requireNonNull(start, "start is null");
        if (start.getDayOfMonth() != 1 || (start.getMonthValue() - 1) % grain.months() != 0) {
            throw new IllegalArgumentException(start + " does not begin a " + grain);
        }
    }

    /** Reads 2026-10, 2026-Q4 or 2026. */
    public static Period parse(String text) {
        Matcher written = WRITTEN.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!written.matches()) {
            throw new CareSqlException(
                    ErrorCode.INVALID_VALUE,
                    "'" + text
                            + "' is no period; write a month such as 2026-10, a quarter such as 2026-Q4, or a year such"
                            + " as 2026");
        }
        int year = Integer.parseInt(written.group(1));
        if (written.group(2) != null) {
            int quarter = Integer.parseInt(written.group(2));
            return new Period(Grain.QUARTER, LocalDate.of(year, 3 * quarter - 2, 1));
        }
        return written.group(3) == null
                ? new Period(Grain.YEAR, LocalDate.of(year, 1, 1))
                : new Period(Grain.MONTH, LocalDate.of(year, Integer.parseInt(written.group(3)), 1));
    }

    /** The day after its last. */
    LocalDate end() {
        return start.plusMonths(grain.months());
    }

    /** The periods up to this one, which is the last. */
    List<Period> last(int count) {
        List<Period> periods = new ArrayList<>();
        for (int back = count - 1; back >= 0; back--) {
            periods.add(new Period(grain, start.minusMonths((long) back * grain.months())));
        }
        return periods;
    }

    /** As a title says it. */
    String title(Texts texts) {
        return switch (grain) {
            case MONTH -> texts.get("period.month", monthName(TextStyle.FULL), String.valueOf(month()), year());
            case QUARTER -> texts.get("period.quarter", String.valueOf(quarter()), year());
            case YEAR -> texts.get("period.year", year());
        };
    }

    /** As the head of a narrow column says it. */
    String label(Texts texts) {
        return switch (grain) {
            case MONTH ->
                texts.get(
                        "label.month",
                        monthName(TextStyle.SHORT),
                        String.format(Locale.ROOT, "%02d", month()),
                        shortYear());
            case QUARTER -> texts.get("label.quarter", String.valueOf(quarter()), shortYear());
            case YEAR -> year();
        };
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return switch (grain) {
            case MONTH -> String.format(Locale.ROOT, "%s-%02d", year(), month());
            case QUARTER -> year() + "-Q" + quarter();
            case YEAR -> year();
        };
    }

    private String monthName(TextStyle style) {
        return start.getMonth().getDisplayName(style, Locale.ENGLISH);
    }

    private int month() {
        return start.getMonthValue();
    }

    private int quarter() {
        return (month() + 2) / 3;
    }

    private String year() {
        return String.valueOf(start.getYear());
    }

    private String shortYear() {
        return year().substring(2);
    }
}
