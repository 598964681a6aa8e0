package dev.caresql.examples;

import dev.caresql.examples.Contact.Claim;
import dev.caresql.examples.Contact.Handling;
import dev.caresql.examples.Contact.Place;
import dev.caresql.examples.Contact.Result;
import java.util.Optional;

/** How an agent handles an answered contact. */
final class Desk {
    private static final double SKILL_SHORTENS = 0.10;
    private static final double SKILL_SOLVES = 0.05;

    private final Dice dice;

    Desk(Dice dice) {
        this.dice = dice;
    }

    /** Whose contact it is, before anybody answers. */
    Place place(Request request, Agents.Shift shift) {
        Team team = team(request);
        return request.direction() == Direction.OUTBOUND
                ? new Place(team, Optional.of(shift.draw(team, dice)))
                : new Place(team, Optional.empty());
    }

    Handling handle(Request request, Place place, Agents.Shift shift) {
        Agent agent = place.dialler().orElseGet(() -> shift.draw(place.team(), dice));
        double pace = request.reason().length() * StrictMath.exp(-SKILL_SHORTENS * agent.skill());
        long talk = dice.skewed(medianTalk(request.channel()) * pace, 0.55);
        boolean voice = request.channel() == Channel.VOICE;
        long hold = voice && dice.chance(0.35) ? dice.skewed(28 * pace, 0.7) : CsvFile.BLANK;
        long acw = dice.chance(0.9) ? dice.skewed(34 * pace, 0.5) : CsvFile.BLANK;
        return new Handling(agent, talk, hold, acw, result(request, agent));
    }

    private Team team(Request request) {
        if (request.reason().direction() == Direction.OUTBOUND && request.reason() != Reason.CALLBACK) {
            return Team.TELESALES;
        }
        return switch (request.channel()) {
            case VOICE -> hotline(request.reason());
            case CHAT, SOCIAL -> Team.CHAT_AND_SOCIAL;
            case EMAIL, SMS, MARKETPLACE -> Team.EMAIL_AND_MARKETPLACE;
        };
    }

    private Team hotline(Reason reason) {
        if (reason.technical() && dice.chance(0.6)) {
            return Team.TECHNICAL;
        }
        return dice.chance(0.45) ? Team.HOTLINE_NORTH : Team.HOTLINE_SOUTH;
    }

    private static double medianTalk(Channel channel) {
        return switch (channel) {
            case VOICE -> 195;
            case CHAT -> 420;
            case EMAIL -> 330;
            case SOCIAL -> 210;
            case MARKETPLACE -> 180;
            case SMS -> 90;
        };
    }

    private Result result(Request request, Agent agent) {
        Reason reason = request.reason();
        double unsolved = reason.hardness() - SKILL_SOLVES * agent.skill() - 0.03 * (request.attempt() - 1);
        boolean solved = !dice.chance(Math.max(0.02, unsolved));
        double transferring = (reason.technical() ? 0.11 : 0.055) - 0.015 * agent.skill();
        int transfers = request.direction() == Direction.INBOUND && dice.chance(transferring) ? 1 : 0;
        int moreTransfers = transfers == 1 && dice.chance(0.12) ? 1 : 0;
        return new Result(solved, claim(solved), transfers + moreTransfers, disposition(reason, agent));
    }

    private Claim claim(boolean solved) {
        double mark = dice.unit();
        if (solved) {
            return mark < 0.86 ? Claim.SOLVED : Claim.NOT_STATED;
        }
        if (mark < 0.55) {
            return Claim.NOT_SOLVED;
        }
        return mark < 0.8 ? Claim.SOLVED : Claim.NOT_STATED;
    }

    private String disposition(Reason reason, Agent agent) {
        if (reason != Reason.RENEWAL && reason != Reason.UPSELL) {
            return "";
        }
        double mark = dice.unit();
        if (mark < 0.14 + 0.03 * agent.skill()) {
            return "SALE";
        }
        if (mark < 0.4) {
            return "CALLBACK";
        }
        return mark < 0.96 ? "REFUSED" : "WRONG_NUMBER";
    }
}
