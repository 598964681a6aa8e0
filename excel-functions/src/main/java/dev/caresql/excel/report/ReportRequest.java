package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What a report shall show.
 *
 * @param period whose figures
 * @param by whose figures beside the company's
 * @param members of that scope, by identifier; all when empty
 * @param kpis by name; those with a plan when empty
 * @param scorecard whose lines are shown in their own order, with their own labels and units; none when empty
 * @param template how the scorecard is laid out
 * @param language of labels
 */
public record ReportRequest(
        Period period,
        Scope by,
        List<String> members,
        List<String> kpis,
        Optional<String> scorecard,
        Template template,
        Language language) {
    /** Copies the lists. */
    public ReportRequest {
        requireNonNull(period, "period is null");
        requireNonNull(by, "by is null");
        members = List.copyOf(members);
        kpis = List.copyOf(kpis);
        requireNonNull(scorecard, "scorecard is null");
        requireNonNull(template, "template is null");
        requireNonNull(language, "language is null");
    }

    /** How a scorecard is laid out. */
    public enum Template {
        /** All that is known of each KPI. */
        FULL,
        /** The care staff's sheet: KPI, unit, plan, actual. */
        TELESALES
    }
}
