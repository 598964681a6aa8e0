package dev.caresql.formula;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.Kpi;
import dev.caresql.config.Located;
import dev.caresql.config.Problem;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;

/** A KPI of the catalog whose formula, condition or binding cannot be compiled. */
public final class FormulaException extends CareSqlException {
    private static final long serialVersionUID = 1L;

    private final transient Kpi kpi;
    private final transient Located place;
    private final String reason;

    /** Creates the exception for a text of a KPI. */
    public FormulaException(Kpi kpi, Located place, String reason) {
        super(
                ErrorCode.CATALOG,
                new Problem(place.file(), place.line(), "KPI " + kpi.name().text(), reason).toString());
        this.kpi = requireNonNull(kpi, "kpi is null");
        this.place = requireNonNull(place, "place is null");
        this.reason = requireNonNull(reason, "reason is null");
    }

    Kpi kpi() {
        return kpi;
    }

    Located place() {
        return place;
    }

    String reason() {
        return reason;
    }
}
