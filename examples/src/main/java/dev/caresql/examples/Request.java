package dev.caresql.examples;

import java.util.Optional;

/**
 * What brings a customer and the company together.
 *
 * @param customer number of the customer, or {@link Customers#NOBODY} for an anonymous caller
 * @param attempt 1 for a new matter, more for a repeat of it
 * @param ticket number of the ticket that the matter already has, or {@link CsvFile#BLANK}
 * @param product the product that it is about, if it is about one
 */
record Request(long customer, Channel channel, Reason reason, int attempt, long ticket, Optional<Product> product) {

    boolean identified() {
        return customer != Customers.NOBODY;
    }

    Direction direction() {
        return reason.direction();
    }

    /** The same matter, brought up once more. */
    Request again(Channel nextChannel, long openTicket) {
        return new Request(customer, nextChannel, reason, attempt + 1, openTicket, product);
    }
}
