package dev.caresql.sql;

import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/**
 * What CareSQL accepts beyond standard SQL: everything that Calcite's lenient conformance does (GROUP BY and HAVING by
 * alias, GROUP BY by ordinal, LIMIT start, count), but never an ungrouped column, which would give an arbitrary value.
 */
public final class CareConformance extends SqlDelegatingConformance {
    /** The conformance; it has no state. */
    public static final CareConformance INSTANCE = new CareConformance();

    private CareConformance() {
        super(SqlConformanceEnum.LENIENT);
    }

    @Override
    public boolean isNonStrictGroupBy() {
        return false;
    }
}
