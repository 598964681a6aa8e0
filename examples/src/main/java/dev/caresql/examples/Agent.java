package dev.caresql.examples;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Somebody who serves customers.
 *
 * @param skill 0 is usual; one more is one deviation better at speed, at solving and at being liked
 */
record Agent(int number, String name, Team team, LocalDate hiredOn, Optional<LocalDate> leftOn, double skill) {

    String id() {
        return "A" + number;
    }

    boolean worksOn(LocalDate day) {
        return !day.isBefore(hiredOn)
                && leftOn.filter(left -> !day.isBefore(left)).isEmpty();
    }
}
