package dev.caresql.examples;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** The table of plans: by month for the company, the teams and the agents; rates of the company by quarter and year too. */
final class KpiTargets {
    static final Table TABLE = Table.of(
            "kpi_targets",
            Table.text("kpi_code"),
            Table.text("scope_type"),
            Table.text("scope_id"),
            Table.text("grain_code"),
            Table.day("period_start"),
            Table.number("version_no"),
            Table.number("target_metric_value"),
            Table.number("baseline_metric_value"),
            Table.text("target_agg_rule"),
            Table.number("weight_points"),
            Table.number("cap_pct"));

    private static final int CAP = 120;

    private final CsvFile file;
    private final CompanySettings settings;
    private final Arrivals arrivals;
    private final Agents agents;

    KpiTargets(CsvFile file, CompanySettings settings, Agents agents) {
        this.file = file;
        this.settings = settings;
        this.agents = agents;
        arrivals = new Arrivals(settings.period());
    }

    void write() throws IOException {
        for (Goal goal : Goal.values()) {
            write(goal, "COMPANY", "ALL", 1);
            if (goal.additivity() == Goal.Additivity.RATE) {
                writeLong(goal);
            }
            for (Team team : Team.values()) {
                double share = goal.share(team);
                if (share > 0) {
                    write(goal, "TEAM", team.id(), share);
                }
            }
            writeAgents(goal);
        }
    }

    private void writeAgents(Goal goal) throws IOException {
        for (Agent agent : agents.all()) {
            if (goal.forAgentsOf(agent.team())) {
                List<Agent> colleagues = agents.all().stream()
                        .filter(a -> a.team() == agent.team())
                        .toList();
                write(goal, "AGENT", agent.id(), goal.share(agent.team()) / colleagues.size());
            }
        }
    }

    private void write(Goal goal, String scope, String id, double share) throws IOException {
        Period period = settings.period();
        for (int month = 0; month < period.months(); month++) {
            LocalDate first = period.from().plusMonths(month);
            double value = goal.additivity() == Goal.Additivity.RATE
                    ? goal.rate((month + 0.5) / period.months())
                    : share * goal.amount(contacts(goal, first));
            row(new Scope(goal, scope, id), "MONTH", first, value);
        }
    }

    /** Rates of longer periods are agreed on, for they cannot be added up. */
    private void writeLong(Goal goal) throws IOException {
        Period period = settings.period();
        Scope company = new Scope(goal, "COMPANY", "ALL");
        for (int month = 0; month + 3 <= period.months(); month += 3) {
            row(company, "QUARTER", period.from().plusMonths(month), goal.rate((month + 1.5) / period.months()));
        }
        if (period.months() >= 12) {
            row(company, "YEAR", period.from(), goal.rate(0.5));
        }
    }

    /** The contacts that the plan expects in a month; what stands at the end of a month does not follow the season. */
    private double contacts(Goal goal, LocalDate first) {
        if (goal.additivity() == Goal.Additivity.SNAPSHOT) {
            return (double) settings.volume().interactions() / settings.period().months();
        }
        return arrivals.between(
                settings.period(), first, first.plusMonths(1), settings.volume().interactions());
    }

    private void row(Scope scope, String grain, LocalDate first, double value) throws IOException {
        Goal goal = scope.goal();
        file.code(goal).code(scope.type()).code(scope.id()).code(grain);
        file.day(Period.secondOf(first)).number(1);
        if (goal.additivity() == Goal.Additivity.RATE) {
            file.code(BigDecimal.valueOf(Math.round(value * 10), 1).toPlainString());
        } else {
            file.number(Math.max(1, goal == Goal.REVENUE ? Math.round(value / 1e6) * 1_000_000 : Math.round(value)));
        }
        // A score that may be negative is measured by how far it came from where it was.
        file.number(goal == Goal.NPS ? 20 : CsvFile.BLANK);
        file.code(goal.additivity().rule()).number(1).number(CAP).endRow();
    }

    private record Scope(Goal goal, String type, String id) {}
}
