package dev.caresql.excel.addin.service;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The days that a question is about.
 *
 * @param from the first of them; empty for all before
 * @param to the last of them; empty for all after
 */
record AskedPeriod(Optional<LocalDate> from, Optional<LocalDate> to) {
    /** All days. */
    static final AskedPeriod ALL = new AskedPeriod(Optional.empty(), Optional.empty());

    private static final Pattern ONE = Pattern.compile("([0-9]{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])(?:-([0-9]{2}))?))?");

    AskedPeriod {
        requireNonNull(from, "from is null");
        requireNonNull(to, "to is null");
    }

    /** Reads 2026, 2026-Q3, 2026-10, 2026-10-05, or two of them with two dots between. */
    static AskedPeriod parse(String text) throws Refusal {
        int dots = text.indexOf("..");
        if (dots < 0) {
            return one(text, text);
        }
        String begin = text.substring(0, dots);
        String end = text.substring(dots + 2);
        if (begin.isEmpty() && end.isEmpty()) {
            throw refused(text, "");
        }
        AskedPeriod period = new AskedPeriod(
                begin.isEmpty() ? Optional.empty() : one(begin, text).from(),
                end.isEmpty() ? Optional.empty() : one(end, text).to());
        if (period.from.isPresent() && period.to.isPresent() && period.to.get().isBefore(period.from.get())) {
            throw refused(text, ", for it ends before it begins");
        }
        return period;
    }

    private static AskedPeriod one(String part, String whole) throws Refusal {
        Matcher written = ONE.matcher(part);
        if (!written.matches()) {
            throw refused(whole, "");
        }
        try {
            int year = Integer.parseInt(written.group(1));
            if (written.group(4) != null) {
                LocalDate day = LocalDate.parse(part);
                return days(day, day);
            }
            if (written.group(2) != null) {
                YearMonth first = YearMonth.of(year, 3 * Integer.parseInt(written.group(2)) - 2);
                return days(first.atDay(1), first.plusMonths(2).atEndOfMonth());
            }
            if (written.group(3) != null) {
                YearMonth month = YearMonth.of(year, Integer.parseInt(written.group(3)));
                return days(month.atDay(1), month.atEndOfMonth());
            }
            return days(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
        } catch (DateTimeException e) {
            throw refused(whole, ", for there is no such day");
        }
    }

    private static AskedPeriod days(LocalDate from, LocalDate to) {
        return new AskedPeriod(Optional.of(from), Optional.of(to));
    }

    private static Refusal refused(String text, String reason) {
        return Refusal.value("'" + text + "' is no period" + reason
                + "; write 2026, 2026-Q3, 2026-10, 2026-10-05 or a range such as 2026-01..2026-03");
    }
}
