package dev.caresql.examples;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The tables of working time. As in real systems the log of states is kept for a week only, and the daily figures of
 * each agent for two months. A state sums up half a shift: all conversations in a row, then all wrap-up work.
 */
final class Shifts {
    static final Table STATES = Table.of(
            "agent_states",
            Table.text("agent_id"),
            Table.text("state_code"),
            Table.time("started_at"),
            Table.time("ended_at"));
    static final Table SCHEDULES = Table.of(
            "agent_schedules",
            Table.text("agent_id"),
            Table.day("shift_date"),
            Table.text("activity_code"),
            Table.time("starts_at"),
            Table.time("ends_at"),
            Table.flag("is_paid"));
    static final Table DAILY = Table.of(
            "agent_time_daily",
            Table.day("business_date"),
            Table.text("agent_id"),
            Table.text("team_id"),
            Table.number("talk_s"),
            Table.number("hold_s"),
            Table.number("acw_s"),
            Table.number("available_s"),
            Table.number("logged_in_s"),
            Table.number("scheduled_s"),
            Table.number("paid_s"),
            Table.number("out_of_adherence_s"));

    private static final int LOGGED_DAYS = 7;
    private static final int SUMMED_DAYS = 61;
    private static final long HALF = 4 * Period.HOUR;
    private static final long LUNCH = Period.HOUR;
    private static final double ILL = 0.03;
    private static final Set<String> WORK = Set.of("WORK", "TRAINING", "SICK");
    private static final Set<String> LOGGED_IN = Set.of("AVAILABLE", "ON_CONTACT", "ACW", "TRAINING");

    private final CsvFile states;
    private final CsvFile schedules;
    private final CsvFile daily;
    private final CompanySettings settings;

    Shifts(CompanyFiles files, CompanySettings settings) throws IOException {
        this.settings = settings;
        states = files.facts(STATES);
        schedules = files.facts(SCHEDULES);
        daily = files.facts(DAILY);
    }

    void write(Agents agents) throws IOException {
        Period period = settings.period();
        int days = Math.min(SUMMED_DAYS, period.days());
        for (int back = days; back > 0; back--) {
            LocalDate day = period.end().minusDays(back);
            for (Agent agent : agents.all()) {
                Dice dice = Dice.of(settings.seed() + agent.number(), Dice.Purpose.SHIFTS, day.toEpochDay());
                if (agent.worksOn(day) && onDuty(agent, day, dice)) {
                    write(agent.on(day), day, back <= LOGGED_DAYS, dice);
                }
            }
        }
    }

    /** Six days of a week, fewer on public holidays; everybody has another day off. */
    private static boolean onDuty(Agent agent, LocalDate day, Dice dice) {
        double staffing = BusinessCalendar.holiday(day).isPresent() ? 0.3 : 1;
        return (day.getDayOfWeek().getValue() + agent.number()) % 7 != 0 && dice.chance(staffing);
    }

    private void write(Agent agent, LocalDate day, boolean logged, Dice dice) throws IOException {
        long start = Period.secondOf(day) + (agent.number() % 3 == 0 ? 13 : 8) * Period.HOUR;
        boolean ill = dice.chance(ILL);
        List<Stretch> planned = plan(agent, day, start, ill);
        List<Stretch> lived = ill ? List.of() : live(planned, day, dice);
        if (logged) {
            for (Stretch stretch : planned) {
                schedules.code(agent.id()).day(start).code(stretch.code()).time(stretch.from());
                schedules.time(stretch.to()).flag(WORK.contains(stretch.code())).endRow();
            }
            for (Stretch stretch : lived) {
                states.code(agent.id()).code(stretch.code()).time(stretch.from());
                states.time(stretch.to()).endRow();
            }
        }
        writeDay(agent, start, planned, lived);
    }

    private static List<Stretch> plan(Agent agent, LocalDate day, long start, boolean ill) {
        boolean half = agent.halfTime();
        long end = start + (half ? HALF : 2 * HALF + LUNCH);
        if (ill) {
            return List.of(new Stretch("SICK", start, start + (half ? HALF : 2 * HALF)));
        }
        List<Stretch> plan = new ArrayList<>();
        plan.add(new Stretch("WORK", start, start + HALF));
        if (!half) {
            boolean training = day.getDayOfWeek() == DayOfWeek.TUESDAY;
            long workEnd = training ? end - Period.HOUR : end;
            plan.add(new Stretch("BREAK", start + HALF, start + HALF + LUNCH));
            plan.add(new Stretch("WORK", start + HALF + LUNCH, workEnd));
            if (training) {
                plan.add(new Stretch("TRAINING", workEnd, end));
            }
        }
        return plan;
    }

    private static List<Stretch> live(List<Stretch> plan, LocalDate day, Dice dice) {
        List<Stretch> lived = new ArrayList<>();
        for (Stretch stretch : plan) {
            if (stretch.code().equals("WORK")) {
                work(stretch, StrictMath.sqrt(BusinessCalendar.season(day)), lived, dice);
            } else {
                lived.add(stretch);
            }
        }
        return lived;
    }

    private static void work(Stretch planned, double season, List<Stretch> lived, Dice dice) {
        long at = planned.from() + Math.min(15 * Period.MINUTE, dice.exponential(130));
        long pause = dice.between(8, 16) * Period.MINUTE;
        double busy = Math.max(0.4, Math.min(0.92, 0.74 * season + 0.06 * dice.bell()));
        long rest = planned.to() - at - pause;
        long wrapUp = (long) (rest * busy * 0.13);
        long contact = (long) (rest * busy) - wrapUp;
        long free = (rest - contact - wrapUp) / 2;
        at = add(lived, "AVAILABLE", at, free);
        at = add(lived, "ON_CONTACT", at, contact);
        at = add(lived, "ACW", at, wrapUp);
        at = add(lived, "BREAK", at, pause);
        add(lived, "AVAILABLE", at, planned.to() - at);
    }

    private static long add(List<Stretch> lived, String code, long from, long length) {
        lived.add(new Stretch(code, from, from + length));
        return from + length;
    }

    private void writeDay(Agent agent, long start, List<Stretch> planned, List<Stretch> lived) throws IOException {
        long contact = seconds(lived, Set.of("ON_CONTACT"));
        long hold = contact / 14;
        long scheduled = seconds(planned, WORK);
        long loggedIn = seconds(lived, LOGGED_IN);
        daily.day(start).code(agent.id()).code(agent.team().id());
        daily.number(contact - hold).number(hold).number(seconds(lived, Set.of("ACW")));
        daily.number(seconds(lived, Set.of("AVAILABLE"))).number(loggedIn);
        daily.number(scheduled).number(scheduled).number(lived.isEmpty() ? 0 : scheduled - loggedIn);
        daily.endRow();
    }

    private static long seconds(List<Stretch> stretches, Set<String> codes) {
        return stretches.stream()
                .filter(stretch -> codes.contains(stretch.code()))
                .mapToLong(stretch -> stretch.to() - stretch.from())
                .sum();
    }

    private record Stretch(String code, long from, long to) {}
}
