package dev.caresql.examples;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tables of orders and their lines: a customer's first order is the one that made him a customer, and the export
 * reaches back one year before the period, so that years can be compared.
 */
final class Orders {
    static final Table TABLE = Table.of(
            "orders",
            Table.text("order_id"),
            Table.text("customer_id"),
            Table.text("agent_id"),
            Table.text("team_id"),
            Table.text("campaign_id"),
            Table.text("channel_code"),
            Table.time("ordered_at"),
            Table.time("paid_at"),
            Table.time("delivered_at"),
            Table.time("cancelled_at"),
            Table.text("status_code"),
            Table.number("order_seq"),
            Table.number("gross_amount"),
            Table.number("discount_amount"),
            Table.number("tax_amount"),
            Table.number("net_amount"),
            Table.number("cogs_amount"),
            Table.text("order_kind"));

    private static final double MEAN_DAYS_TO_NEXT = 330;
    private static final double TELESALES_SHARE = 0.3;
    private static final List<Channel> SELF_SERVICE = List.of(Channel.MARKETPLACE, Channel.CHAT, Channel.SOCIAL);

    private final CsvFile file;
    private final OrderLines lines;
    private final CompanySettings settings;
    private final Campaigns campaigns;
    private final long since;
    private final long now;
    private long orders;

    Orders(CsvFile file, OrderLines lines, CompanySettings settings, Campaigns campaigns) {
        this.file = file;
        this.lines = lines;
        this.settings = settings;
        this.campaigns = campaigns;
        since = Period.secondOf(settings.period().from().minusYears(1));
        now = settings.period().endSecond();
    }

    void write(Customers customers, Agents agents) throws IOException {
        for (long customer = 1; customer <= customers.count(); customer++) {
            if (!customers.prospect(customer)) {
                buy(customer, customers.acquiredAt(customer), agents);
            }
        }
    }

    private void buy(long customer, long firstAt, Agents agents) throws IOException {
        Dice dice = Dice.of(settings.seed(), Dice.Purpose.ORDERS, customer);
        double loyalty = 0.55 + 1.2 * dice.unit() * dice.unit();
        long seq = 0;
        long at = firstAt;
        while (at < now) {
            boolean cancelled = seq > 0 && dice.chance(0.05);
            if (!cancelled) {
                seq++;
            }
            // The dice of an order are its own, so that orders before the export leave no trace in it.
            Dice own = Dice.of(settings.seed() + customer, Dice.Purpose.ORDERS, -at);
            if (at >= since) {
                write(new Order(customer, at, cancelled ? CsvFile.BLANK : seq), agents, own);
            }
            at = nextAt(at, loyalty, dice);
        }
    }

    /** Of two days that would do, rather the one on which more is bought. */
    private static long nextAt(long at, double loyalty, Dice dice) {
        long gap = 6 + dice.exponential(MEAN_DAYS_TO_NEXT / loyalty);
        long day = Math.floorDiv(at, Period.DAY) + gap;
        long other = day + dice.between(1, 6);
        double weight = weight(day);
        boolean first = dice.chance(weight / (weight + weight(other)));
        return (first ? day : other) * Period.DAY + Arrivals.timeOfDay(dice);
    }

    private static double weight(long day) {
        return BusinessCalendar.weight(LocalDate.ofEpochDay(day));
    }

    private void write(Order order, Agents agents, Dice dice) throws IOException {
        orders++;
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(order.at(), Period.DAY));
        Optional<Agent> seller =
                dice.chance(TELESALES_SHARE) ? agents.drawEver(Team.TELESALES, day, dice) : Optional.empty();
        List<OrderLines.Line> basket = basket(order, day, dice);
        Fate fate = fate(order, dice);
        file.id("O", orders).id("C", order.customer());
        file.code(seller.map(Agent::id).orElse("")).code(seller.isPresent() ? Team.TELESALES.id() : "");
        file.code(seller.isPresent() ? campaigns.id(Campaigns.Kind.TELESALES, order.at()) : "");
        file.code(seller.isPresent() ? Channel.VOICE : SELF_SERVICE.get(dice.below(SELF_SERVICE.size())));
        file.time(order.at()).time(known(fate.paidAt())).time(known(fate.deliveredAt()));
        file.time(known(fate.cancelledAt())).code(fate.status(now)).number(order.seq());
        writeAmounts(basket);
        file.code(basket.stream().allMatch(line -> line.product().service()) ? "CONTRACT" : "ORDER")
                .endRow();
        lines.write(orders, basket, known(fate.deliveredAt()), dice);
    }

    private void writeAmounts(List<OrderLines.Line> basket) {
        long gross = basket.stream().mapToLong(OrderLines.Line::gross).sum();
        long net = basket.stream().mapToLong(OrderLines.Line::net).sum();
        file.number(gross).number(gross - net).number(net * 8 / 100).number(net);
        file.number(basket.stream().mapToLong(OrderLines.Line::cost).sum());
    }

    /** Loyal customers buy somewhat more, sales days cut the price. */
    private static List<OrderLines.Line> basket(Order order, LocalDate day, Dice dice) {
        double more = order.seq() > 2 ? 0.35 : 0.25;
        int discount = BusinessCalendar.season(day) > 1.2 ? 10 : dice.chance(0.2) ? 5 : 0;
        List<OrderLines.Line> basket = new ArrayList<>();
        do {
            Product product = Product.draw(dice, day);
            int quantity = product.price() < 1_000_000 && dice.chance(0.3) ? 2 : 1;
            basket.add(new OrderLines.Line(product, quantity, discount));
        } while (basket.size() < 4 && dice.chance(more));
        return basket;
    }

    private static Fate fate(Order order, Dice dice) {
        long paid = order.at() + dice.skewed(20 * (double) Period.MINUTE, 1.5);
        long delivered = Math.max(paid, order.at()) + dice.skewed(52 * (double) Period.HOUR, 0.5);
        if (order.seq() == CsvFile.BLANK) {
            return new Fate(CsvFile.BLANK, CsvFile.BLANK, order.at() + dice.skewed(9 * (double) Period.HOUR, 0.8));
        }
        // The first order is paid at once: that moment makes the customer.
        return new Fate(order.seq() == 1 ? order.at() : paid, delivered, CsvFile.BLANK);
    }

    private long known(long second) {
        return second < now ? second : CsvFile.BLANK;
    }

    /** An order to write; {@code seq} is blank for one that is cancelled. */
    private record Order(long customer, long at, long seq) {}

    private record Fate(long paidAt, long deliveredAt, long cancelledAt) {

        String status(long now) {
            if (cancelledAt != CsvFile.BLANK && cancelledAt < now) {
                return "CANCELLED";
            }
            if (deliveredAt != CsvFile.BLANK && deliveredAt < now) {
                return "DELIVERED";
            }
            return paidAt != CsvFile.BLANK && paidAt < now ? "PAID" : "OPEN";
        }
    }
}
