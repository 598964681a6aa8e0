package dev.caresql.examples;

import java.util.EnumSet;
import java.util.Set;

/** A KPI that is planned; the constants bear the names of the catalog. */
enum Goal {
    CALLS_COMPLETED(Additivity.SUM, Audience.CALLERS, 0.51, 0.51),
    CALLS_MISSED(Additivity.SUM, Audience.CALLERS, 0.065, 0.065),
    CALL_COMPLETION_RATE(Additivity.RATE, Audience.CALLERS, 87, 90),
    SATISFIED_CUSTOMERS(Additivity.SUM, Audience.EVERYBODY, 0.037, 0.037),
    POSITIVE_CUSTOMERS(Additivity.SUM, Audience.EVERYBODY, 0.082, 0.082),
    SATISFIED_RATE(Additivity.RATE, Audience.EVERYBODY, 79, 82),
    AVG_WAIT_TIME(Additivity.RATE, Audience.HOTLINES, 21, 17),
    AHT(Additivity.RATE, Audience.CALLERS, 285, 270),
    CALL_OVERDUE_RATE(Additivity.RATE, Audience.HOTLINES, 28, 24),
    COMPLAINT_RATE(Additivity.RATE, Audience.CARE, 18, 15),
    REPURCHASE_ORDERS(Additivity.SUM, Audience.SALES, 0.09, 0.09),
    NPS(Additivity.RATE, Audience.EVERYBODY, 30, 38),
    CSAT(Additivity.RATE, Audience.EVERYBODY, 79, 83),
    CES(Additivity.RATE, Audience.EVERYBODY, 5, 5.4),
    FCR_RATE(Additivity.RATE, Audience.HOTLINES, 72, 77),
    SERVICE_LEVEL(Additivity.RATE, Audience.HOTLINES, 78, 82),
    ASA(Additivity.RATE, Audience.HOTLINES, 20, 16),
    RESOLUTION_RATE(Additivity.RATE, Audience.CARE, 74, 80),
    FIRST_RESPONSE_TIME(Additivity.RATE, Audience.CARE, 200, 160),
    TICKET_BACKLOG(Additivity.SNAPSHOT, Audience.COMPANY, 0.03, 0.03),
    REVENUE(Additivity.SUM, Audience.SALES, 330_000, 330_000),
    NEW_CUSTOMERS(Additivity.SUM, Audience.COMPANY, 0.028, 0.028);

    private static final double SHARE_OF_SALES_TEAM = 0.27;

    private final Additivity additivity;
    private final Audience audience;
    private final double first;
    private final double last;

    /** A rate is to move from the first value to the last; an amount is a share of the contacts. */
    Goal(Additivity additivity, Audience audience, double first, double last) {
        this.additivity = additivity;
        this.audience = audience;
        this.first = first;
        this.last = last;
    }

    Additivity additivity() {
        return additivity;
    }

    /** The rate to reach when a part of the period, 0 to 1, is over. */
    double rate(double part) {
        return first + (last - first) * part;
    }

    double amount(double contacts) {
        return first * contacts;
    }

    /** A team's part of the company's amount; 0 for a team that does not have the goal. */
    double share(Team team) {
        if (!audience.teams.contains(team)) {
            return 0;
        }
        if (audience == Audience.SALES) {
            return SHARE_OF_SALES_TEAM;
        }
        if (this == CALLS_MISSED) {
            return TeamShare.missed(team);
        }
        return audience == Audience.CALLERS ? TeamShare.completed(team) : TeamShare.surveyed(team);
    }

    /** An agent answers for what he does himself; an unanswered call has an agent only where he dialled. */
    boolean forAgentsOf(Team team) {
        return switch (this) {
            case CALLS_COMPLETED, SATISFIED_CUSTOMERS, POSITIVE_CUSTOMERS, SATISFIED_RATE, AHT ->
                audience.teams.contains(team);
            case CALLS_MISSED, CALL_COMPLETION_RATE, REPURCHASE_ORDERS -> team == Team.TELESALES;
            case AVG_WAIT_TIME,
                    CALL_OVERDUE_RATE,
                    COMPLAINT_RATE,
                    NPS,
                    CSAT,
                    CES,
                    FCR_RATE,
                    SERVICE_LEVEL,
                    ASA,
                    RESOLUTION_RATE,
                    FIRST_RESPONSE_TIME,
                    TICKET_BACKLOG,
                    REVENUE,
                    NEW_CUSTOMERS -> false;
        };
    }

    /** How the targets of months make that of a quarter. */
    enum Additivity {
        SUM("SUM"),
        SNAPSHOT("LAST"),
        RATE("EXPLICIT");

        private final String rule;

        Additivity(String rule) {
            this.rule = rule;
        }

        String rule() {
            return rule;
        }
    }

    private enum Audience {
        COMPANY(EnumSet.noneOf(Team.class)),
        SALES(EnumSet.of(Team.TELESALES)),
        HOTLINES(EnumSet.of(Team.HOTLINE_NORTH, Team.HOTLINE_SOUTH, Team.TECHNICAL)),
        CALLERS(EnumSet.of(Team.HOTLINE_NORTH, Team.HOTLINE_SOUTH, Team.TECHNICAL, Team.TELESALES)),
        CARE(EnumSet.complementOf(EnumSet.of(Team.TELESALES))),
        EVERYBODY(EnumSet.allOf(Team.class));

        private final Set<Team> teams;

        Audience(Set<Team> teams) {
            this.teams = teams;
        }
    }

    /** How calls and answers fall on the teams: most to the hotlines, unanswered calls to those who dial. */
    private static final class TeamShare {

        private TeamShare() {}

        static double completed(Team team) {
            return switch (team) {
                case HOTLINE_NORTH -> 0.35;
                case HOTLINE_SOUTH -> 0.42;
                case TECHNICAL -> 0.12;
                case TELESALES -> 0.11;
                case CHAT_AND_SOCIAL, EMAIL_AND_MARKETPLACE -> 0;
            };
        }

        static double surveyed(Team team) {
            return switch (team) {
                case HOTLINE_NORTH -> 0.2;
                case HOTLINE_SOUTH -> 0.24;
                case CHAT_AND_SOCIAL -> 0.25;
                case EMAIL_AND_MARKETPLACE -> 0.19;
                case TECHNICAL -> 0.05;
                case TELESALES -> 0.07;
            };
        }

        static double missed(Team team) {
            return switch (team) {
                case HOTLINE_NORTH -> 0.25;
                case HOTLINE_SOUTH -> 0.36;
                case TECHNICAL -> 0.1;
                case TELESALES -> 0.29;
                case CHAT_AND_SOCIAL, EMAIL_AND_MARKETPLACE -> 0;
            };
        }
    }
}
