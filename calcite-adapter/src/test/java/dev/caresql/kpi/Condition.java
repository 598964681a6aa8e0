package dev.caresql.kpi;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.function.Predicate;

/** A condition on a row in DuckDB's SQL and in plain Java; where it cannot be judged, it does not hold. */
record Condition(String sql, Predicate<Row> java) {
    static final Condition ANY = new Condition("TRUE", row -> true);

    static Condition is(String column, String... texts) {
        String list = Arrays.stream(texts).map(text -> "'" + text + "'").collect(joining(", "));
        return new Condition("coalesce(" + column + " IN (" + list + "), FALSE)", row -> row.is(column, texts));
    }

    static Condition has(String column) {
        return new Condition(column + " IS NOT NULL", row -> row.has(column));
    }

    static Condition isTrue(String column) {
        return new Condition("coalesce(" + column + ", FALSE)", row -> row.isTrue(column));
    }

    static Condition isFalse(String column) {
        return new Condition("NOT coalesce(" + column + ", TRUE)", row -> row.isFalse(column));
    }

    static Condition between(String column, double least, double most) {
        return new Condition(
                "coalesce(" + column + " BETWEEN " + least + " AND " + most + ", FALSE)",
                row -> row.between(column, least, most));
    }

    static Condition atLeast(String column, double least) {
        return between(column, least, 1e15);
    }

    /** Neither time is missing, and the second is not before the first. */
    static Condition inOrder(String from, String to) {
        return new Condition(
                "coalesce(" + to + " >= " + from + ", FALSE)",
                row -> row.has(from) && row.has(to) && !row.time(to).isBefore(row.time(from)));
    }

    /** The time is not after the as-of instant. */
    static Condition happened(String column) {
        return new Condition(
                "coalesce(" + column + " <= TIMESTAMP '" + RandomRows.AS_OF + "', FALSE)",
                row -> row.has(column) && !row.time(column).isAfter(RandomRows.AS_OF));
    }

    Condition and(Condition other) {
        return new Condition("(" + sql + " AND " + other.sql + ")", java.and(other.java));
    }

    Condition or(Condition other) {
        return new Condition("(" + sql + " OR " + other.sql + ")", java.or(other.java));
    }

    Condition not() {
        return new Condition("(NOT " + sql + ")", java.negate());
    }

    Oracle.Population population() {
        return new Oracle.Population(sql, java);
    }
}
