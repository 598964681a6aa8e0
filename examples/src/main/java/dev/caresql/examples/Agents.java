package dev.caresql.examples;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The staff. The first agent of each team stays the whole time, so that no team is ever empty. */
final class Agents {
    static final Table TABLE = Table.of(
            "agents",
            Table.text("agent_id"),
            Table.text("agent_name"),
            Table.text("email"),
            Table.text("role_code"),
            Table.text("team_id"),
            Table.text("team_name"),
            Table.text("department_id"),
            Table.text("department_name"),
            Table.day("hired_on"),
            Table.day("left_on"),
            Table.number("fte"));

    static final Table ASSIGNMENTS = Table.of(
            "agent_assignments",
            Table.text("agent_id"),
            Table.text("team_id"),
            Table.day("valid_from"),
            Table.day("valid_to"),
            Table.number("share"));

    private static final double BEST_SKILL = 2;

    private final List<Agent> all;
    private final Map<Team, List<Agent>> byTeam = new EnumMap<>(Team.class);

    Agents(CompanySettings settings) {
        List<Agent> agents = new ArrayList<>();
        for (Team team : teamsByShare(settings.volume().agents())) {
            int number = agents.size() + 1;
            boolean founder = agents.stream().noneMatch(a -> a.team() == team);
            Dice dice = Dice.of(settings.seed(), Dice.Purpose.AGENTS, number);
            agents.add(hire(number, team, founder, settings, dice));
        }
        all = List.copyOf(agents);
        all.forEach(
                a -> byTeam.computeIfAbsent(a.team(), t -> new ArrayList<>()).add(a));
    }

    /** One team for each agent: one agent for every team, the others by the shares of the teams. */
    private static List<Team> teamsByShare(int agents) {
        List<Team> teams = new ArrayList<>(Arrays.asList(Team.values()));
        Map<Team, Integer> sizes = new EnumMap<>(Team.class);
        teams.forEach(team -> sizes.put(team, 1));
        while (teams.size() < agents) {
            Team hungriest = Arrays.stream(Team.values())
                    .min((a, b) -> Double.compare(
                            (sizes.getOrDefault(a, 0) + 0.5) / a.share(), (sizes.getOrDefault(b, 0) + 0.5) / b.share()))
                    .orElseThrow();
            teams.add(hungriest);
            sizes.merge(hungriest, 1, Integer::sum);
        }
        return teams;
    }

    private static Agent hire(int number, Team team, boolean founder, CompanySettings settings, Dice dice) {
        Period period = settings.period();
        String name = VietnameseNames.draw(dice);
        boolean newcomer = !founder && dice.chance(0.2);
        LocalDate hired = newcomer
                ? period.from().plusDays(dice.below(period.days()))
                : period.from().minusDays(dice.between(30, 2000));
        LocalDate lastDay = hired.isAfter(period.from())
                ? hired.plusDays(60)
                : period.from().plusDays(20);
        LocalDate left = lastDay.plusDays(dice.below(period.days()));
        boolean leaves = !founder && dice.chance(0.15) && left.isBefore(period.end());
        Agent.Employment employment = new Agent.Employment(hired, leaves ? Optional.of(left) : Optional.empty());
        return new Agent(
                number,
                name,
                team,
                leaves || newcomer ? Optional.empty() : move(number, team, settings),
                employment,
                skill(settings.seed(), number));
    }

    /** Some came from the other hotline in the middle of the period; founders are never among them. */
    private static Optional<Agent.Move> move(int number, Team team, CompanySettings settings) {
        boolean hotline = team == Team.HOTLINE_NORTH || team == Team.HOTLINE_SOUTH;
        if (!hotline || number <= Team.values().length || number % 4 != 0) {
            return Optional.empty();
        }
        LocalDate day = settings.period().from().plusDays(settings.period().days() * (30L + number % 40) / 100);
        return Optional.of(new Agent.Move(day, team == Team.HOTLINE_NORTH ? Team.HOTLINE_SOUTH : Team.HOTLINE_NORTH));
    }

    /** Every second agent is as good as the one before is bad, so that a lucky seed does not make a better company. */
    private static double skill(long seed, int number) {
        int pair = (number + 1) / 2;
        double bell = Dice.of(seed, Dice.Purpose.AGENTS, -pair).bell();
        double skill = Math.max(-BEST_SKILL, Math.min(BEST_SKILL, bell));
        return number % 2 == 0 ? -skill : skill;
    }

    void write(CsvFile file) throws IOException {
        for (Agent agent : all) {
            Team team = agent.team();
            file.code(agent.id()).text(agent.name());
            file.code(VietnameseNames.mailName(agent.name()) + '.' + agent.number() + "@example.com");
            file.code(agent.number() % 12 == 0 ? "SUPERVISOR" : team.role());
            file.code(team.id()).text(team.nameVi());
            file.code(team.department().id()).text(team.department().nameVi());
            file.day(Period.secondOf(agent.hiredOn()));
            file.day(agent.leftOn().map(Period::secondOf).orElse(CsvFile.BLANK));
            file.code(agent.halfTime() ? "0.50" : "1.00");
            file.endRow();
        }
    }

    /** Writes who was in which team from when to when. */
    void writeAssignments(CsvFile file) throws IOException {
        for (Agent agent : all) {
            long left = agent.leftOn().map(Period::secondOf).orElse(CsvFile.BLANK);
            long joined = Period.secondOf(agent.hiredOn());
            if (agent.move().isPresent()) {
                Agent.Move move = agent.move().orElseThrow();
                long moved = Period.secondOf(move.day());
                file.code(agent.id())
                        .code(move.from().id())
                        .day(joined)
                        .day(moved)
                        .code("1")
                        .endRow();
                joined = moved;
            }
            file.code(agent.id()).code(agent.team().id());
            file.day(joined).day(left).code("1").endRow();
        }
    }

    List<Agent> all() {
        return all;
    }

    /** Somebody of a team who worked there on a day; nobody when the one drawn did not. */
    Optional<Agent> drawEver(Team team, LocalDate day, Dice dice) {
        List<Agent> agents = byTeam.getOrDefault(team, List.of());
        Agent agent = agents.get(dice.below(agents.size()));
        return agent.worksOn(day) ? Optional.of(agent) : Optional.empty();
    }

    /** Who is at work on a day. */
    Shift on(LocalDate day) {
        Map<Team, List<Agent>> present = new EnumMap<>(Team.class);
        for (Agent agent : all) {
            if (agent.worksOn(day)) {
                Agent then = agent.on(day);
                present.computeIfAbsent(then.team(), team -> new ArrayList<>()).add(then);
            }
        }
        return new Shift(present);
    }

    /** The agents of a day. */
    record Shift(Map<Team, List<Agent>> present) {

        Agent draw(Team team, Dice dice) {
            List<Agent> agents = present.getOrDefault(team, List.of());
            return agents.get(dice.below(agents.size()));
        }
    }
}
