package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.DidYouMean;
import dev.caresql.error.ErrorCode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what a report shows from the tables {@code scorecard}, {@code metadata.kpis} and those that name its scopes. */
final class ReportReader {
    private static final String TARGETS = "kpi_targets";

    private final Rows rows;
    private final ReportRequest request;
    private final Scores scores;

    ReportReader(Connection connection, ReportRequest request, Scores scores) {
        this.scores = requireNonNull(scores, "scores is null");
        this.rows = new Rows(connection);
        this.request = requireNonNull(request, "request is null");
    }

    /** Reads all of it; a KPI, member or period that there is not is refused by name. */
    ReportData read() throws SQLException {
        Map<String, Definition> definitions = definitions();
        ScorecardItems scorecard = new ScorecardItems(rows, request);
        List<ScorecardItem> items = scorecard.read();
        Optional<String> title = items.isEmpty() ? Optional.empty() : scorecard.title();
        Set<String> codes = codes(definitions, items);
        Map<Scope, Map<String, String>> names = new LinkedHashMap<>();
        names.put(Scope.COMPANY, Map.of());
        names.put(request.by(), names(request.by()));
        names.computeIfAbsent(Scope.AGENT, this::namesUnchecked);
        requireMembers(names.getOrDefault(request.by(), Map.of()));
        List<Entry> entries = entries(codes, attainment(items));
        requirePeriod(codes, entries);
        requireScope(codes, entries);
        Map<String, Definition> shown = new LinkedHashMap<>();
        codes.forEach(code -> shown.put(code, requireNonNull(definitions.get(code))));
        return new ReportData(request, items, shown, entries, names, agentTeams(), title, asOf(), scores);
    }

    private Map<String, Definition> definitions() throws SQLException {
        Map<String, Definition> definitions = new LinkedHashMap<>();
        rows.list(
                        "SELECT kpi_name, label_en, label_vi, description_en, description_vi, formula, valid_condition,"
                                + " row_filter, table_name, better, unit, source, is_available, missing FROM metadata.kpis",
                        row -> Definition.read(row, request.language()))
                .forEach(definition -> definitions.put(definition.code(), definition));
        return definitions;
    }

    /** The KPIs in the order in which they are shown. */
    private Set<String> codes(Map<String, Definition> definitions, List<ScorecardItem> items) throws SQLException {
        if (!items.isEmpty()) {
            Set<String> codes = new LinkedHashSet<>();
            items.forEach(item -> codes.add(known(item.code(), definitions)));
            return codes;
        }
        if (!request.kpis().isEmpty()) {
            Set<String> codes = new LinkedHashSet<>();
            request.kpis().forEach(name -> codes.add(known(name, definitions)));
            return codes;
        }
        Set<String> planned = new LinkedHashSet<>(planned());
        planned.retainAll(definitions.keySet());
        Set<String> codes = new LinkedHashSet<>();
        definitions.values().stream()
                .filter(Definition::available)
                .map(Definition::code)
                .filter(code -> planned.isEmpty() || planned.contains(code))
                .forEach(codes::add);
        return codes;
    }

    private static String known(String name, Map<String, Definition> definitions) {
        String code = name.strip().toUpperCase(Locale.ROOT);
        Definition definition = definitions.get(code);
        if (definition == null) {
            throw new CareSqlException(
                    ErrorCode.UNKNOWN_FUNCTION,
                    "There is no KPI " + name + DidYouMean.hint(code, definitions.keySet())
                            + "; 'caresql kpis' lists them");
        }
        if (!definition.available()) {
            throw new CareSqlException(
                    ErrorCode.UNKNOWN_COLUMN,
                    "KPI " + code + " cannot be computed: " + definition.missing()
                            + ". Complete the model or the KPI's binding, or leave the KPI out");
        }
        return code;
    }

    private List<String> planned() throws SQLException {
        if (!rows.columns(TARGETS).contains("kpi_code")) {
            return List.of();
        }
        return rows.list(
                "SELECT DISTINCT UPPER(kpi_code) AS kpi_code FROM " + TARGETS + " WHERE scope_type IN (" + scopes()
                        + ")",
                row -> Rows.text(row, "kpi_code"));
    }

    private String scopes() {
        return Stream.of(Scope.COMPANY, request.by())
                .distinct()
                .map(scope -> Rows.literal(scope.name()))
                .collect(joining(", "));
    }

    /** The periods that are shown of the past, for the company and the members. */
    private List<Entry> entries(Set<String> codes, String attainment) throws SQLException {
        if (codes.isEmpty()) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        Set<Scope> wanted = new LinkedHashSet<>(List.of(Scope.COMPANY, request.by(), Scope.AGENT));
        LocalDate first = request.period().last(ReportData.HISTORY).get(0).start();
        for (Scope scope : wanted) {
            entries.addAll(rows.list(
                    "SELECT scorecard.*, " + attainment + " AS shown_attainment, STATUS(" + attainment
                            + ") AS shown_status FROM scorecard WHERE grain_code = "
                            + Rows.literal(request.period().grain().name()) + " AND scope_type = "
                            + Rows.literal(scope.name()) + " AND kpi_code IN ("
                            + codes.stream().map(Rows::literal).collect(joining(", ")) + ")"
                            + " AND period_start BETWEEN DATE '" + first + "' AND DATE '"
                            + request.period().start() + "'",
                    row -> entry(row, scope)));
        }
        return entries;
    }

    private Entry entry(ResultSet row, Scope scope) throws SQLException {
        KpiInfo kpi = new KpiInfo(
                Rows.text(row, "kpi_code"),
                request.language().choose(Rows.text(row, "kpi_label_en"), Rows.text(row, "kpi_label_vi")),
                Rows.text(row, "unit_code"),
                row.getInt("display_decimals"),
                Rows.text(row, "direction_code"),
                1);
        OptionalDouble attainment = Rows.number(row, "shown_attainment");
        OptionalDouble cap = Rows.number(row, "cap_pct");
        Result result = new Result(
                Rows.number(row, "actual"),
                Rows.number(row, "row_count"),
                Rows.number(row, "previous_actual"),
                Rows.number(row, "plan"),
                Rows.number(row, "baseline"),
                Rows.number(row, "weight_points"),
                cap,
                Rows.number(row, "tolerance_low"),
                Rows.number(row, "tolerance_high"),
                attainment,
                scores.of(attainment, cap),
                Rows.text(row, "shown_status"),
                Rows.text(row, "trend"));
        LocalDate start = requireNonNull(row.getObject("period_start", LocalDate.class));
        return new Entry(start, scope, Rows.text(row, "scope_id"), kpi, result);
    }

    /** A line of a scorecard may say that another direction is better than the catalog does. */
    private static String attainment(List<ScorecardItem> items) {
        String cases = items.stream()
                .filter(item -> !item.direction().isEmpty())
                .map(item -> " WHEN kpi_code = " + Rows.literal(item.code()) + " AND direction_code <> "
                        + Rows.literal(item.direction()) + " THEN ATTAINMENT(actual, plan, "
                        + Rows.literal(item.direction())
                        + ", baseline, tolerance_low => tolerance_low, tolerance_high => tolerance_high)")
                .collect(joining());
        return cases.isEmpty() ? "attainment" : "CASE" + cases + " ELSE attainment END";
    }

    private Map<String, String> namesUnchecked(Scope scope) {
        try {
            return names(scope);
        } catch (SQLException e) {
            throw new CareSqlException(ErrorCode.ENGINE, "Cannot read " + scope.table() + ": " + e.getMessage(), e);
        }
    }

    /** Names by identifier, in the order of the identifiers; none for the company, or where the model lacks them. */
    private Map<String, String> names(Scope scope) throws SQLException {
        Map<String, String> names = new LinkedHashMap<>();
        Set<String> columns = scope == Scope.COMPANY ? Set.of() : rows.columns(scope.table());
        if (!columns.contains(scope.key())) {
            return names;
        }
        String name = scope.names(request.language()).stream()
                .filter(columns::contains)
                .findFirst()
                .orElse(scope.key());
        rows.list(
                        "SELECT " + scope.key() + " AS id, " + name + " AS name FROM " + scope.table() + " ORDER BY 1",
                        row -> List.of(Rows.text(row, "id"), Rows.text(row, "name")))
                .forEach(row -> names.put(row.get(0), row.get(1)));
        return names;
    }

    /** The name of each agent's team; empty where the model does not say it. */
    private Map<String, String> agentTeams() throws SQLException {
        Map<String, String> teams = new LinkedHashMap<>();
        if (rows.columns(Scope.AGENT.table()).containsAll(Set.of(Scope.AGENT.key(), Scope.TEAM.key()))) {
            Map<String, String> names = names(Scope.TEAM);
            rows.list(
                            "SELECT agent_id, team_id FROM agents ORDER BY agent_id",
                            row -> List.of(Rows.text(row, "agent_id"), Rows.text(row, "team_id")))
                    .forEach(row -> teams.put(row.get(0), names.getOrDefault(row.get(1), row.get(1))));
        }
        return teams;
    }

    private void requireMembers(Map<String, String> names) {
        String what = request.by().name().toLowerCase(Locale.ROOT);
        for (String member : request.members()) {
            if (request.by() == Scope.COMPANY) {
                throw new CareSqlException(
                        ErrorCode.INVALID_VALUE, "--only needs --by department, team or agent: the company is one");
            }
            if (!names.isEmpty() && !names.containsKey(member)) {
                throw new CareSqlException(
                        ErrorCode.INVALID_VALUE,
                        "There is no " + what + " '" + member + "'" + DidYouMean.hint(member, names.keySet())
                                + "; there are "
                                + names.keySet().stream().limit(20).collect(joining(", ")));
            }
        }
    }

    private void requirePeriod(Set<String> codes, List<Entry> entries) throws SQLException {
        Period period = request.period();
        if (entries.stream()
                .anyMatch(entry -> entry.start().equals(period.start())
                        && entry.result().actual().isPresent())) {
            return;
        }
        List<String> known = rows.list(
                "SELECT MIN(business_date) AS first_day, MAX(business_date) AS last_day FROM kpis",
                row -> Objects.toString(row.getObject("first_day", LocalDate.class)) + " to "
                        + row.getObject("last_day", LocalDate.class));
        throw new CareSqlException(
                ErrorCode.INVALID_VALUE,
                "There are no figures for " + period + " of " + shown(codes) + ": the data run from " + known.get(0)
                        + "; choose a period in which something happened, or other KPIs with --kpis");
    }

    /** A report by team that shows the company alone would look as if there were no teams. */
    private void requireScope(Set<String> codes, List<Entry> entries) {
        boolean found = entries.stream()
                .anyMatch(entry -> entry.scope() == request.by()
                        && entry.start().equals(request.period().start())
                        && (request.members().isEmpty() || request.members().contains(entry.scopeId()))
                        && entry.result().actual().isPresent());
        if (request.by() != Scope.COMPANY && !found) {
            String what = request.by().name().toLowerCase(Locale.ROOT);
            String whose = request.members().isEmpty() ? "by " + what : "of " + String.join(", ", request.members());
            throw new CareSqlException(
                    ErrorCode.INVALID_VALUE,
                    "There are no figures " + whose + " for " + request.period() + " of " + shown(codes) + "; map "
                            + request.by().key() + " where it is missing, or leave out --by " + what);
        }
    }

    private static String shown(Set<String> codes) {
        String first = codes.stream().limit(5).collect(joining(", "));
        return codes.size() > 5 ? first + " and " + (codes.size() - 5) + " more KPIs" : first;
    }

    private LocalDateTime asOf() throws SQLException {
        return rows.list(
                        "SELECT AS_OF() AS as_of FROM (VALUES (1)) one (x)",
                        row -> requireNonNull(row.getObject("as_of", LocalDateTime.class)))
                .get(0);
    }
}
