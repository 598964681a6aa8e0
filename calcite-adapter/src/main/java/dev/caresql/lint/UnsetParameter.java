package dev.caresql.lint;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiBinding;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.config.Located;
import dev.caresql.config.Problems;

/** A parameter of a bound KPI that is NULL unless a call gives it: the zero-argument form says nothing then. */
final class UnsetParameter implements Lint {
    @Override
    public void look(LintContext context, Problems found) {
        for (Kpi kpi : context.usersKpis()) {
            for (KpiParameter option : kpi.options()) {
                String fallback = option.defaultValue().map(Located::text).orElse("");
                boolean bound = kpi.binding()
                        .map(KpiBinding::arguments)
                        .filter(arguments -> arguments.containsKey(option.name()))
                        .isPresent();
                if (kpi.binding().isPresent() && !bound && "NULL".equalsIgnoreCase(fallback)) {
                    found.add(
                            option.defaultValue().orElseGet(kpi::name),
                            "KPI " + kpi.name().text(),
                            "parameter '" + option.name() + "' has no default and the binding gives it no argument, so "
                                    + kpi.name().text() + "() and the columns of kpis see NULL; give it a default or an"
                                    + " argument");
                }
            }
        }
    }
}
