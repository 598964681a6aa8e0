package dev.caresql.examples;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A file of the export: its name without ending, and its columns in order. */
record Table(String name, List<Column> columns) {

    Table {
        requireNonNull(name, "name is null");
        columns = List.copyOf(columns);
    }

    static Table of(String name, Column... columns) {
        return new Table(name, List.of(columns));
    }

    String fileName() {
        return name + ".csv";
    }

    static Column text(String name) {
        return new Column(name, Kind.TEXT);
    }

    static Column number(String name) {
        return new Column(name, Kind.NUMBER);
    }

    static Column score(String name) {
        return new Column(name, Kind.SCORE);
    }

    static Column time(String name) {
        return new Column(name, Kind.TIME);
    }

    static Column day(String name) {
        return new Column(name, Kind.DAY);
    }

    static Column flag(String name) {
        return new Column(name, Kind.FLAG);
    }

    /** A column of the file. */
    record Column(String name, Kind kind) {}

    /** What a column holds. */
    enum Kind {
        TEXT,
        NUMBER,
        /** A whole number on a short scale. */
        SCORE,
        /** {@code yyyy-MM-dd HH:mm:ss} in local time. */
        TIME,
        /** {@code yyyy-MM-dd}. */
        DAY,
        /** {@code true} or {@code false}. */
        FLAG
    }
}
