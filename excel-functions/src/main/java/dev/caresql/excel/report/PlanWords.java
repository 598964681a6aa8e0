package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiCatalog;
import dev.caresql.config.Located;
import dev.caresql.error.DidYouMean;
import java.sql.Connection;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the words of a sheet of plans mean: names, synonyms and labels of KPIs in both languages, those that the model's
 * scorecards give them, members of scopes by identifier or name, and units.
 */
public final class PlanWords {
    private static final Map<String, Double> SECONDS = Map.ofEntries(
            Map.entry("s", 1.0),
            Map.entry("sec", 1.0),
            Map.entry("seconds", 1.0),
            Map.entry("giây", 1.0),
            Map.entry("min", 60.0),
            Map.entry("minutes", 60.0),
            Map.entry("phút", 60.0),
            Map.entry("h", 3_600.0),
            Map.entry("hours", 3_600.0),
            Map.entry("giờ", 3_600.0),
            Map.entry("d", 86_400.0),
            Map.entry("days", 86_400.0),
            Map.entry("ngày", 86_400.0));

    private final Map<String, Set<String>> kpis = new HashMap<>();
    private final Map<String, String> units = new HashMap<>();
    private final Map<Scope, Map<String, String>> members = new HashMap<>();

    private PlanWords() {}

    /** Reads the words of a catalog and a model. */
    public static PlanWords read(Connection connection, KpiCatalog catalog) throws SQLException {
        PlanWords words = new PlanWords();
        for (Kpi kpi : catalog.kpis()) {
            String code = kpi.name().text();
            List<String> names = new ArrayList<>(
                    List.of(code, kpi.texts().labelEn(), kpi.texts().labelVi()));
            kpi.synonyms().stream().map(Located::text).forEach(names::add);
            names.forEach(name -> words.add(name, code));
            words.units.put(code, kpi.measure().unit());
        }
        Rows rows = new Rows(connection);
        Set<String> items = rows.columns("scorecard_items");
        for (String label : List.of("label_en", "label_vi")) {
            if (items.contains("kpi_code") && items.contains(label)) {
                rows.list("SELECT kpi_code, " + label + " AS label FROM scorecard_items", row -> {
                    words.add(
                            Rows.text(row, "label"), Rows.text(row, "kpi_code").toUpperCase(Locale.ROOT));
                    return label;
                });
            }
        }
        for (Scope scope : List.of(Scope.DEPARTMENT, Scope.TEAM, Scope.AGENT)) {
            words.members(rows, scope);
        }
        return words;
    }

    private void members(Rows rows, Scope scope) throws SQLException {
        Map<String, String> known = new HashMap<>();
        Set<String> columns = rows.columns(scope.table());
        if (columns.contains(scope.key())) {
            Set<String> names = new TreeSet<>(scope.names(Language.VI));
            names.retainAll(columns);
            names.add(scope.key());
            for (String name : names) {
                rows.list(
                        "SELECT " + scope.key() + " AS id, " + name + " AS name FROM " + scope.table(),
                        row -> known.put(plain(Rows.text(row, "name")), Rows.text(row, "id")));
            }
        }
        members.put(scope, known);
    }

    private void add(String name, String code) {
        if (!name.isBlank()) {
            kpis.computeIfAbsent(plain(name), key -> new TreeSet<>()).add(code);
        }
    }

    /** Whether the catalog has a KPI of that code. */
    boolean isKpi(String code) {
        return units.containsKey(code);
    }

    /** The KPI of a name or label; throws IllegalArgumentException with the reason, a sentence that says what to do. */
    String kpi(String name) {
        Set<String> found = kpis.getOrDefault(plain(name), Set.of());
        if (found.size() == 1) {
            return found.iterator().next();
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no KPI of this name"
                    + DidYouMean.hint(plain(name), kpis.keySet()) + "; 'caresql kpis' lists names and labels");
        }
        throw new IllegalArgumentException(
                "it may be " + String.join(" or ", found) + ": write which one, by its name of the catalog");
    }

    /** The identifier of a member; throws IllegalArgumentException with the reason. */
    String member(Scope scope, String name) {
        Map<String, String> known = members.getOrDefault(scope, Map.of());
        String id = known.get(plain(name));
        if (id == null) {
            throw new IllegalArgumentException(
                    "the model has no " + scope.name().toLowerCase(Locale.ROOT) + " of this name or identifier"
                            + DidYouMean.hint(plain(name), known.keySet()));
        }
        return id;
    }

    /** Whether a KPI is in points of percent. */
    boolean isPercent(String code) {
        return "%".equals(units.get(code));
    }

    /** By what a value in a unit is multiplied to be in the KPI's own; empty where the unit says nothing of that. */
    Optional<Double> factor(String code, String unit) {
        Double from = SECONDS.get(plain(unit));
        Double to = SECONDS.get(requireNonNull(units.get(code), code));
        return from == null || to == null ? Optional.empty() : Optional.of(from / to);
    }

    /** Without what differs between two ways to write the same words. */
    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .strip()
                .replaceAll("[\\s\\u00A0]+", " ")
                .toLowerCase(Locale.ROOT);
    }
}
