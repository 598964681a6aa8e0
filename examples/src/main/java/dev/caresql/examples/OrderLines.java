package dev.caresql.examples;

import java.io.IOException;
import java.util.List;

/** The table of order lines. */
final class OrderLines {
    static final Table TABLE = Table.of(
            "order_lines",
            Table.text("order_id"),
            Table.number("line_no"),
            Table.text("product_id"),
            Table.number("quantity"),
            Table.number("net_amount"),
            Table.number("cogs_amount"),
            Table.number("returned_quantity"),
            Table.time("returned_at"));

    private static final double RETURNED_SHARE = 0.03;

    private final CsvFile file;
    private final long now;

    OrderLines(CsvFile file, Period period) {
        this.file = file;
        now = period.endSecond();
    }

    void write(long order, List<Line> lines, long deliveredAt, Dice dice) throws IOException {
        int number = 0;
        for (Line line : lines) {
            number++;
            boolean back = !line.product().service() && dice.chance(RETURNED_SHARE);
            long backAt = deliveredAt + dice.between(1, 14) * Period.DAY + dice.below(6 * Period.HOUR);
            boolean returned = back && deliveredAt != CsvFile.BLANK && backAt < now;
            file.id("O", order).number(number).code(line.product().id()).number(line.quantity());
            file.number(line.net()).number(line.cost()).number(returned ? line.quantity() : 0);
            file.time(returned ? backAt : CsvFile.BLANK).endRow();
        }
    }

    /**
     * A line of an order.
     *
     * @param discount in percent
     */
    record Line(Product product, int quantity, int discount) {

        long gross() {
            return product.price() * quantity;
        }

        long net() {
            return gross() * (100 - discount) / 100;
        }

        long cost() {
            return product.cost() * quantity;
        }
    }
}
