package dev.caresql.examples;

import java.io.IOException;

/** The table of changes of monthly recurring revenue, as the subscriptions make them. */
final class MrrMovements {
    static final Table TABLE = Table.of(
            "mrr_movements",
            Table.text("movement_id"),
            Table.text("customer_id"),
            Table.time("effective_at"),
            Table.text("movement_type"),
            Table.number("amount"),
            Table.text("currency_code"));

    private final CsvFile file;
    private final long now;
    private long movements;

    MrrMovements(CsvFile file, Period period) {
        this.file = file;
        now = period.endSecond();
    }

    /** A change; without a type it is a change of plan, and one to a plan of the same price is none. */
    void write(long customer, long second, String type, long amount) throws IOException {
        if (second >= now || amount == 0) {
            return;
        }
        String change = amount > 0 ? "EXPANSION" : "CONTRACTION";
        movements++;
        file.id("M", movements).id("C", customer).time(second);
        file.code(type.isEmpty() ? change : type).number(amount).code("VND").endRow();
    }
}
