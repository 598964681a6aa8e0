package dev.caresql.examples;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/**
 * Lives through the period day by day and hour by hour: contacts in order of time, each with the ticket and the survey
 * answer that it leads to. Only the repeats of the coming week are remembered.
 */
final class ContactStream {
    private static final double OUTBOUND_SHARE = 0.14;
    private static final double ANONYMOUS_SHARE = 0.07;
    private static final Lottery<Channel> CHANNELS = Lottery.of(Arrays.asList(Channel.values()), Channel::share);
    private static final Lottery<Reason> INBOUND = reasons(Direction.INBOUND);
    private static final Lottery<Reason> OUTBOUND = reasons(Direction.OUTBOUND);

    private final CompanySettings settings;
    private final Customers customers;
    private final Agents agents;
    private final Arrivals arrivals;
    private final Dice dice;
    private final Dice products;
    private final Queues queues;
    private final Desk desk;
    private final FollowUps followUps;
    private long contacts;

    ContactStream(CompanySettings settings, Customers customers, Agents agents) {
        this.settings = settings;
        this.customers = customers;
        this.agents = agents;
        arrivals = new Arrivals(settings.period());
        dice = Dice.of(settings.seed(), Dice.Purpose.CONTACTS, 0);
        products = Dice.of(settings.seed(), Dice.Purpose.PRODUCTS, 0);
        queues = new Queues(settings.period(), dice);
        desk = new Desk(dice);
        followUps = new FollowUps(dice);
    }

    private static Lottery<Reason> reasons(Direction direction) {
        return Lottery.of(
                Arrays.asList(Reason.values()), reason -> reason.direction() == direction ? reason.share() : 0);
    }

    void run(Results results) throws IOException {
        Period period = settings.period();
        for (int day = 0; day < period.days(); day++) {
            LocalDate date = period.from().plusDays(day);
            results.forecasts().begin(day);
            runDay(new Day(day, date, agents.on(date)), results);
        }
        results.forecasts().finish();
        results.surveys().finish();
    }

    private void runDay(Day day, Results results) throws IOException {
        long total = arrivals.onDay(day.index(), settings.volume().interactions());
        double season = BusinessCalendar.season(day.date());
        long left = total;
        for (int hour = 0; hour < Arrivals.HOURS; hour++) {
            int count = Arrivals.inHour(hour, total);
            double load = queues.load(season, hour);
            long start = Period.secondOf(day.date()) + hour * Period.HOUR;
            for (int i = 0; i < count; i++) {
                long second = start + (long) ((i + dice.unit()) * Period.HOUR / count);
                meet(next(day, left), second, new Hour(day, load), results);
                left--;
            }
        }
        followUps.on(day.index()).clear();
    }

    /** A matter that comes back today, or a new one; {@code left} contacts of the day are still to come. */
    private Request next(Day day, long left) {
        Deque<Request> due = followUps.on(day.index());
        if (!due.isEmpty() && dice.chance((double) due.size() / left)) {
            return due.remove();
        }
        if (dice.chance(OUTBOUND_SHARE)) {
            long customer = customers.drawKnown(day.index(), dice);
            return matter(customer, Channel.VOICE, OUTBOUND.draw(dice), day);
        }
        Channel channel = CHANNELS.draw(dice);
        long customer = dice.chance(ANONYMOUS_SHARE) ? Customers.NOBODY : customers.drawKnown(day.index(), dice);
        return matter(customer, channel, INBOUND.draw(dice), day);
    }

    private Request matter(long customer, Channel channel, Reason reason, Day day) {
        Optional<Product> product =
                reason.aboutProduct() ? Optional.of(Product.draw(products, day.date())) : Optional.empty();
        return new Request(customer, channel, reason, 1, CsvFile.BLANK, product);
    }

    private void meet(Request request, long second, Hour hour, Results results) throws IOException {
        contacts++;
        Contact.Place place = desk.place(request, hour.day().shift());
        Contact.Queueing queueing = queues.pass(request, second, hour.load());
        Optional<Contact.Handling> handling = queueing.outcome() == Outcome.ANSWERED
                ? Optional.of(desk.handle(request, place, hour.day().shift()))
                : Optional.empty();
        Contact contact = new Contact(contacts, request, second, place, queueing, handling);
        long ticket = results.tickets().ticketOf(contact);
        results.interactions().write(contact, ticket);
        results.surveys().after(contact, ticket);
        results.quality().after(contact);
        results.forecasts().count(contact);
        followUps.after(contact, ticket, hour.day().index());
    }

    /** The tables that contacts fill. */
    record Results(
            Interactions interactions,
            Tickets tickets,
            Surveys surveys,
            QualityEvaluations quality,
            VolumeForecasts forecasts) {}

    private record Day(int index, LocalDate date, Agents.Shift shift) {}

    private record Hour(Day day, double load) {}
}
