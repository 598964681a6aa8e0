package dev.caresql.examples;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Somebody who serves customers.
 *
 * @param team the present team
 * @param move where the agent came from in the period, if from elsewhere
 * @param skill 0 is usual; one more is one deviation better at speed, at solving and at being liked
 */
record Agent(int number, String name, Team team, Optional<Move> move, Employment employment, double skill) {

    String id() {
        return "A" + number;
    }

    boolean halfTime() {
        return number % 9 == 0;
    }

    LocalDate hiredOn() {
        return employment.hiredOn();
    }

    Optional<LocalDate> leftOn() {
        return employment.leftOn();
    }

    boolean worksOn(LocalDate day) {
        return !day.isBefore(hiredOn())
                && leftOn().filter(left -> !day.isBefore(left)).isEmpty();
    }

    /** The agent as on a day, in the team of that day. */
    Agent on(LocalDate day) {
        Team then = move.filter(m -> day.isBefore(m.day())).map(Move::from).orElse(team);
        return then == team ? this : new Agent(number, name, then, move, employment, skill);
    }

    /** From hiring to leaving. */
    record Employment(LocalDate hiredOn, Optional<LocalDate> leftOn) {}

    /** The first day in the present team, and the team before. */
    record Move(LocalDate day, Team from) {}
}
