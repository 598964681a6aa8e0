package dev.caresql.engine.duckdb;

import java.math.BigDecimal;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserUtil;

/** Interval literals as one number of a single unit. */
final class SqlDialectIntervals {
    private static final BigDecimal MICROSECONDS_PER_MILLISECOND = BigDecimal.valueOf(1000);

    private SqlDialectIntervals() {}

    static long months(SqlIntervalLiteral.IntervalValue value) {
        return value.getSign()
                * SqlParserUtil.intervalToMonths(value.getIntervalLiteral(), value.getIntervalQualifier());
    }

    static String microseconds(SqlIntervalLiteral.IntervalValue value) {
        SqlIntervalQualifier qualifier = value.getIntervalQualifier();
        long milliseconds = SqlParserUtil.intervalToMillis(value.getIntervalLiteral(), qualifier);
        return BigDecimal.valueOf(value.getSign() * milliseconds)
                .multiply(MICROSECONDS_PER_MILLISECOND)
                .toPlainString();
    }
}
