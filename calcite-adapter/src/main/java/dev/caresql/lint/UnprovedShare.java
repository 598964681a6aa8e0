package dev.caresql.lint;

import dev.caresql.catalog.Kpi;
import dev.caresql.config.Problems;

/** A percentage of counts whose dividend nothing keeps within its divisor: it may exceed 100 %. */
final class UnprovedShare implements Lint {
    @Override
    public void look(LintContext context, Problems found) {
        for (Kpi kpi : context.usersKpis()) {
            boolean declared = kpi.measure().interval().isPresent();
            if ("%".equals(kpi.measure().unit())
                    && !declared
                    && context.database().formulas().isUnprovedShare(kpi)) {
                found.add(
                        kpi.formula(),
                        "KPI " + kpi.name().text(),
                        "may exceed 100 %: what it counts above the line need not be among what it counts below; repeat"
                                + " the condition of the divisor in the dividend, move it to 'valid', or declare"
                                + " 'interval: none' if it is meant so");
            }
        }
    }
}
