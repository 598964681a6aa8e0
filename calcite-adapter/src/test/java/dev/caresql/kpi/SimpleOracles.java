package dev.caresql.kpi;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Oracles of the forms that most KPIs have: a rate, a count, a mean, a ratio of sums. */
final class SimpleOracles {
    private SimpleOracles() {}

    static Oracle rate(String kpi, Condition population, Condition part, Condition whole) {
        return rate(kpi, "", population, part, whole);
    }

    static Oracle rate(String kpi, String options, Condition population, Condition part, Condition whole) {
        return new Oracle(
                kpi,
                options,
                population.population(),
                Oracle.rateSql(part.sql(), whole.sql()),
                rows -> rows.rate(part.java(), whole.java()));
    }

    static Oracle count(String kpi, Condition population, Condition part) {
        return new Oracle(kpi, population.population(), Oracle.countSql(part.sql()), rows -> rows.count(part.java()));
    }

    static Oracle distinct(String kpi, Condition population, String column, Condition part) {
        return new Oracle(
                kpi, population.population(), Oracle.distinctSql(column, part.sql()), rows -> rows.where(part.java())
                        .distinct(column));
    }

    /** The percentage of a column's distinct values with one condition among those with another. */
    static Oracle distinctRate(String kpi, Condition population, String column, Condition part, Condition whole) {
        return new Oracle(
                kpi,
                population.population(),
                "100.0 * " + Oracle.distinctSql(column, part.sql()) + " / nullif("
                        + Oracle.distinctSql(column, whole.sql()) + ", 0)",
                rows -> Rows.percent(
                        rows.where(part.java()).distinct(column),
                        rows.where(whole.java()).distinct(column)));
    }

    static Oracle mean(String kpi, Condition population, Amount amount) {
        return new Oracle(
                kpi,
                population.population(),
                "avg(" + amount.sql() + ") FILTER (ok)",
                rows -> rows.mean(amount.java()));
    }

    /** A sum over the rows that have the amount; none of them makes it NULL. */
    static Oracle sum(String kpi, Condition population, Amount amount) {
        return new Oracle(
                kpi,
                population.population(),
                "sum(" + amount.sql() + ") FILTER (ok)",
                rows -> rows.mean(amount.java()) == null ? null : (Double) rows.sum(amount.java()));
    }

    /** A sum over a sum, times a factor; NULL unless some row has the numerator and the divisor is not 0. */
    static Oracle ratio(String kpi, Condition population, double factor, Amount part, Amount whole) {
        return new Oracle(
                kpi,
                population.population(),
                factor + " * sum(CAST(" + part.sql() + " AS DOUBLE)) FILTER (ok) / nullif(sum(" + whole.sql()
                        + ") FILTER (ok), 0)",
                rows -> rows.mean(part.java()) == null
                        ? null
                        : Rows.ratio(factor * rows.sum(part.java()), rows.sum(whole.java())));
    }

    /** A number of a row, NULL where it has none. */
    record Amount(String sql, Function<Row, @Nullable Double> java) {
        static final Amount ONE = new Amount("1", row -> 1.0);

        static Amount of(String column) {
            return new Amount("CAST(" + column + " AS DOUBLE)", row -> row.numberOrNull(column));
        }

        /** Whole seconds between two times. */
        static Amount seconds(String from, String to) {
            return new Amount(
                    "(epoch_us(" + to + ") - epoch_us(" + from + ")) // 1000000",
                    row -> row.has(from) && row.has(to) ? (Double) row.seconds(from, to) : null);
        }

        Amount times(double factor) {
            return new Amount("(" + sql + ") * " + factor, row -> {
                Double value = java.apply(row);
                return value == null ? null : (Double) (value * factor);
            });
        }
    }
}
