package dev.caresql.examples;

import java.io.IOException;
import java.util.Arrays;

/** The table of subscriptions: trials, changes of plan, cancellations, and customers who come back. */
final class Subscriptions {
    static final Table TABLE = Table.of(
            "subscriptions",
            Table.text("subscription_id"),
            Table.text("customer_id"),
            Table.text("plan_code"),
            Table.flag("is_trial"),
            Table.time("started_at"),
            Table.time("ended_at"),
            Table.time("cancel_requested_at"),
            Table.number("mrr_amount"),
            Table.text("currency_code"),
            Table.time("first_value_at"));

    private static final double SUBSCRIBING_SHARE = 0.45;
    private static final double MEAN_DAYS_TO_CHURN = 950;
    private static final double MEAN_DAYS_TO_CHANGE = 900;
    private static final long TRIAL = 14 * Period.DAY;

    private final CsvFile file;
    private final MrrMovements movements;
    private final CompanySettings settings;
    private final long now;
    private long subscriptions;

    Subscriptions(CsvFile file, MrrMovements movements, CompanySettings settings) {
        this.file = file;
        this.movements = movements;
        this.settings = settings;
        now = settings.period().endSecond();
    }

    void write(Customers customers) throws IOException {
        for (long customer = 1; customer <= customers.count(); customer++) {
            Dice dice = Dice.of(settings.seed(), Dice.Purpose.SUBSCRIPTIONS, customer);
            if (!customers.prospect(customer) && dice.chance(SUBSCRIBING_SHARE)) {
                long start = customers.dayOfArrival(customer) + Period.DAY + Arrivals.timeOfDay(dice);
                live(customer, start + dice.between(0, 10) * Period.DAY, dice);
            }
        }
    }

    private void live(long customer, long firstStart, Dice dice) throws IOException {
        long start = firstStart;
        if (dice.chance(0.25)) {
            Plan trial = Plan.draw(dice);
            write(customer, new Term(trial, true, start, start + TRIAL, CsvFile.BLANK));
            if (dice.chance(0.4)) {
                return;
            }
            start += TRIAL;
        }
        boolean returns = true;
        String beginning = "NEW";
        while (returns && start < now) {
            long end = stay(customer, start, beginning, dice);
            beginning = "REACTIVATION";
            returns = dice.chance(0.25);
            start = end + dice.between(15, 150) * Period.DAY;
        }
    }

    /** One stay without a gap, perhaps on several plans one after another; returns its end. */
    private long stay(long customer, long from, String beginning, Dice dice) throws IOException {
        long start = from;
        long price = 0;
        long end = from + days(7 + dice.exponential(MEAN_DAYS_TO_CHURN));
        while (start < end) {
            Plan plan = Plan.draw(dice);
            long change = start + days(30 + dice.exponential(MEAN_DAYS_TO_CHANGE));
            long cancelled = end - days(dice.between(1, 6)) + dice.between(0, 7200);
            write(
                    customer,
                    new Term(plan, false, start, Math.min(change, end), change < end ? CsvFile.BLANK : cancelled));
            movements.write(customer, start, price == 0 ? beginning : "", plan.price - price);
            price = plan.price;
            start = change;
        }
        movements.write(customer, end, "CHURN", -price);
        return end;
    }

    private void write(long customer, Term term) throws IOException {
        if (term.start() >= now) {
            return;
        }
        subscriptions++;
        file.id("S", subscriptions).id("C", customer).code(term.plan()).flag(term.trial());
        file.time(term.start()).time(known(term.end())).time(known(term.cancelledAt()));
        file.number(term.trial() ? 0 : term.plan().price).code("VND");
        file.time(firstValueAt(term)).endRow();
    }

    /** When the customer first used what he pays for; some never do. */
    private long firstValueAt(Term term) {
        Dice dice = Dice.of(settings.seed(), Dice.Purpose.SUBSCRIPTIONS, -subscriptions);
        long second = term.start() + dice.skewed(2.5 * Period.DAY, 0.9);
        return term.trial() || dice.chance(0.04) || second >= term.end() ? CsvFile.BLANK : known(second);
    }

    private long known(long second) {
        return second < now ? second : CsvFile.BLANK;
    }

    private static long days(long days) {
        return days * Period.DAY;
    }

    private record Term(Plan plan, boolean trial, long start, long end, long cancelledAt) {}

    private enum Plan {
        BASIC(6, 99_000),
        PLUS(3, 199_000),
        PRO(1, 499_000);

        private static final Lottery<Plan> LOTTERY = Lottery.of(Arrays.asList(values()), plan -> plan.share);

        private final int share;
        private final long price;

        Plan(int share, long price) {
            this.share = share;
            this.price = price;
        }

        private static Plan draw(Dice dice) {
            return LOTTERY.draw(dice);
        }
    }
}
