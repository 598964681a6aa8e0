package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a report shows.
 *
 * @param request what was asked for
 * @param items the lines of a scorecard that the model defines; none for those of the KPIs
 * @param definitions of the KPIs, in the order in which they are shown
 * @param entries the figures
 * @param names of the members of scopes, by identifier
 * @param agentTeams the names of the agents' teams, by agent
 * @param title of the scorecard, where the model has one
 * @param asOf the instant that the figures are of, in UTC
 * @param scores of lines by their weights
 */
record ReportData(
        ReportRequest request,
        List<ScorecardItem> items,
        Map<String, Definition> definitions,
        List<Entry> entries,
        Map<Scope, Map<String, String>> names,
        Map<String, String> agentTeams,
        Optional<String> title,
        LocalDateTime asOf,
        Scores scores) {
    static final int HISTORY = 12;
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final double SECONDS_PER_MINUTE = 60;

    ReportData {
        requireNonNull(request, "request is null");
        items = List.copyOf(items);
        definitions = Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
        entries = List.copyOf(entries);
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
        agentTeams = Map.copyOf(agentTeams);
        requireNonNull(title, "title is null");
        requireNonNull(asOf, "asOf is null");
        requireNonNull(scores, "scores is null");
    }

    /** The periods of which the course is shown. */
    List<Period> periods() {
        return request.period().last(HISTORY);
    }

    /** The company, then the members of the scope that was asked for. */
    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        blocks.addAll(blocks(Scope.COMPANY, true));
        if (request.by() != Scope.COMPANY) {
            blocks.addAll(blocks(request.by(), false));
        }
        return blocks;
    }

    /** The characters that the longest figure takes, so that columns are wide enough for all. */
    int longest() {
        return blocks().stream()
                .flatMap(block -> block.lines().stream())
                .mapToInt(Line::longest)
                .max()
                .orElse(0);
    }

    /** The blocks of one scope; without {@code all}, lines without a plan are left out where some have one. */
    List<Block> blocks(Scope scope, boolean all) {
        Map<String, Map<String, Map<LocalDate, Entry>>> byMember = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.scope() == scope) {
                byMember.computeIfAbsent(entry.scopeId(), id -> new HashMap<>())
                        .computeIfAbsent(entry.kpi().code(), code -> new HashMap<>())
                        .put(entry.start(), entry);
            }
        }
        boolean anyPlan = entries.stream()
                .anyMatch(entry -> entry.scope() == scope
                        && entry.start().equals(request.period().start())
                        && entry.result().plan().isPresent());
        List<Block> blocks = new ArrayList<>();
        for (String id : order(scope, byMember.keySet())) {
            Map<String, Map<LocalDate, Entry>> kpis = byMember.getOrDefault(id, Map.of());
            List<Line> lines = lines(kpis).stream()
                    .filter(line -> all
                            || !items.isEmpty()
                            || !line.isEmpty()
                                    && (!anyPlan || line.result().plan().isPresent()))
                    .toList();
            if (lines.stream().anyMatch(line -> !line.isEmpty())) {
                String known = names.getOrDefault(scope, Map.of()).getOrDefault(id, id);
                String name =
                        known.isBlank() ? id : SPACES.matcher(known.strip()).replaceAll(" ");
                blocks.add(new Block(scope, id, name, lines, scores.of(lines)));
            }
        }
        return blocks;
    }

    /** Members in the order of their names' table; those that it lacks after them. */
    private List<String> order(Scope scope, Set<String> found) {
        List<String> ids = new ArrayList<>(names.getOrDefault(scope, Map.of()).keySet());
        ids.sort(Comparator.comparing((String id) -> id.replaceAll("[0-9]+", ""))
                .thenComparingInt(ReportData::number)
                .thenComparing(id -> id));
        new TreeSet<>(found).stream().filter(id -> !ids.contains(id)).forEach(ids::add);
        ids.retainAll(found);
        if (!request.members().isEmpty() && scope == request.by()) {
            ids.retainAll(request.members());
        }
        return ids;
    }

    /** The number in an identifier, so that A2 comes before A10. */
    private static int number(String id) {
        String digits = id.replaceAll("[^0-9]", "");
        return digits.isEmpty() || digits.length() > 9 ? 0 : Integer.parseInt(digits);
    }

    private List<Line> lines(Map<String, Map<LocalDate, Entry>> kpis) {
        List<Line> lines = new ArrayList<>();
        if (items.isEmpty()) {
            for (Definition definition : definitions.values()) {
                Map<LocalDate, Entry> entriesOfKpi = kpis.getOrDefault(definition.code(), Map.of());
                lines.add(line(info(definition, entriesOfKpi), entriesOfKpi, OptionalDouble.empty()));
            }
        } else {
            for (ScorecardItem item : items) {
                Map<LocalDate, Entry> entriesOfKpi = kpis.getOrDefault(item.code(), Map.of());
                Definition definition = requireNonNull(definitions.get(item.code()), item.code());
                lines.add(line(shown(item, info(definition, entriesOfKpi)), entriesOfKpi, item.weight()));
            }
        }
        return lines;
    }

    private static KpiInfo info(Definition definition, Map<LocalDate, Entry> entries) {
        return entries.values().stream()
                .map(Entry::kpi)
                .findFirst()
                .orElseGet(() -> new KpiInfo(
                        definition.code(), definition.label(), definition.unit(), 1, definition.direction(), 1));
    }

    /** The words of a scorecard's line take the place of the catalog's. */
    private static KpiInfo shown(ScorecardItem item, KpiInfo kpi) {
        boolean minutes = kpi.unit().equals("s")
                && (item.unit().equals("phút") || item.unit().equals("min"));
        return new KpiInfo(
                kpi.code(),
                item.label().isEmpty() ? kpi.label() : item.label(),
                item.unit().isEmpty() ? kpi.unit() : item.unit(),
                item.decimals() < 0 ? kpi.decimals() : item.decimals(),
                item.direction().isEmpty() ? kpi.direction() : item.direction(),
                minutes ? SECONDS_PER_MINUTE : 1);
    }

    private Line line(KpiInfo kpi, Map<LocalDate, Entry> byStart, OptionalDouble weight) {
        List<OptionalDouble> course = new ArrayList<>();
        List<OptionalDouble> plans = new ArrayList<>();
        for (Period period : periods()) {
            Result result = byStart.containsKey(period.start())
                    ? requireNonNull(byStart.get(period.start())).result()
                    : Result.NONE;
            course.add(result.actual());
            plans.add(result.plan());
        }
        Entry now = byStart.get(request.period().start());
        Result result = now == null ? Result.NONE : now.result();
        Line line = new Line(kpi, weight.isPresent() ? result.weighted(weight) : result, course, plans);
        return kpi.divisor() == 1 ? line : line.divided();
    }
}
