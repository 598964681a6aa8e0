package dev.caresql.examples;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What to generate.
 *
 * @param seed the same seed and settings give the same bytes
 * @param period the months covered
 * @param volume how many rows
 * @param badRows share of the fact rows that is damaged on purpose, 0 to 1
 */
public record CompanySettings(long seed, Period period, Volume volume, double badRows) {

    /** Refuses a share of bad rows outside 0 to 1. */
    public CompanySettings {
        requireNonNull(period, "period is null");
        requireNonNull(volume, "volume is null");
        if (!(badRows >= 0 && badRows <= 1)) {
            throw new IllegalArgumentException("the share of bad rows must be between 0 and 1, but is " + badRows);
        }
    }

    /**
     * The sizes from which all other row counts follow.
     *
     * @param interactions rows of {@code interactions.csv}
     * @param responses rows of {@code survey_responses.csv}
     * @param agents rows of {@code agents.csv}
     */
    public record Volume(long interactions, long responses, int agents) {
        private static final int LARGEST_AGENT_COUNT = 100_000;

        /** Refuses sizes that no company of six teams can have. */
        public Volume {
            if (interactions < 1) {
                throw new IllegalArgumentException("interactions must be at least 1, but is " + interactions);
            }
            if (responses < 0) {
                throw new IllegalArgumentException("responses must not be negative, but is " + responses);
            }
            int teams = Team.values().length;
            if (agents < teams || agents > LARGEST_AGENT_COUNT) {
                throw new IllegalArgumentException("agents must be between " + teams + " (one for each team) and "
                        + LARGEST_AGENT_COUNT + ", but is " + agents);
            }
        }

        /** Sizes with the usual share of answered surveys, three for twenty contacts, unless a number is given. */
        public static Volume of(long interactions, Optional<Long> responses, int agents) {
            return new Volume(interactions, responses.orElse(interactions * 3 / 20), agents);
        }

        long customers() {
            return Math.max(200, interactions / 8);
        }

        long leads() {
            return Math.max(100, interactions / 20);
        }
    }
}
