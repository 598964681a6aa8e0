package dev.caresql.lint;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiExample;
import dev.caresql.catalog.KpiExample.Answer;
import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import dev.caresql.error.CareSqlException;
import dev.caresql.model.CareModel;
import dev.caresql.plan.WorkedExample;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A worked example of the user's own that does not come out as it is written. */
final class WrongExamples implements Lint {
    private static final double TOLERANCE = 1e-9;

    @Override
    public void look(LintContext context, Problems found) throws SQLException {
        Optional<CareModel> model = context.database().model();
        if (model.isEmpty()) {
            return;
        }
        for (Kpi kpi : context.usersKpis()) {
            for (KpiExample example : context.database().catalog().examples(kpi)) {
                look(new WorkedExample(context.database(), model.get(), kpi, example), kpi, example, found);
            }
        }
    }

    private static void look(WorkedExample worked, Kpi kpi, KpiExample example, Problems found) throws SQLException {
        String subject = "KPI " + kpi.name().text();
        try {
            List<@Nullable Double> values = worked.values();
            for (int i = 0; i < values.size(); i++) {
                Answer answer = example.answers().get(i);
                Double value = values.get(i);
                if (!states(answer, value)) {
                    found.add(
                            answer.place(),
                            subject,
                            "example: " + answer.call() + " gives " + (value == null ? "NULL" : plain(value))
                                    + ", not " + answer.value().orElse("NULL")
                                    + "; mend the formula or the example");
                }
            }
        } catch (CareSqlException e) {
            Located place = example.answers().isEmpty()
                    ? kpi.name()
                    : example.answers().get(0).place();
            found.add(place, subject, "example: it cannot be computed: " + e.getMessage());
        }
    }

    private static boolean states(Answer answer, @Nullable Double value) {
        Optional<BigDecimal> expected = answer.number().map(BigDecimal::new);
        if (expected.isEmpty() || value == null) {
            return expected.isEmpty() && value == null;
        }
        if (answer.isRounded()) {
            return BigDecimal.valueOf(value)
                            .setScale(expected.get().scale(), RoundingMode.HALF_UP)
                            .compareTo(expected.get())
                    == 0;
        }
        double exact = expected.get().doubleValue();
        return Math.abs(value - exact) <= TOLERANCE * Math.max(1, Math.abs(exact));
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
