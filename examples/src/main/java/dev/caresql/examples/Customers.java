package dev.caresql.examples;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The customers, numbered in the order in which they came. Nothing about them is kept in memory: what is asked is
 * computed from the number.
 */
final class Customers {
    static final Table TABLE = Table.of(
            "customers",
            Table.text("customer_id"),
            Table.text("customer_name"),
            Table.text("customer_type"),
            Table.text("segment_code"),
            Table.text("region_code"),
            Table.text("region_name"),
            Table.time("acquired_at"),
            Table.text("acquisition_channel"),
            Table.text("owner_agent_id"));

    static final long NOBODY = CsvFile.BLANK;

    private static final long DAYS_BEFORE = 3 * 365;
    private static final double SHARE_BEFORE = 0.75;
    private static final Lottery<Region> REGIONS = Lottery.of(Arrays.asList(Region.values()), Region::share);
    private static final List<String> SOURCES =
            List.of("WEB_FORM", "FACEBOOK", "ZALO", "REFERRAL", "MARKETPLACE", "TELESALES", "STORE");

    private final long seed;
    private final Period period;
    private final long count;
    private final long countBefore;

    Customers(CompanySettings settings) {
        seed = settings.seed();
        period = settings.period();
        count = settings.volume().customers();
        countBefore = (long) (count * SHARE_BEFORE);
    }

    long count() {
        return count;
    }

    /** The first second of the day on which a customer came. */
    long dayOfArrival(long number) {
        long index = number - 1;
        long days = index < countBefore
                ? index * DAYS_BEFORE / countBefore - DAYS_BEFORE
                : (index - countBefore) * period.days() / (count - countBefore);
        return period.startSecond() + days * Period.DAY;
    }

    /** How many customers had come before a day of the period began. */
    long knownBefore(int day) {
        return countBefore + (count - countBefore) * day / period.days();
    }

    /** A customer who had come before a day of the period began. */
    long drawKnown(int day, Dice dice) {
        return 1 + dice.below(knownBefore(day));
    }

    /** Prospects have talked to the company but have not bought yet. */
    boolean prospect(long number) {
        return number % 13 == 0;
    }

    /** How many customers come in a month of the period. */
    long joinedIn(Period months, int month) {
        return knownBefore(dayOf(months, month + 1)) - knownBefore(dayOf(months, month));
    }

    private static int dayOf(Period months, int month) {
        return Math.toIntExact(
                months.from().plusMonths(month).toEpochDay() - months.from().toEpochDay());
    }

    /** When a customer paid for the first time; a prospect never did. */
    long acquiredAt(long number) {
        return profile(number, Dice.of(seed, Dice.Purpose.CUSTOMERS, number)).acquiredAt();
    }

    private Profile profile(long number, Dice dice) {
        Region region = REGIONS.draw(dice);
        String name = VietnameseNames.draw(dice);
        String segment = segment(number, dice);
        long acquired = prospect(number) ? CsvFile.BLANK : dayOfArrival(number) + Arrivals.timeOfDay(dice);
        return new Profile(region, name, segment, acquired);
    }

    private record Profile(Region region, String name, String segment, long acquiredAt) {}

    void write(CsvFile file, Agents.Shift owners) throws IOException {
        for (long number = 1; number <= count; number++) {
            Dice dice = Dice.of(seed, Dice.Purpose.CUSTOMERS, number);
            Profile profile = profile(number, dice);
            file.id("C", number).text(profile.name());
            file.code(prospect(number) ? "PROSPECT" : "CUSTOMER").code(profile.segment());
            file.code(profile.region().code()).text(profile.region().nameVi());
            file.time(profile.acquiredAt());
            file.code(SOURCES.get(dice.below(SOURCES.size())));
            if (dice.chance(0.12)) {
                file.code(owners.draw(Team.TELESALES, dice).id());
            } else {
                file.blank();
            }
            file.endRow();
        }
    }

    private String segment(long number, Dice dice) {
        if (number > countBefore) {
            return "NEW";
        }
        double mark = dice.unit();
        if (mark < 0.06) {
            return "VIP";
        }
        return mark < 0.3 ? "LOYAL" : "STANDARD";
    }
}
